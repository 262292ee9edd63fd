"""The five acts: prepared, signed, and only then sent; nothing else of a file crosses to the landlord (P8, P9)."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection

from palier.casework.certificates.rules import forbidden_words
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.rules import ActWords
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.interservice import queries as table
from palier.registry.interservice.rules import Act
from tests.casework.tenancies.prevention.homes import keep, prepared, signed, told, tried
from tests.stage import without_locks

SOON = clock.today() + dt.timedelta(days=30)
WHOLE = {
    Act.PLAN_PROPOSED: {"amount": Decimal("55.50"), "months": 12},
    Act.REMINDERS_HELD: {},
    Act.APPOINTMENT_OFFERED: {},
    Act.PAYMENT_ANNOUNCED: {"amount": Decimal(100)},
    Act.AMOUNT_CONTESTED: {"day": None},
}


@pytest.fixture
def kept(stage):
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    return keep(stage, home)


def send(stage, pk, version=2, who="amina"):
    with stage.people[who].acting() as actor:
        actions.send_act(actor=actor, pk=pk, version=version)


@pytest.mark.parametrize("act", Act)
def test_each_of_the_five_is_signed_then_read_by_accounts_with_no_word_besides(stage, kept, act):
    told(stage, kept)
    pk = signed(stage, kept, act, **WHOLE[act])
    with stage.accounts.acting() as accounts:
        assert table.acts_of(accounts, kept.home.household) == []
    send(stage, pk)
    with stage.accounts.acting() as accounts:
        (one,) = table.acts_of(accounts, kept.home.household)
    wanted = {"amount": None, "day": SOON, "months": None} | WHOLE[act]
    assert (one.line.kind, one.line.text, one.line.signed_on) == (act, "", clock.today())
    assert {name: getattr(one.line, name) for name in wanted} == wanted
    with stage.amina.acting() as amina:
        row = queries.act(amina, pk)
        assert (row.sent_on, row.line) == (clock.today(), one.line.pk)


def test_unsigned_nothing_goes_by_either_lock(stage, kept):
    pk = prepared(stage, kept)
    with pytest.raises(InvalidInput):
        send(stage, pk, version=1)
    with stage.accounts.acting() as accounts:
        assert table.acts_of(accounts, kept.home.household) == []
    refused = pytest.raises(DatabaseError, match="no_act_leaves_unsigned")
    with refused, stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE prevention_signedact SET sent_on = sec.today() WHERE id = %s", [pk])


def test_what_was_sent_goes_once_and_changes_no_more(stage, kept):
    pk = signed(stage, kept)
    send(stage, pk)
    with pytest.raises(Conflict):
        send(stage, pk)
    with stage.accounts.acting() as accounts:
        assert len(table.acts_of(accounts, kept.home.household)) == 1
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE prevention_signedact SET signed_on = sec.today() WHERE id = %s", [pk])
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "column", ["act = 'plan_proposed'", "amount = 9", "day = NULL", "months = 3", "concerns = '{}'"]
)
def test_what_an_act_says_never_changes(stage, kept, column):
    pk = prepared(stage, kept)
    with pytest.raises(DatabaseError, match="permission denied"), stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE prevention_signedact SET {column} WHERE id = %s", [pk])


def test_only_whom_it_is_about_signs_it(stage, kept):
    pk = prepared(stage, kept)
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.sign_act(actor=amina, pk=pk, signed_by=[kept.home.persons[1]], on=amina.today, version=1)
    refused = pytest.raises(DatabaseError, match="signed_by_whom_it_is_about")
    with refused, stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE prevention_signedact SET signed_on = sec.today(), signed_by = ARRAY[%s] WHERE id = %s",
            [kept.home.persons[1], pk],
        )


def test_a_signature_to_come_is_refused(stage, kept):
    pk = prepared(stage, kept)
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.sign_act(
            actor=amina, pk=pk, signed_by=kept.home.persons[:1], on=amina.today + dt.timedelta(days=1), version=1
        )


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (ActWords(Act.PLAN_PROPOSED, SOON, Decimal(50)), "months"),
        (ActWords(Act.REMINDERS_HELD), "day"),
        (ActWords(Act.REMINDERS_HELD, clock.today() - dt.timedelta(days=1)), "day"),
        (ActWords(Act.APPOINTMENT_OFFERED, SOON, Decimal(5)), "amount"),
        (ActWords(Act.AMOUNT_CONTESTED, None, Decimal(5)), "amount"),
    ],
)
def test_an_act_says_its_own_and_nothing_more(stage, kept, words, field):
    with stage.amina.acting() as amina, pytest.raises(InvalidInput) as wrong:
        actions.prepare_act(actor=amina, case=kept.case, words=words, persons=tuple(kept.home.persons[:1]))
    assert set(wrong.value.fields) == {field}


def test_a_person_whom_the_file_is_not_about_has_no_act_in_it(stage, kept):
    with stage.amina.acting() as amina, pytest.raises(Refused):
        words = ActWords(Act.AMOUNT_CONTESTED)
        actions.prepare_act(actor=amina, case=kept.case, words=words, persons=(kept.home.persons[1],))


def test_a_plan_tried_out_is_proposed_from_its_page_signed_and_sent(stage, kept):
    plan = tried(stage, kept, 60)
    browser = stage.amina.browser()
    page = browser.get(f"/files/{kept.case}/acts/?plan={plan}").content.decode()
    assert 'value="60,00"' in page and 'value="12"' in page
    person = str(kept.home.persons[0])
    sent = {"act": "plan_proposed", "amount": "60", "day": SOON.isoformat(), "months": "12", "persons": [person]}
    act = browser.post(f"/files/{kept.case}/acts/", sent)["Location"]
    assert "Envoyer à la comptabilité" not in browser.get(act).content.decode()
    assert (
        browser.post(act, {"version": 1, "signed_by": [person], "signed_on": clock.today().isoformat()}).status_code
        == 302
    )
    assert "Envoyer à la comptabilité" in browser.get(act).content.decode()
    assert browser.post(f"{act}send/", {"version": 2}).status_code == 302
    assert "Envoyé le" in browser.get(act).content.decode()


def test_the_sheet_she_signs_is_in_her_language(stage, kept):
    pk = prepared(stage, kept)
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = %s", [kept.home.persons[0]])
    sheet = stage.amina.browser().get(f"/acts/{pk}/sheet/").content.decode()
    assert "Ik vraag u geen aanmaning te sturen" in sheet
    assert "Je vous demande" not in sheet
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'ar' WHERE id = %s", [kept.home.persons[0]])
    both = stage.amina.browser().get(f"/acts/{pk}/sheet/").content.decode()
    assert "Ik vraag u" in both and "Je vous demande" in both


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_words_that_hold_something_against_her_stand_on_no_page_and_no_sheet(stage, kept, language):
    budget, act = told(stage, kept), signed(stage, kept)
    tried(stage, kept)
    browser = stage.amina.browser(language)
    pages = [
        "/homes/", f"/households/{kept.home.household}/home/", f"/households/{kept.home.household}/home/offer/",
        f"/homes/{kept.row}/causes/", f"/homes/{kept.row}/stakes/", f"/homes/{kept.row}/end/", f"/files/{kept.case}/home/step/",
        f"/files/{kept.case}/budget/", f"/files/{kept.case}/budget/sheet/", f"/files/{kept.case}/budget/week/", f"/budgets/{budget}/",
        f"/files/{kept.case}/plans/", f"/files/{kept.case}/acts/", f"/acts/{act}/", f"/acts/{act}/sheet/",
    ]  # fmt: skip
    wrong = {}
    for url in pages:
        answer = browser.get(url)
        assert answer.status_code == 200, url
        main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
        if found := forbidden_words(re.sub(r"<[^>]+>", " ", main)):
            wrong[url] = found
    assert wrong == {}
    assert forbidden_words("Elle refuse et ne collabore pas") == ["refuse", "ne collabore pas"]
