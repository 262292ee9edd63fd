"""Kept statements say, for every actor, exactly what the gate would say anew; what cannot be kept is refused at once."""

import datetime
import uuid
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import Q

from palier.access.capabilities import Capability as Can
from palier.access.kept import Kept, NotKept, kept, together
from palier.casework.cases import actions
from palier.casework.cases.models import Case, Contact
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.desk.household_file.rules import Show

MODULES = (
    "palier.access.queries",
    "palier.registry.people.queries",
    "palier.registry.housing.queries",
    "palier.casework.cases.queries.contacts",
    "palier.casework.cases.queries.files",
    "palier.casework.cases.queries.requests",
    "palier.casework.cases.queries.topics",
    "palier.desk.frame",
    "palier.desk.capture.queries.drafts",
    "palier.desk.household_file.queries.dossier",
    "palier.desk.household_file.queries.record",
    "palier.registry.calendar.queries.appointments",
    "palier.registry.documents.queries",
    "palier.casework.disclosures.queries",
    "palier.casework.tenancies.procedure.queries",
    "palier.registry.interservice.queries",
    "palier.casework.transfers.queries.requests",
    "palier.desk.my_day.queries.beside",
    "palier.desk.my_day.queries.day",
    "palier.desk.search.queries",
)
KEPT = {
    f"{one.build.__module__}.{one.build.__name__}": one
    for name in MODULES
    for one in vars(import_module(name)).values()
    if isinstance(one, Kept)
}
ONE, SOME = uuid.uuid4(), [uuid.uuid4(), uuid.uuid4()]
VALUES = {
    "pk": (ONE,), "household": (ONE,), "dwelling": (ONE,), "capability": (Can.HOUSEHOLD_READ, Can.HOUSEHOLD_DOOR),
    "person": (None, ONE), "show": (Show.ALL, Show.SIMPLE), "limit": (None, 51), "days": (None, 31), "form": (None,),
    "dutch": (False, True), "since": (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)),
    "until": (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)),
}  # fmt: skip
LISTS = {"posts", "subjects", "persons", "pks", "contacts", "ids", "households", "files", "cases"}


def given(one: Kept) -> list[tuple]:
    """Values for each parameter; the last ones of each choice in a second round."""
    names = one.build.__code__.co_varnames[1 : one.build.__code__.co_argcount]
    rounds = []
    for number in (0, -1):
        rounds.append(tuple(SOME if name in LISTS else VALUES[name][number] for name in names))
    return rounds


@pytest.mark.parametrize("name", sorted(KEPT))
@pytest.mark.parametrize("who", ["amina", "trainee", "head", "desk", "accounts", "officer"])
def test_a_kept_statement_is_the_one_that_would_be_built_anew(stage, who, name):
    one = KEPT[name]
    with stage.people[who].acting() as actor:
        for values in given(one):
            statement = one.statement(actor, values)
            if statement is None:
                assert list(one.build(actor, *values)) == []
                continue
            sql, params = one.build(actor, *values).query.get_compiler(using="default").as_sql()
            plain = [list(param) if isinstance(param, tuple) else param for param in params]
            assert statement.sql == sql
            assert [source(actor, values) for source in statement.sources] == plain


def test_two_workers_of_one_kind_share_a_text_and_nothing_else(stage):
    @kept
    def mine(actor):
        return Case.objects.visible_to(actor, Can.CASE_READ)

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        assert case in [row.pk for row in mine(amina)]
    with stage.bart.acting() as bart:
        assert case not in [row.pk for row in mine(bart)]
    with stage.amina.acting() as amina:
        assert case in [row.pk for row in mine(amina)]


def test_questions_asked_together_are_answered_each_by_its_own(stage):
    @kept
    def files(actor, household):
        return Case.objects.visible_to(actor, Can.CASE_READ).filter(household=household)

    @kept
    def words(actor, household):
        return Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(household=household).values_list("facts")

    home, other = stage.homes[0], stage.homes[1]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        actions.record_contact(actor=amina, draft=ContactDraft("elle a appelé", case=case, persons=(home.persons[0],)))
    with stage.amina.acting() as amina:
        found = together(amina, files.of(home.household), words.of(home.household), files.of(other.household))
    assert [row.pk for row in found[0]] == [case]
    assert found[1:] == [[("elle a appelé",)], []]


def test_what_depends_on_its_values_is_refused(stage):
    @kept
    def by_length(actor, households):
        some = Q(*[("household", pk) for pk in households], _connector=Q.OR)
        return Case.objects.visible_to(actor, Can.CASE_READ).filter(some, domain=str(households[0])[:5])

    @kept
    def by_words(actor, wanted):
        return Case.objects.visible_to(actor, Can.CASE_READ).filter(own_words__contains=wanted)

    with stage.amina.acting() as amina:
        with pytest.raises(NotKept):
            by_length(amina, [uuid.uuid4()])
        with pytest.raises(NotKept):
            by_words(amina, "any text")


def test_a_statement_is_planned_once_a_connection(stage):
    @kept
    def files(actor, household):
        return Case.objects.visible_to(actor, Can.CASE_READ).filter(household=household)

    with stage.amina.acting() as amina:
        for home in stage.homes[:2] * 3:
            files(amina, home.household)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%FROM \"cases_case\"%%'")
            assert cursor.fetchone()[0] >= 1
