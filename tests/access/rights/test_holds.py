"""A legal hold keeps a file, or whatever names a person, from every erasure until it is lifted; nobody learns more by it."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.db import connection

from palier.access.guarded import Guarded
from palier.access.lock import declared, declared_endings
from palier.access.models import History
from palier.access.rights import actions, queries
from palier.access.rights.rules import TermKey
from palier.casework.cases import actions as cases
from palier.casework.cases.models import Case, Contact, DeskWord, Request, Step
from palier.casework.cases.rules import ContactDraft, RequestDraft
from palier.casework.welcomes.models import Welcome
from palier.cli.worker import ROUNDS
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.signals.models import Signal
from tests.access.rights.test_terms import erase
from tests.casework.cases.test_erasure import a_closed_file, left
from tests.stage import STAGE, put, without_locks

LONG_AGO = "2019-01-01"
# An erasure that asks nobody, with the reason.
ASKS_NOT = {
    "seal_ledger": "erases nothing",
    "make_letters": "makes letters, and erases nothing",
    "make_mailing_letters": "settles which letter lies in which file, and erases nothing",
    "erase_letter_batches": "a list of the letters one ordered: they themselves stay, and ask",
    "carry_out_handovers": "passes files on, and erases nothing",
    "erase_photo_codes": "what came by a code is a document, and asks; the code takes nothing any more",
    "erase_stories": "a story of a worker's year: it names no person",
    "erase_interpreting": "interpreters, and minutes: nothing of a tenant",
    "find_doubles": "parts what may be one person, and erases no line of the register",
    "erase_mergings": "a proposal is about two lines, and takes neither with it",
    "review_ledger": "erases nothing",
    "draw_sample": "erases nothing",
    "erase_findings": "a finding is of a worker's reading: it names no person and no file",
    "erase_asked": "that the service was asked: it names nobody",
    "erase_outreach": "places, themes and numbers: it names nobody",
    "erase_rounds": "plans, hours and keys of telephones: they name no tenant",
    "erase_drafts": "a draft is nobody's yet: it names no person",
}


def hold(stage, *, person=None, file=None, reason="Plainte en cours"):
    with stage.officer.acting() as officer:
        return actions.place_hold(actor=officer, person=person, file=file, reason=reason)


def lift(stage, pk):
    with stage.officer.acting() as officer:
        return actions.lift_hold(actor=officer, pk=pk)


def ended_file(stage):
    case = a_closed_file(stage)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [LONG_AGO, case])
    return case


def there(model, pk):
    with without_locks():
        return model._base_manager.using(STAGE).filter(pk=pk).exists()


@pytest.mark.parametrize("by", ["file", "person"])
def test_a_held_file_stays_whole_until_the_hold_is_lifted(stage, by):
    case, other = ended_file(stage), ended_file(stage)
    with without_locks() as cursor:  # the second file is of somebody else
        cursor.execute("UPDATE cases_case SET concerns = %s WHERE id = %s", [[stage.homes[1].persons[0]], other])
        cursor.execute("UPDATE cases_knownmember SET concerns = '{}', confided_by = '{}' WHERE case_id = %s", [other])
        cursor.execute(
            "UPDATE cases_step SET concerns = '{}', confided_by = '{}' WHERE subject_id ="
            " (SELECT subject_id FROM cases_case WHERE id = %s)",
            [other],
        )
    given = {"file": case} if by == "file" else {"person": stage.homes[0].persons[0]}
    pk = hold(stage, **given)

    erase("erase_ended")
    for model in (Case, Contact, Step):
        assert left(model, case) > 0, model
        assert left(model, other) == 0, model
    with without_locks():
        assert History.objects.using(STAGE).filter(before__case_id=str(case)).exists()

    assert lift(stage, pk)
    assert not lift(stage, pk)
    erase("erase_ended")
    assert left(Case, case) == left(Contact, case) == 0


def test_a_file_is_kept_because_one_contact_in_it_names_the_held_person(stage):
    case = a_closed_file(stage)
    named = stage.homes[2].persons[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET concerns = %s WHERE case_id = %s", [[named], case])
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [LONG_AGO, case])
    hold(stage, person=named)
    erase("erase_ended")
    assert left(Case, case) == 1


def test_in_an_inbox_only_what_names_her_stays(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        held, other = [
            cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=home.household, persons=(person,)))
            for person in home.persons
        ]
        seen = RequestDraft("Vu", household=home.household, concerns=(home.persons[0],), no_demand=True)
        asked = cases.add_request(actor=amina, draft=seen)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [LONG_AGO, [held, other]])
        cursor.execute("UPDATE cases_request SET ends_on = %s WHERE id = %s", [LONG_AGO, asked])
    hold(stage, person=home.persons[0])
    erase("erase_ended")
    assert there(Contact, held) and there(Request, asked)
    assert not there(Contact, other)
    with stage.amina.acting(), connection.cursor() as cursor:  # nor by opposition
        cursor.execute("SELECT sec.oppose(%s)", [asked])
        assert cursor.fetchone() == (False,)


def test_what_says_only_the_household_is_kept_for_who_is_declared_there(stage):
    held, free = stage.homes[0], stage.homes[2]
    made = []
    now = dt.datetime.now(dt.UTC)
    with without_locks() as cursor:
        cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [stage.agent.post])
        origin = cursor.fetchone()[0]
        for home in (held, free):
            common = {"organisation": stage.company, "household_id": home.household}
            word = DeskWord(**common, subject_id=stage.amina.post, author_id=stage.amina.post, text="x", until=LONG_AGO)
            welcome = Welcome(
                **common, subject_id=stage.amina.post, author_id=stage.amina.post, lease_id=home.lease, ends_on=LONG_AGO
            )
            signal = Signal(
                **common, origin_service_id=origin, recipient_service=stage.service, theme="worry",
                sent_at=now - dt.timedelta(days=900),
            )  # fmt: skip
            made.append([(DeskWord, put(word).pk), (Welcome, put(welcome).pk), (Signal, put(signal).pk)])
    hold(stage, person=held.persons[1])
    for function in ("erase_ended", "erase_welcomes", "erase_signals"):
        erase(function)
    assert [there(*one) for one in made[0]] == [True, True, True]
    assert [there(*one) for one in made[1]] == [False, False, False]


def test_every_erasure_asks_whether_it_is_held():
    texts = "\n".join(text for app in declared() for text in app.functions)
    for one in ROUNDS:
        if one.function in ASKS_NOT:
            continue
        body = texts.split(f"FUNCTION sec.{one.function}(")[1].split("$$")[1]
        assert "sec.is_held(" in body, one.function


def test_every_table_that_names_persons_in_a_file_keeps_its_file():
    body = (
        "\n".join(text for app in declared() for text in app.functions)
        .split("FUNCTION sec.named_in(")[1]
        .split("$$")[1]
    )
    naming = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Guarded) and model.ACCESS.persons and model.ACCESS.subject
    }
    assert len(naming) >= 6
    assert {table for table in naming if f"public.{table} " not in body} == set()
    assert {one.key for one in declared_endings()} <= set(TermKey)


def test_only_the_officer_places_and_lifts_and_each_in_her_own_company(stage):
    pk = hold(stage, file=uuid.uuid4())  # a number that is no file's: the answer is the same
    with stage.officer.acting() as officer, pytest.raises(InvalidInput):
        actions.place_hold(actor=officer, person=uuid.uuid4(), file=None, reason=" ")
    for name in ("admin", "head", "amina"):
        with stage.people[name].acting() as actor, pytest.raises(Refused):
            actions.place_hold(actor=actor, person=uuid.uuid4(), file=None, reason="x")
    statements = (
        "SELECT sec.place_hold(gen_random_uuid(), gen_random_uuid(), NULL, 'x')",
        f"SELECT sec.lift_hold('{pk}')",
    )
    for name in ("admin", "head", "amina", "chloe"):
        for statement in statements:
            with stage.people[name].acting(), connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.fetchone() == (False,), (name, statement)
    for wrong in ("NULL, NULL, 'x'", "gen_random_uuid(), gen_random_uuid(), 'x'", "gen_random_uuid(), NULL, ' '"):
        with stage.officer.acting(), connection.cursor() as cursor:
            cursor.execute(f"SELECT sec.place_hold(gen_random_uuid(), {wrong})")
            assert cursor.fetchone() == (False,), wrong
    assert lift(stage, pk)


def test_the_worker_of_the_file_is_told_and_nobody_beside(stage):
    case = a_closed_file(stage)
    hold(stage, person=stage.homes[0].persons[0], reason="Plainte en cours")

    def told(name):
        with stage.people[name].acting() as actor:
            return [one.reason for one in queries.holds(actor)]

    assert told("amina") == told("officer") == ["Plainte en cours"]
    for name in ("bart", "head", "admin", "chloe", "desk"):
        assert told(name) == [], name
    hold(stage, file=case, reason="Jugement attendu")
    assert set(told("amina")) == {"Plainte en cours", "Jugement attendu"}


def test_the_worker_sees_what_soon_ends_of_hers_and_until_when_a_held_one_would_have_stayed(stage):
    case = a_closed_file(stage)
    with stage.amina.acting() as amina:
        today = amina.today
        soon = cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=stage.homes[1].household))
        cases.record_contact(actor=amina, draft=ContactDraft("Plus tard", household=stage.homes[1].household))
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = %s", [today + dt.timedelta(days=3), soon])
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [LONG_AGO, case])
    hold(stage, file=case)

    with stage.amina.acting() as amina:
        found = {(one.kind, one.household, one.day, one.held) for one in queries.going_of_mine(amina)}
    assert found == {
        ("closed_file", stage.homes[0].household, dt.date(2024, 1, 1), True),
        ("simple_contact", stage.homes[1].household, today + dt.timedelta(days=3), False),
    }
    with stage.bart.acting() as bart:
        assert queries.going_of_mine(bart) == []
    with stage.head.acting() as head, pytest.raises(Refused):
        queries.going_of_mine(head)


def test_the_officer_counts_what_ends_and_small_numbers_stay_closed(stage):
    def counts(who):
        with who.acting(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM sec.going_counts(30)")
            return cursor.fetchall()

    with stage.amina.acting() as amina:
        today = amina.today
        made = [
            cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=stage.homes[0].household))
            for _ in range(5)
        ]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [today + dt.timedelta(days=9), made[:4]]
        )
    assert counts(stage.officer) == [("simple_contact", None)]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [today + dt.timedelta(days=9), made]
        )
    assert counts(stage.officer) == [("simple_contact", 5)]
    assert counts(stage.head) == counts(stage.amina) == counts(stage.chloe) == []
