"""Rows of the reinforced tier: written through the application, looked at behind it, read on their page."""

from django.urls import reverse

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import ContactDraft
from tests.stage import without_locks

HIT, FEAR, UNCLE = "canari frappée", "canari peur", "Canari Oncle"


def looked_at(table, *, rows):
    """What a superuser reads there, as text."""
    with without_locks() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t WHERE t.organisation_id = %s", [rows])
        return " ".join(row[0] for row in cursor.fetchall())


def history_of(pk):
    with without_locks() as cursor:
        cursor.execute("SELECT before::text FROM access_history WHERE row_id = %s ORDER BY id", [pk])
        return [row[0] for row in cursor.fetchall()]


def raw(table, pk, column):
    with without_locks() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def write(stage, file, *, who="amina", household=None, **told):
    with stage.people[who].acting() as actor:
        draft = ContactDraft(**{"facts": HIT, "tier": Tier.REINFORCED, "case": file, "household": household} | told)
        return actions.record_contact(actor=actor, draft=draft)


COLUMNS = (
    "organisation_id, subject_id, case_id, household_id, confided_by, concerns, at, channel, result, domain, tier, author_id,"
    " written_at, changed_at, version"
)


def copied(pk, facts="facts", who="''"):
    """A row beside another one, put there behind the application: its id."""
    with without_locks() as cursor:
        cursor.execute(
            f"INSERT INTO cases_contact (id, facts, who, {COLUMNS}) SELECT gen_random_uuid(), {facts}, {who}, {COLUMNS}"
            " FROM cases_contact WHERE id = %s RETURNING id",
            [pk],
        )
        return cursor.fetchone()[0]


def subject_of(stage, file):
    with stage.amina.acting() as amina:
        return queries.case(amina, file).subject_id


def read(stage, file, who="amina"):
    """Words of the page that stands apart."""
    return stage.people[who].browser().get(reverse("reinforced", args=[file])).content.decode()
