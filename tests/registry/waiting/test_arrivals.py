"""Who may note, see and move an arrival, by verb and by hand-written SQL; what is left of it after a day."""

import datetime as dt
import uuid

import pytest
from django.db import connection

from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.waiting import actions, queries
from palier.registry.waiting.rules import ArrivalDraft
from tests.desk.waiting_room.room import Room, came_earlier
from tests.stage import Stage, without_locks

A_DAY = dt.timedelta(hours=24)
AT_THE_DESK = ["amina", "bart", "emma", "trainee", "desk"]
NOT_THERE = ["head", "accounts", "transfers", "technical", "agent", "collective", "caretaker", "direction", "admin", "officer",
             "chloe", "analyst", "operator"]  # fmt: skip


@pytest.fixture
def room(stage):
    return Room(stage)


def sql(somebody, statement, *values):
    """Hand-written, as the application's role with this person's token."""
    with somebody.acting(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall() if cursor.description else cursor.rowcount


# -- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AT_THE_DESK)
def test_the_social_service_and_the_front_desk_note_see_and_move_who_comes(stage, room, name):
    pk = room.arrives(stage.people[name], who="Une dame")

    with stage.people[name].acting() as actor:
        assert [row.pk for row in queries.arrivals(actor, room.venue).waiting] == [pk]
        actions.leave_unseen(actor=actor, pk=pk, version=1)
    assert sql(stage.people[name], "SELECT state FROM waiting_arrival WHERE id = %s", pk) == [("left_unseen",)]


@pytest.mark.parametrize("name", NOT_THERE)
def test_nobody_else_notes_sees_or_moves_anybody(stage, room, name):
    pk = room.arrives(home=0)
    somebody = stage.people[name]

    with somebody.acting() as actor:
        with pytest.raises((Refused, InvalidInput)):  # a worker of another house: the venue is not there
            actions.arrive(actor=actor, draft=ArrivalDraft(room.venue))
        assert queries.arrivals(actor, room.venue) == queries.Room([], [], [])
        with pytest.raises(Refused):
            queries.arrival(actor, pk)
        for verb in (actions.receive, actions.leave_unseen, actions.back, actions.mark_noted):
            with pytest.raises(Refused):
                verb(actor=actor, pk=pk, version=1)
    assert sql(somebody, "SELECT id FROM waiting_arrival") == []
    assert sql(somebody, "UPDATE waiting_arrival SET interpreter = true WHERE id = %s", pk) == 0


@pytest.mark.parametrize("name", ["amina", "bart", "emma", "dries", "trainee"])
def test_a_worker_receives_and_sees_off(stage, room, name):
    pk = room.arrives()

    with stage.people[name].acting() as actor:
        received = actions.receive(actor=actor, pk=pk, version=1)
        assert (received.state, received.received_by_id) == ("received", actor.post)
        gone = actions.leave(actor=actor, pk=pk, version=2)
        assert (gone.state, gone.gone_at is None) == ("gone", False)


def test_the_front_desk_receives_nobody_and_touches_nobody_who_is_with_a_worker(stage, room):
    waits, is_received, has_gone = room.arrives(), room.received(), room.gone()

    with stage.desk.acting() as desk:
        for verb, pk, version in (
            (actions.receive, waits, 1),
            (actions.leave, is_received, 2),
            (actions.back, is_received, 2),
            (actions.back, has_gone, 3),
            (actions.mark_noted, has_gone, 3),
        ):
            with pytest.raises(Refused):
                verb(actor=desk, pk=pk, version=version)
        with pytest.raises(Refused):
            actions.close_room(actor=desk, venue=room.venue)
        actions.leave_unseen(actor=desk, pk=waits, version=1)  # what it may
        actions.back(actor=desk, pk=waits, version=2)
        assert (
            actions.pass_on(actor=desk, pk=waits, version=3, asked_for=stage.bart.post).asked_for_id == stage.bart.post
        )


def test_by_hand_the_front_desk_does_no_more_and_a_worker_does(stage, room):
    waits, is_received = room.arrives(), room.received()
    receive = "UPDATE waiting_arrival SET state = 'received', received_at = now(), received_by_id = %s WHERE id = %s"

    with pytest.raises(Exception, match="row-level security"):
        sql(stage.desk, receive, stage.desk.post, waits)
    assert sql(stage.desk, "UPDATE waiting_arrival SET state = 'gone' WHERE id = %s", is_received) == 0
    assert sql(stage.desk, "UPDATE waiting_arrival SET state = 'left_unseen' WHERE id = %s", waits) == 1
    assert sql(stage.amina, receive, stage.amina.post, waits) == 1


def test_a_name_or_a_moment_is_never_changed_afterwards_even_by_hand(stage, room):
    pk = room.arrives(who="Une dame")

    for change in ("who = 'x'", "arrived_at = now()", "household_id = NULL", "looks = 'x'", "author_id = author_id"):
        with pytest.raises(Exception, match="permission denied"):
            sql(stage.amina, f"UPDATE waiting_arrival SET {change} WHERE id = %s", pk)
    with pytest.raises(Exception, match="permission denied"):
        sql(stage.amina, "DELETE FROM waiting_arrival WHERE id = %s", pk)


def test_nobody_notes_an_arrival_in_the_name_of_a_colleague(stage, room):
    insert = (
        "INSERT INTO waiting_arrival (id, organisation_id, venue_id, who, looks, language, interpreter, state, arrived_at,"
        " noted, author_id, version) VALUES (gen_random_uuid(), %s, %s, '', '', '', false, 'waiting', now(), false, %s, 1)"
    )
    assert sql(stage.amina, insert, stage.company.pk, room.venue, stage.amina.post) == 1
    with pytest.raises(Exception, match="row-level security"):
        sql(stage.amina, insert, stage.company.pk, room.venue, stage.bart.post)
    with pytest.raises(Exception, match="row-level security"):
        sql(stage.chloe, insert, stage.company.pk, room.venue, stage.chloe.post)


# -- arriving -----------------------------------------------------------------------------------------------------------


def test_nothing_of_who_comes_need_be_known(stage, room):
    row = room.row(room.arrives())

    assert (row.household, row.who, row.looks, row.language, row.interpreter, row.asked_for) == (
        None,
        "",
        "",
        "",
        False,
        None,
    )


def test_what_is_wrong_is_named_and_a_household_of_others_is_not_there(stage, room):
    other = Stage.set()
    theirs = Room(other)
    with stage.desk.acting() as desk:
        for draft, field in (
            (ArrivalDraft(uuid.uuid4()), "venue"),
            (ArrivalDraft(theirs.venue), "venue"),
            (ArrivalDraft(room.venue, language="xx"), "language"),
            (ArrivalDraft(room.venue, asked_for=other.amina.post), "asked_for"),
            (ArrivalDraft(room.venue, asked_for=stage.head.post), "asked_for"),
        ):
            with pytest.raises(InvalidInput) as wrong:
                actions.arrive(actor=desk, draft=draft)
            assert list(wrong.value.fields) == [field]
        with pytest.raises(Refused):
            actions.arrive(actor=desk, draft=ArrivalDraft(room.venue, household=other.homes[0].household))
        actions.arrive(actor=desk, draft=ArrivalDraft(room.venue, language="ti", asked_for=stage.amina.post))


def test_an_arrival_sent_twice_is_one_and_the_key_serves_no_other(stage, room):
    key, draft = uuid.uuid4(), ArrivalDraft(room.venue, who="Une dame")

    with stage.desk.acting() as desk:
        assert actions.arrive(actor=desk, draft=draft, key=key) == actions.arrive(actor=desk, draft=draft, key=key)
        with pytest.raises(Conflict):
            actions.arrive(actor=desk, draft=ArrivalDraft(room.venue, who="Une autre"), key=key)
        assert len(queries.arrivals(desk, room.venue).waiting) == 1


# -- moving -------------------------------------------------------------------------------------------------------------


def test_of_two_who_receive_at_once_one_is_told_that_the_other_was_quicker(stage, room):
    pk = room.arrives()

    with stage.bart.acting() as bart:
        actions.receive(actor=bart, pk=pk, version=1)
    with stage.amina.acting() as amina, pytest.raises(Conflict, match="quicker"):
        actions.receive(actor=amina, pk=pk, version=1)
    assert room.row(pk).received_by_id == stage.bart.post


def test_a_move_sent_twice_is_one_move(stage, room):
    pk = room.arrives()

    for _again in range(2):
        with stage.amina.acting() as amina:
            actions.receive(actor=amina, pk=pk, version=1)
    for _again in range(2):
        with stage.amina.acting() as amina:
            actions.leave(actor=amina, pk=pk, version=2)
    assert (room.row(pk).state, room.row(pk).version) == ("gone", 3)


def test_every_wrong_move_is_taken_back(stage, room):
    pk = room.gone()

    with stage.amina.acting() as amina:
        again = actions.back(actor=amina, pk=pk, version=3)
        assert (again.state, again.received_by_id, again.gone_at) == ("received", stage.amina.post, None)
        waits = actions.back(actor=amina, pk=pk, version=4)
        assert (waits.state, waits.received_by_id, waits.received_at) == ("waiting", None, None)
        actions.leave_unseen(actor=amina, pk=pk, version=5)
        here = actions.back(actor=amina, pk=pk, version=6)
        assert (here.state, here.gone_at) == ("waiting", None)


def test_what_does_not_follow_is_refused(stage, room):
    waits, has_gone = room.arrives(), room.gone()

    with stage.amina.acting() as amina:
        for verb, pk, version, more in (
            (actions.leave, waits, 1, {}),
            (actions.back, waits, 1, {}),
            (actions.leave_unseen, has_gone, 3, {}),
            (actions.receive, has_gone, 4, {}),
            (actions.pass_on, has_gone, 3, {"asked_for": None}),
        ):
            with pytest.raises((Refused, Conflict)):
                verb(actor=amina, pk=pk, version=version, **more)
    assert (room.row(waits).state, room.row(has_gone).state) == ("waiting", "gone")


def test_she_is_passed_on_to_a_colleague_and_to_whoever_is_free(stage, room):
    pk = room.arrives(asked_for=stage.amina.post)

    with stage.amina.acting() as amina:
        assert actions.pass_on(actor=amina, pk=pk, version=1, asked_for=stage.bart.post).asked_for_id == stage.bart.post
        assert actions.pass_on(actor=amina, pk=pk, version=2, asked_for=None).asked_for is None
        with pytest.raises(InvalidInput):
            actions.pass_on(actor=amina, pk=pk, version=3, asked_for=stage.desk.post)
        with pytest.raises(Conflict):
            actions.pass_on(actor=amina, pk=pk, version=1, asked_for=stage.bart.post)


def test_only_who_received_her_says_that_it_is_noted(stage, room):
    pk = room.gone(stage.bart)

    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.mark_noted(actor=amina, pk=pk, version=3)
    with stage.bart.acting() as bart:
        assert [row.pk for row in queries.to_note(bart)] == [pk]
        assert actions.mark_noted(actor=bart, pk=pk, version=3).noted
        assert queries.to_note(bart) == []


def test_closing_sees_everybody_off_and_leaves_other_venues_alone(stage, room):
    other = Room(stage, name="Antenne")
    waits, is_received, elsewhere = room.arrives(), room.received(), other.arrives()

    with stage.amina.acting() as amina:
        assert actions.close_room(actor=amina, venue=room.venue) == 2
        assert actions.close_room(actor=amina, venue=room.venue) == 0
        assert [row.pk for row in queries.to_note(amina)] == [is_received]
    assert [room.row(pk).state for pk in (waits, is_received, elsewhere)] == ["left_unseen", "gone", "waiting"]


def test_the_wait_counts_who_waits_who_receives_and_the_lengths_of_today(stage, room):
    for _one in range(2):
        room.arrives()
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE waiting_arrival SET gone_at = received_at + interval '20 minutes' WHERE id = %s", [room.gone()]
        )
    with stage.amina.acting() as amina:
        here = queries.arrivals(amina, room.venue)
        since = amina.moment - dt.timedelta(hours=1)
        assert here.expected_wait([stage.amina.post], since) == dt.timedelta(minutes=40)
        assert here.expected_wait([stage.amina.post, stage.bart.post], since) == dt.timedelta(minutes=10)
        assert here.expected_wait([stage.amina.post], amina.moment) == dt.timedelta(minutes=30)  # no length counts


