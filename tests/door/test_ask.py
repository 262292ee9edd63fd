"""Asking for help at the door: one question a page, in the inbox of who looks after the home (P10, practice C)."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client

from palier.access.rules import SubjectKind
from palier.registry.access_codes.rules import Level
from tests.access.cast import canary
from tests.door.comers import at_the_door, come_in, give, plain, with_account
from tests.registry.calendar.timetable import series, venue
from tests.stage import without_locks


def answer(client, page, **given):
    return client.post("/door/ask/", {"page": page, **given})


def send(client, **given):
    """The three pages in their order; answers the last one."""
    assert answer(client, "wish", wish=given["wish"]).status_code == 200
    last = answer(client, "detail", **given)
    assert last.status_code == 200, plain(last)
    key = re.search(r'name="idempotency_key" value="([^"]+)"', last.content.decode()).group(1)
    return answer(client, "check", idempotency_key=key, **given), key


def requests_of(person):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT text, subject_id, author_id, channel, state, requester_kind, household_id FROM cases_request"
            " WHERE confided_by = ARRAY[%s]::uuid[] ORDER BY received_at",
            [person],
        )
        return cursor.fetchall()


def test_to_be_called_takes_three_pages_and_reaches_who_looks_after_the_home(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    client = come_in(give(stage.amina, zoe, Level.POSTED))
    sent, _ = send(client, wish="call_me", phone="0470 12 34 56", when="morning")
    assert sent.headers["Location"] == "/door/ask/noted/"
    [(text, subject, author, channel, state, kind, household)] = requests_of(zoe)
    assert text == "Demande à être appelé·e : 0470 12 34 56, le matin.".replace(" :", "\u00a0:")
    assert (subject, author, channel, state, kind) == (stage.amina.post, None, "screen", "waiting", "tenant")
    assert household == home.household
    assert "0470 12 34 56" in plain(stage.amina.browser().get("/requests/"))
    for who in ("bart", "dries", "head", "desk"):
        assert "0470 12 34 56" not in plain(stage.people[who].browser().get("/requests/", follow=True))


def test_writing_in_dutch_arrives_in_dutch(stage):
    zoe = stage.homes[0].persons[0]
    word = canary("written at the door")
    client = come_in(give(stage.amina, zoe, Level.POSTED), "nl")
    page = plain(client.get("/door/ask/"))
    assert "Hoe wilt u met ons spreken?" in page
    send(client, wish="i_write", text=f"Ik zoek {word}.")
    assert requests_of(zoe)[0][0] == f"Ik zoek {word}."


def test_a_number_of_a_range_not_known_here_is_taken_and_a_word_is_not(stage):
    zoe = stage.homes[0].persons[0]
    client = come_in(give(stage.amina, zoe, Level.POSTED))

    wrong = answer(client, "detail", wish="call_me", phone="0400 00", when="morning")
    send(client, wish="call_me", phone="0400 00 00 25", when="morning")

    assert wrong.status_code == 422 and "0470 12 34 56" in plain(wrong)
    assert "0400 00 00 25" in requests_of(zoe)[0][0].replace("\u00a0", " ")


def test_behind_the_door_the_hours_are_those_of_her_company(stage):
    series(stage, where=venue(stage))
    before = plain(come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED)).get("/door/"))
    stranger = plain(Client(headers={"accept-language": "fr"}).get("/door/"))

    assert before.count(f'href="/fr/permanences/?company={stage.company.slug}"') == 2, before
    assert 'href="/fr/permanences/"' in stranger and "company=" not in stranger


def test_coming_by_needs_no_word(stage):
    zoe = stage.homes[0].persons[0]
    send(with_account(zoe), wish="i_come")
    assert requests_of(zoe)[0][0] == "Passera."


def test_sent_twice_it_is_asked_once(stage):
    zoe = stage.homes[0].persons[0]
    client = come_in(give(stage.amina, zoe, Level.POSTED))
    _, key = send(client, wish="i_come")
    again = answer(client, "check", idempotency_key=key, wish="i_come")
    assert again.status_code == 302
    assert len(requests_of(zoe)) == 1


def test_what_is_missing_is_said_and_nothing_is_lost(stage):
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    assert "Choisissez une des trois" in plain(answer(client, "wish"))
    bad = answer(client, "detail", wish="call_me", phone="soixante", when="any")
    assert bad.status_code == 422
    assert "0470 12 34 56" in plain(bad) and 'value="soixante"' in plain(bad)
    assert answer(client, "detail", wish="call_me").status_code == 422
    assert answer(client, "detail", wish="i_write", text="  ").status_code == 422
    back = answer(client, "check", wish="i_write", text="un mot", back="1")
    assert "un mot" in plain(back)
    first = answer(client, "detail", wish="i_write", text="un mot", back="1")
    assert 'value="i_write" checked' in plain(first) and 'name="text" value="un mot"' in plain(first)


def test_after_sending_no_page_at_the_first_level_says_what_was_asked(stage):
    zoe = stage.homes[0].persons[0]
    word = canary("asked")
    client = come_in(give(stage.amina, zoe, Level.POSTED))
    send(client, wish="i_write", text=word)
    for address in ("/door/", "/door/ask/", "/door/ask/noted/"):
        assert word not in plain(client.get(address))
    assert word in plain(with_account(zoe).get("/door/file/"))


def test_ten_a_day_and_then_another_way(stage):
    zoe = stage.homes[0].persons[0]
    client = come_in(give(stage.amina, zoe, Level.POSTED))
    for _ in range(10):
        send(client, wish="i_come")
    eleventh, _ = send(client, wish="i_come")
    assert eleventh.status_code == 422
    assert "Téléphonez ou venez au guichet" in plain(eleventh)
    assert len(requests_of(zoe)) == 10


@pytest.mark.parametrize("received", [True, False])
def test_an_applicant_asks_where_the_company_receives_applicants(stage, received):
    home = stage.homes[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE people_household SET standing = 'applicant' WHERE id = %s", [home.household])
        cursor.execute(
            "UPDATE organisations_organisation SET works_for_applicants = %s WHERE id = %s",
            [received, stage.company.pk],
        )
    sent, _ = send(come_in(give(stage.amina, home.persons[0], Level.POSTED)), wish="i_come")
    assert sent.status_code == (302 if received else 422)
    assert [row[5] for row in requests_of(home.persons[0])] == (["applicant"] if received else [])


def test_by_sql_she_asks_in_her_own_name_in_one_inbox_and_no_further(stage):
    zoe = stage.homes[0].persons[0]
    with at_the_door(give(stage.amina, zoe, Level.POSTED)), connection.cursor() as cursor:
        cursor.execute("SELECT sec.ask_for_help(%s, ' ')", [uuid.uuid4()])
        assert cursor.fetchone()[0] is False
        cursor.execute("SELECT sec.ask_for_help(%s, 'x')", [uuid.uuid4()])
        assert cursor.fetchone()[0] is True
    with stage.bart.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.ask_for_help(%s, 'x')", [uuid.uuid4()])
        assert cursor.fetchone()[0] is False
    with without_locks() as cursor:
        cursor.execute("SELECT kind FROM access_subject WHERE id = %s", [stage.amina.post])
        assert cursor.fetchone()[0] == SubjectKind.INBOX


def test_nobody_asks_without_a_code(stage):
    for address in ("/door/ask/", "/door/file/", "/door/appointments/"):
        assert Client().get(address).headers["Location"] == "/door/"
    assert Client().post("/door/ask/", {"page": "wish", "wish": "i_come"}).headers["Location"] == "/door/"
