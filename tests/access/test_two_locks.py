"""The thinnest whole path through both locks: one file, one contact, and what everybody else sees."""

import datetime

import pytest
from django.db import connection, transaction

from palier.access import token
from palier.access.capabilities import Capability
from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.models import Contact
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.kernel.errors import Refused
from tests.stage import Stage


def open_file(stage: Stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(
            actor=amina, draft=CaseDraft(home.household, (home.persons[0],), datetime.date(2026, 3, 3))
        )
    with stage.amina.acting() as amina:
        contact = actions.record_contact(
            actor=amina,
            draft=ContactDraft("La caisse a rappelé.", case=case, confided="canari", confided_tier=Tier.REINFORCED),
        )
    return case, contact


def count_by_sql(somebody_token, table):
    with token.held(somebody_token), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_the_assigned_worker_reads_what_she_wrote(stage):
    case, contact = open_file(stage)

    with stage.amina.acting() as amina:
        assert queries.case(amina, case).household_id == stage.homes[0].household
        assert [row.pk for row in queries.contacts_of(amina, case)] == [contact]


@pytest.mark.parametrize(
    "name", ["bart", "dries", "chloe", "head", "accounts", "desk", "officer", "analyst", "operator"]
)
def test_nobody_else_sees_a_file_by_page_or_by_sql(stage, name):
    case, contact = open_file(stage)
    other = stage.people[name]

    with other.acting() as actor, pytest.raises(Refused):
        queries.case(actor, case)
    for table in ("cases_case", "cases_contact", "cases_confidence", "cases_step", "access_teammember"):
        allowed = 1 if table == "access_teammember" and name in {"bart", "dries", "chloe"} else 0  # her own inbox
        assert count_by_sql(other.token, table) == allowed, table


def test_a_contact_lists_and_checks_alike(stage):
    case, contact = open_file(stage)

    with stage.amina.acting() as amina:
        listed = set(Contact.objects.visible_to(amina, Capability.CONTACT_READ).values_list("pk", flat=True))

    assert listed == {contact}
