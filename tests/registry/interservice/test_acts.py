"""The five acts (P8): agreed and signed by the tenant, sent by who looks after the household, to accounts alone."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection

from palier.kernel import clock
from palier.kernel.errors import InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.registry.interservice import queries
from palier.registry.interservice.rules import Act
from tests.registry.interservice.lines import answer, repair, row, send
from tests.stage import without_locks

SOON = clock.today() + dt.timedelta(days=10)
WHOLE = {
    Act.PLAN_PROPOSED: {"amount": Decimal("55.50"), "day": SOON, "months": 12},
    Act.REMINDERS_HELD: {"day": SOON},
    Act.APPOINTMENT_OFFERED: {"day": SOON},
    Act.PAYMENT_ANNOUNCED: {"day": SOON},
    Act.AMOUNT_CONTESTED: {},
}


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 1)


@pytest.mark.parametrize("act", Act)
def test_each_act_reaches_accounts_and_comes_back_answered(stage, home, act):
    line = send(stage, home, act, **WHOLE[act])
    answer(stage, line.pk, "agreed", who="accounts", text="Noté")

    with stage.amina.acting() as actor:
        (one,) = queries.acts_of(actor, home.household)
    assert (one.line.kind, one.line.text, one.line.signed_on) == (act, "", clock.today())
    assert [(a.reply, a.text) for a in one.answers] == [("agreed", "Noté")]
    with stage.technical.acting() as actor:
        assert queries.acts_of(actor, home.household) == []


def test_a_repair_is_no_act(stage, home):
    repair(stage, home)
    with stage.amina.acting() as actor:
        assert queries.acts_of(actor, home.household) == []
        assert len(queries.lines_of(actor, home.household)) == 1


@pytest.mark.parametrize(
    ("act", "change", "field"),
    [
        (Act.PLAN_PROPOSED, {"months": None}, "months"),
        (Act.PLAN_PROPOSED, {"months": 61}, "months"),
        (Act.PLAN_PROPOSED, {"amount": None}, "amount"),
        (Act.PLAN_PROPOSED, {"amount": Decimal(0)}, "amount"),
        (Act.REMINDERS_HELD, {"day": None}, "day"),
        (Act.REMINDERS_HELD, {"day": clock.today() - dt.timedelta(days=1)}, "day"),
        (Act.APPOINTMENT_OFFERED, {"amount": Decimal(5)}, "amount"),
        (Act.AMOUNT_CONTESTED, {"day": SOON}, "day"),
        (Act.AMOUNT_CONTESTED, {"signed_on": clock.today() + dt.timedelta(days=1)}, "signed_on"),
    ],
)
def test_an_act_says_its_own_and_nothing_more(stage, home, act, change, field):
    with pytest.raises(InvalidInput) as wrong:
        send(stage, home, act, **WHOLE[act] | change)
    assert set(wrong.value.fields) == {field}


def test_the_same_form_sent_twice_is_one_act(stage, home):
    key = new_id()
    first = send(stage, home, Act.REMINDERS_HELD, day=SOON, key=key)
    again = send(stage, home, Act.REMINDERS_HELD, day=SOON, key=key)
    assert first.pk == again.pk


@pytest.mark.parametrize("who", ["bart", "emma", "head", "trainee", "accounts", "technical", "desk", "chloe"])
def test_nobody_else_sends_one(stage, home, who):
    with pytest.raises(Refused):
        send(stage, home, Act.AMOUNT_CONTESTED, who=who)


def test_without_the_signature_the_database_lets_it_not_stand(stage, home):
    line = send(stage, home, Act.AMOUNT_CONTESTED).pk
    assert row(line)["state"] == "open"
    with without_locks() as cursor, pytest.raises(DatabaseError, match="an_act_says_its_own_and_is_signed"):
        cursor.execute("UPDATE interservice_line SET signed_on = NULL WHERE id = %s", [line])


def test_every_act_line_and_answer_is_counted_among_what_crossed(stage, home):
    act = send(stage, home, Act.AMOUNT_CONTESTED).pk
    asked = repair(stage, home)
    answer(stage, asked, "on_day", who="technical", day=SOON)
    answer(stage, asked, "call_back", who="amina")
    assert act != asked
    with without_locks() as cursor:
        cursor.execute(
            "SELECT kind, towards, count(*) FROM sec.crossed(sec.now() - interval '1 hour', sec.now() + interval '1 hour')"
            " WHERE organisation_id = %s GROUP BY 1, 2 ORDER BY 1",
            [stage.company.pk],
        )
        assert cursor.fetchall() == [
            ("interservice_act", "accounts", 1),
            ("interservice_answer", "technical", 1),
            ("interservice_line", "technical", 1),
        ]


# -- for whom -------------------------------------------------------------------------------------------------------


def test_the_landlord_reads_nowhere_for_whom_it_was_asked(stage, home):
    line = repair(stage, home)
    with without_locks() as cursor:
        cursor.execute("SELECT person_id FROM interservice_confidedby WHERE line_id = %s", [line])
        assert cursor.fetchone() == (home.persons[0],)
    for who in ("amina", "technical"):
        refused = pytest.raises(DatabaseError, match="permission denied")
        with stage.people[who].acting(), refused, connection.cursor() as cursor:
            cursor.execute("SELECT * FROM interservice_confidedby")


def test_of_two_adults_nobody_is_taken_unless_she_is_named(stage):
    with without_locks():
        home = stage.home(stage.buildings[0], 2)
    silent, named = repair(stage, home), repair(stage, home, person=home.persons[1])
    with without_locks() as cursor:
        cursor.execute(
            "SELECT line_id, person_id FROM interservice_confidedby WHERE line_id = ANY(%s)", [[silent, named]]
        )
        assert cursor.fetchall() == [(named, home.persons[1])]
