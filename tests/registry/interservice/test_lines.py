"""The table between services (P9): who begins, reads, answers and closes a line, in both locks."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.interservice import actions, queries
from palier.registry.interservice.rules import AnswerDraft, LineDraft, Reply, due_on, working_days_after
from tests.registry.interservice.lines import answer, close, repair, row, service_of, told
from tests.stage import without_locks

# who has no part in a line between a worker and the maintenance service, or between accounts and her
NEVER = ["bart", "head", "desk", "transfers", "agent", "collective", "direction", "admin", "officer", "chloe"]


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 2)


def reads(stage, who, line):
    """By the first lock and by the second alone: they must agree."""
    with stage.people[who].acting() as actor:
        try:
            by_page = bool(queries.line(actor, line))
        except Refused:
            by_page = False
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM interservice_line WHERE id = %s", [line])
            by_sql = cursor.fetchone()[0] == 1
    assert by_page == by_sql
    return by_page


# -- who reads ----------------------------------------------------------------------------------------------------


def test_the_two_services_of_a_line_read_it_and_nobody_else(stage, home):
    asked, owed = repair(stage, home), told(stage, home)

    assert [reads(stage, who, asked) for who in ("amina", "technical", "accounts")] == [True, True, False]
    assert [reads(stage, who, owed) for who in ("amina", "accounts", "technical")] == [True, True, False]
    for who in NEVER:
        assert not reads(stage, who, asked), who
        assert not reads(stage, who, owed), who


def test_who_covers_the_worker_reads_and_answers(stage, home):
    line = told(stage, home)
    assert not reads(stage, "emma", line)
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO organisations_replacement (id, absent_id, covering_id, valid)"
            " VALUES (gen_random_uuid(), %s, %s, daterange(%s, NULL))",
            [stage.amina.post, stage.emma.post, clock.today()],
        )

    assert reads(stage, "emma", line)
    with stage.emma.acting() as actor:
        actions.take(actor=actor, line=line, version=1)
    answer(stage, line, "call_back", who="emma")
    assert (row(line)["state"], row(line)["owner_id"]) == ("answered", stage.emma.post)


def test_a_line_between_two_departments_is_not_for_the_worker(stage, home):
    with stage.accounts.acting() as actor:
        draft = LineDraft(
            home.household,
            "repair",
            service_of(stage, "technical"),
            spot="bathroom",
            text="La fuite est-elle réparée ?",
        )
        line = actions.begin(actor=actor, draft=draft)

    assert [reads(stage, who, line) for who in ("accounts", "technical", "amina", "transfers")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_trainee_of_the_team_reads_and_writes_nothing(stage, home):
    with stage.trainee.acting() as actor, pytest.raises(Refused):
        draft = LineDraft(home.household, "repair", service_of(stage, "technical"), spot="kitchen")
        actions.begin(actor=actor, draft=draft)


# -- what travels --------------------------------------------------------------------------------------------------


def test_a_department_writes_to_the_worker_by_the_place_with_or_without_a_file(stage, home):
    line = told(stage, home)

    stands = row(line)
    assert (stands["direction"], stands["owner_id"]) == ("to_social", stage.amina.post)
    assert stands["due_on"] == due_on("account", clock.today())


def test_a_department_says_what_is_its_own_and_says_it(stage, home):
    with pytest.raises(InvalidInput) as wrong:
        told(stage, home, kind="works")
    assert set(wrong.value.fields) == {"kind"}
    with pytest.raises(InvalidInput) as empty:
        told(stage, home, text="  ")
    assert set(empty.value.fields) == {"text"}


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"kind": "repair"}, "spot"),
        ({"kind": "repair", "spot": "moon"}, "spot"),
        ({"kind": "visit_arranged"}, "day"),
        ({"kind": "account"}, "kind"),
        ({"kind": "plan_proposed"}, "kind"),
        ({"kind": "call_back", "text": "parce qu’elle a peur"}, "text"),
    ],
)
def test_from_the_social_side_only_the_list_travels(stage, home, draft, field):
    with stage.amina.acting() as actor, pytest.raises(InvalidInput) as wrong:
        actions.begin(actor=actor, draft=LineDraft(home.household, service=service_of(stage, "technical"), **draft))
    assert set(wrong.value.fields) == {field}


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ({"text": "'elle a peur'"}, "social_side_writes_no_words"),
        ({"kind": "'account'"}, "social_side_asks_from_a_list"),
        ({"kind": "'plan_proposed'"}, "an_act_says_its_own_and_is_signed"),
        ({"spot": "''"}, "a_repair_is_somewhere"),
        ({"direction": "'to_social'"}, "row-level security"),
        ({"owner_id": "sec.post()"}, "row-level security"),
        ({"author_id": "(SELECT id FROM organisations_post WHERE id <> sec.post() LIMIT 1)"}, "row-level security"),
        ({"origin_service_id": "recipient"}, "row-level security|a_line_goes_to_another_service"),
    ],
)
def test_the_database_says_so_too(stage, home, change, wall):
    whole = {
        "organisation_id": "sec.organisation()", "household_id": "household", "origin_service_id": "sec.service()",
        "recipient_service_id": "recipient", "direction": "'from_social'", "author_id": "sec.post()", "owner_id": "NULL::uuid",
        "kind": "'repair'", "spot": "'kitchen'", "text": "''", "due_on": "sec.today()", "state": "'open'", "version": "1",
    }  # fmt: skip

    def write(values):
        with stage.amina.acting(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO interservice_line (id, {', '.join(values)}) SELECT gen_random_uuid(), {', '.join(values.values())}"
                " FROM (VALUES (%s::uuid, %s::uuid)) AS v(household, recipient)",
                [home.household, service_of(stage, "technical")],
            )

    write(whole)
    with pytest.raises(DatabaseError, match=wall):
        write(whole | change)


def test_no_words_answer_from_the_social_side(stage, home):
    line = told(stage, home)
    for draft in (AnswerDraft(Reply.CALL_BACK, text="elle est malade"), AnswerDraft(Reply.AGREED)):
        with stage.amina.acting() as actor, pytest.raises(InvalidInput):
            actions.answer(actor=actor, line=line, draft=draft)
    for words, reply, wall in (
        ("x", "call_back", "social_side_answers_no_words"),
        ("", "agreed", "social_side_answers_from_a_list"),
    ):
        with stage.amina.acting(), pytest.raises(DatabaseError, match=wall), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO interservice_answer (id, organisation_id, line_id, household_id, author_id, from_social, reply, text)"
                " VALUES (gen_random_uuid(), sec.organisation(), %s, %s, sec.post(), true, %s, %s)",
                [line, home.household, reply, words],
            )
    answer(stage, line, "visit_arranged", who="amina", day=clock.today())
    assert row(line)["state"] == "answered"


# -- an answer -----------------------------------------------------------------------------------------------------


def test_a_repair_is_asked_taken_answered_and_closed(stage, home):
    line = repair(stage, home)
    with stage.technical.acting() as actor:
        actions.take(actor=actor, line=line, version=1)
    answer(
        stage, line, "on_day", who="technical", day=clock.today() + dt.timedelta(days=3), text="Le plombier, le matin"
    )

    with stage.amina.acting() as actor:
        (one,) = queries.of_the_day(actor)
        (whole,) = queries.with_answers(actor, [one])
    assert (one.pk, one.state) == (line, "answered")
    assert (whole.latest.reply, whole.latest.text) == ("on_day", "Le plombier, le matin")
    close(stage, line, who="amina")
    assert row(line)["closed_on"] == clock.today()
    with stage.amina.acting() as actor:
        assert queries.of_the_day(actor) == []
    with pytest.raises(Conflict):
        answer(stage, line, "done", who="technical")


def test_that_an_answer_follows_moves_the_day_and_answers_nothing(stage, home):
    line = told(stage, home)
    answer(stage, line, "answer_in", who="amina", days=3)

    assert row(line)["state"] == "open"
    assert row(line)["due_on"] == working_days_after(clock.today(), 3)
    with pytest.raises(InvalidInput):
        answer(stage, line, "answer_in", who="amina", days=99)


def test_nobody_takes_what_was_asked_of_the_other_side(stage, home):
    line = repair(stage, home)
    with stage.amina.acting() as actor, pytest.raises(Refused):
        actions.take(actor=actor, line=line, version=1)
    with stage.amina.acting(), pytest.raises(DatabaseError, match="row-level security"), connection.cursor() as cursor:
        cursor.execute("UPDATE interservice_line SET owner_id = sec.post() WHERE id = %s", [line])
    with stage.technical.acting() as actor:
        actions.take(actor=actor, line=line, version=1)
    with stage.technical.acting() as actor, pytest.raises(Conflict):
        actions.take(actor=actor, line=line, version=1)


@pytest.mark.parametrize("who", NEVER)
def test_who_has_no_part_changes_nothing(stage, home, who):
    line = repair(stage, home)
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE interservice_line SET state = 'answered' WHERE id = %s", [line])
        assert cursor.rowcount == 0
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        actions.answer(actor=actor, line=line, draft=AnswerDraft(Reply.DONE))


# -- numbers, and the end -------------------------------------------------------------------------------------------


def test_the_head_reads_how_many_are_past_their_day_and_nobody_else_does(stage, home):
    late, in_time = repair(stage, home), repair(stage, home, spot="toilet")
    owed = told(stage, home)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE interservice_line SET due_on = %s WHERE id = ANY(%s)",
            [clock.today() - dt.timedelta(days=1), [late, owed]],
        )
    assert row(in_time)["due_on"] > clock.today()

    with stage.people["head"].acting() as actor:
        assert queries.overdue(actor) == queries.Overdue(1, 1)
    with stage.amina.acting() as actor, pytest.raises(Refused):
        queries.overdue(actor)
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.table_overdue()")
        assert cursor.fetchone() == (0, 0)


@pytest.mark.parametrize(("days", "stays"), [(360, True), (370, False)])
def test_a_line_goes_twelve_months_after_it_was_closed(stage, home, days, stays):
    line = repair(stage, home)
    answer(stage, line, "done", who="technical")
    close(stage, line, who="amina")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE interservice_line SET closed_on = %s WHERE id = %s", [clock.today() - dt.timedelta(days=days), line]
        )
        cursor.execute("SELECT sec.erase_interservice()")
        cursor.execute("SELECT count(*) FROM interservice_line WHERE id = %s", [line])
        assert cursor.fetchone()[0] == stays
        cursor.execute("SELECT count(*) FROM interservice_answer WHERE line_id = %s", [line])
        assert cursor.fetchone()[0] == stays
