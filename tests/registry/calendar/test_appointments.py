"""Hours that are agreed: never two at once, seen by who works with her, gone when their term has come."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connections

from palier.access import actions as access
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.calendar import actions, queries
from palier.registry.calendar.rules.appointments import AppointmentDraft, AppointmentKind, AppointmentState
from palier.registry.calendar.rules.sessions import at
from tests.registry.calendar.timetable import duty, series, venue
from tests.stage import without_locks

DAY = clock.today() + dt.timedelta(days=3)


def hour(text: str) -> dt.datetime:
    return at(DAY, dt.time.fromisoformat(text))


def agree(stage, who="amina", start="10:00", minutes=45, home=0, **more):
    place = stage.homes[home]
    draft = AppointmentDraft(
        start=hour(start), minutes=minutes, household=place.household, persons=(place.persons[0],), **more
    )
    with stage.people[who].acting() as actor:
        return actions.make_appointment(actor=actor, draft=draft)


def file_of(stage, home=0):
    place = stage.homes[home]
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(place.household, (place.persons[0],), amina.today))
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [case])
        return cursor.fetchone()[0]


def seen(stage, who):
    with stage.people[who].acting() as actor:
        return [row.pk for row in queries.appointments(actor, DAY, DAY)]


def test_two_hours_never_overlap_and_touching_ones_do_not(stage):
    agree(stage, start="10:00", minutes=45)
    with pytest.raises(InvalidInput) as taken:
        agree(stage, start="10:30", home=1)
    assert "start" in taken.value.fields
    agree(stage, start="10:45", home=1)
    assert len(seen(stage, "amina")) == 2


def test_an_hour_that_was_cancelled_is_free_again(stage):
    made = agree(stage)
    with stage.amina.acting() as amina:
        actions.cancel_appointment(actor=amina, pk=made, version=1)
    agree(stage, home=1)


def test_sixteen_hands_at_one_hour_leave_one_appointment(stage):
    told, ready = [], threading.Barrier(16)

    def write(number):
        ready.wait()
        try:
            told.append(agree(stage, home=number % 2))
        except InvalidInput:
            told.append(None)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
    assert len(told) == 16 and sum(one is not None for one in told) == 1
    assert len(seen(stage, "amina")) == 1


def test_the_same_form_twice_is_one_appointment(stage):
    place, key = stage.homes[0], uuid.uuid4()
    draft = AppointmentDraft(start=hour("09:00"), minutes=30, household=place.household)
    made = []
    for _ in range(2):
        with stage.amina.acting() as amina:
            made.append(actions.make_appointment(actor=amina, draft=draft, key=key))
    assert made[0] == made[1]


def test_without_a_file_it_lies_with_who_looks_after_the_household_and_ends(stage):
    made = agree(stage)
    assert seen(stage, "amina") == [made]
    assert seen(stage, "bart") == [] and seen(stage, "dries") == []
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id, ends_on FROM calendar_appointment WHERE id = %s", [made])
        subject, ends = cursor.fetchone()
    assert subject == stage.amina.post and ends == DAY + dt.timedelta(days=365)


def test_in_a_file_its_team_sees_it_and_a_colleague_does_not(stage):
    subject = file_of(stage)
    made = agree(stage, file=subject)
    assert seen(stage, "amina") == [made]
    assert seen(stage, "bart") == [] and seen(stage, "head") == []
    with pytest.raises(Refused):
        agree(stage, "bart", start="15:00", file=subject)


def test_a_household_of_another_company_is_not_there(stage):
    with stage.chloe.acting() as chloe, pytest.raises(Refused):
        actions.make_appointment(
            actor=chloe,
            draft=AppointmentDraft(start=hour("10:00"), minutes=30, household=stage.homes[0].household),
        )


def test_moved_answered_and_an_old_page_is_told(stage):
    made = agree(stage)
    with stage.amina.acting() as amina:
        moved = actions.move_appointment(actor=amina, pk=made, version=1, start=hour("16:00"), minutes=30)
        assert moved.span.lower == hour("16:00") and moved.version == 2
    with stage.amina.acting() as amina:
        met = actions.answer_appointment(
            actor=amina, pk=made, version=2, state=AppointmentState.MET, agreed="Relire la lettre jeudi."
        )
        assert (met.state, met.agreed) == ("met", "Relire la lettre jeudi.")
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.move_appointment(actor=amina, pk=made, version=1, start=hour("17:00"), minutes=30)


def test_no_word_for_a_refusal_exists_in_the_table(stage):
    with without_locks() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'calendar_appointment'")
        columns = " ".join(name for (name,) in cursor.fetchall())
    words = " ".join([*AppointmentState, *AppointmentKind, columns])
    assert not any(word in words for word in ("refus", "absent", "no_show", "declin", "weiger", "cooperat"))


def test_slots_are_offered_in_ones_own_hours_beside_what_is_agreed(stage):
    duty(stage, series(stage, "appointments", venue(stage), hours=("09:00", "12:00")), "amina")
    agree(stage, start="10:00", minutes=60)

    with stage.amina.acting() as amina:
        free = queries.offered(amina, DAY, DAY, minutes=60)
    with stage.bart.acting() as bart:
        nothing = queries.offered(bart, DAY, DAY, minutes=60)

    assert [f"{slot.start:%H:%M}" for slot in free] == ["09:00", "11:00"]
    assert nothing == []


def test_nothing_is_offered_while_she_is_away(stage):
    duty(stage, series(stage, "appointments", venue(stage)), "amina")
    with stage.amina.acting() as amina:
        assert queries.offered(amina, DAY, DAY, minutes=30)
    with stage.head.acting() as head:
        access.cover(actor=head, absent=stage.amina.post, covering=stage.emma.post, first=DAY, last=DAY)
    with stage.amina.acting() as amina:
        assert queries.offered(amina, DAY, DAY, minutes=30) == []


def test_it_goes_at_its_term_with_its_history(stage):
    made, kept = agree(stage), agree(stage, start="14:00", home=1)
    with stage.amina.acting() as amina:
        actions.answer_appointment(actor=amina, pk=made, version=1, state=AppointmentState.NOT_MET)
    with without_locks() as cursor:
        cursor.execute("UPDATE calendar_appointment SET ends_on = sec.today() - 2 WHERE id = %s", [made])
        cursor.execute("SELECT sec.erase_appointments()")
        cursor.execute("SELECT id FROM calendar_appointment WHERE id = ANY(%s)", [[made, kept]])
        assert cursor.fetchall() == [(kept,)]
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [made])
        assert cursor.fetchone()[0] == 0


def test_an_erased_file_takes_its_appointments_along(stage):
    subject = file_of(stage)
    made = agree(stage, file=subject)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - 2000, outcome = 'tenancy_kept', tenancy_kept = true"
            " WHERE subject_id = %s",
            [subject],
        )
        cursor.execute("SELECT sec.erase_ended()")
        cursor.execute("SELECT count(*) FROM calendar_appointment WHERE id = %s", [made])
        assert cursor.fetchone()[0] == 0