# -- twenty-four hours --------------------------------------------------------------------------------------------------


def test_after_twenty_four_hours_she_is_there_for_nobody_even_before_she_is_erased(stage, room):
    pk, lately = room.arrives(home=0), room.arrives(home=1)
    came_earlier(pk, A_DAY)
    came_earlier(lately, A_DAY - dt.timedelta(minutes=1))

    with stage.amina.acting() as amina:
        assert [row.pk for row in queries.arrivals(amina, room.venue).waiting] == [lately]
        with pytest.raises(Refused):
            actions.receive(actor=amina, pk=pk, version=1)
    for name in AT_THE_DESK:
        assert sql(stage.people[name], "SELECT id FROM waiting_arrival") == [(lately,)]
        assert sql(stage.people[name], "UPDATE waiting_arrival SET noted = true WHERE id = %s", pk) == 0


def test_erasing_leaves_numbers_and_no_name_anywhere(stage, room):
    gone, left, waits, lately = room.gone(home=0), room.arrives(interpreter=True), room.arrives(), room.arrives()
    with stage.amina.acting() as amina:
        actions.leave_unseen(actor=amina, pk=left, version=1)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE waiting_arrival SET received_at = arrived_at + interval '7 minutes' WHERE id = %s", [gone]
        )
    for pk in (gone, left, waits):
        came_earlier(pk, A_DAY * 2)

    erase()

    with without_locks() as cursor:
        cursor.execute("SELECT id FROM waiting_arrival WHERE venue_id = %s", [room.venue])
        assert cursor.fetchall() == [(lately,)]
        cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE '%%waiting_arrival%%'")
        assert cursor.fetchone() == (1,)  # no history beside it
    with stage.head.acting() as head:
        (count,) = queries.counts(head, head.today - dt.timedelta(days=3), head.today)
        assert (count.arrived, count.received, count.left_unseen, count.interpreters, count.minutes_waited) == (
            3,
            1,
            1,
            1,
            7,
        )


def test_the_key_of_the_form_that_noted_her_goes_with_her(stage, room):
    keys = [uuid.uuid4(), uuid.uuid4()]
    with stage.desk.acting() as desk:
        for key in keys:
            made = actions.arrive(actor=desk, draft=ArrivalDraft(room.venue, who=str(key)), key=key)
    came_earlier(made, A_DAY)

    erase()

    with without_locks() as cursor:
        cursor.execute("SELECT key FROM access_oncekey WHERE post_id = %s", [stage.desk.post])
        assert cursor.fetchall() == [(keys[0],)]


def test_what_is_erased_later_of_the_same_day_is_added(stage, room):
    for _one in range(2):
        came_earlier(room.arrives(), A_DAY * 2)
        erase()

    with stage.head.acting() as head:
        (count,) = queries.counts(head, head.today - dt.timedelta(days=3), head.today)
        assert count.arrived == 2


@pytest.mark.parametrize("name", ["amina", "desk", "trainee", "direction", "accounts", "officer", "chloe"])
def test_only_the_head_reads_counts(stage, room, name):
    came_earlier(room.arrives(), A_DAY * 2)
    erase()

    with stage.people[name].acting() as actor:
        assert queries.counts(actor, actor.today - dt.timedelta(days=3), actor.today) == []
    assert sql(stage.people[name], "SELECT id FROM waiting_waitingcount") == []
    assert len(sql(stage.head, "SELECT id FROM waiting_waitingcount")) == 1


@pytest.mark.parametrize("name", ["amina", "desk", "head"])
def test_no_page_erases(stage, room, name):
    with pytest.raises(Exception, match="permission denied"):
        sql(stage.people[name], "SELECT sec.erase_arrivals()")


def erase():
    with without_locks() as cursor:
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_arrivals()")
