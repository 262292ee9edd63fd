"""Codes and levels (P10, P18): who gives them, what they open, how they end."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from palier.access.actor import whoami
from palier.access.binding import acting, close_session
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.kernel import clock
from palier.kernel.codes import SIGNS, as_typed, in_groups, new_code
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.access_codes import actions, queries
from palier.registry.access_codes.rules import Level, highest_level
from tests.door.comers import at_the_door, come_in, give, plain, token_of, with_account
from tests.stage import without_locks

TODAY = clock.today()


# -- the code itself --------------------------------------------------------------------------------------------


def test_a_code_is_twelve_signs_that_are_not_taken_for_others():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 12 and set(code) <= set(SIGNS) for code in codes)
    assert not set("0O1IL") & set(SIGNS)


@pytest.mark.parametrize("typed", ["abcd-efgh-jkmn", "ABCD EFGH JKMN", " abcdefghjkmn ", "abcd–efgh–jkmn"])
def test_a_code_is_read_as_it_is_typed(typed):
    assert as_typed(typed) == "ABCDEFGHJKMN"
    assert in_groups("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


@pytest.mark.parametrize(
    ("born", "level"),
    [
        (TODAY.replace(year=TODAY.year - 40), Level.HANDED_OVER),
        (TODAY.replace(year=TODAY.year - 18), Level.HANDED_OVER),
        (TODAY.replace(year=TODAY.year - 18) + dt.timedelta(1), Level.POSTED),
        (TODAY.replace(year=TODAY.year - 16), Level.POSTED),
        (TODAY.replace(year=TODAY.year - 16) + dt.timedelta(1), None),
        (None, Level.HANDED_OVER),
    ],
)
def test_what_an_age_may_be_given(born, level):
    assert highest_level(born, TODAY) == level


# -- who gives it -----------------------------------------------------------------------------------------------


def test_who_looks_after_her_gives_a_code_and_nobody_else_does(stage):
    person = stage.homes[0].persons[0]
    assert token_of(give(stage.amina, person))
    for who in ("bart", "dries", "emma", "head", "desk", "trainee", "agent", "accounts", "officer", "admin", "chloe"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            actions.give_code(actor=actor, person=person, level=Level.POSTED)
        assert stage.people[who].browser().get(f"/codes/{person}/").status_code == 404
    assert stage.amina.browser().get(f"/codes/{person}/").status_code == 200


def test_a_hand_written_insert_gives_no_code_either(stage):
    from django.db.utils import ProgrammingError

    person = stage.homes[0].persons[0]
    row = """INSERT INTO access_codes_accesscode (id, organisation_id, person_id, level, code_hash, given_by_id, given_at, ends_on)
        VALUES (gen_random_uuid(), %s, %s, 2, %s, %s, now(), sec.today() + 9)"""
    for who, may in (("bart", False), ("desk", False), ("amina", True)):
        with stage.people[who].acting(), connection.cursor() as cursor:
            given = [stage.company.pk, person, b"x", stage.people[who].post]
            if may:
                cursor.execute(row, given)
            else:
                with pytest.raises(ProgrammingError):
                    cursor.execute(row, given)


def test_a_new_code_ends_the_former_one_of_its_level(stage):
    person = stage.homes[0].persons[0]
    first, posted = give(stage.amina, person), give(stage.amina, person, Level.POSTED)
    second = give(stage.amina, person)
    assert token_of(first) is None
    assert token_of(posted)
    assert token_of(second)
    with stage.amina.acting() as actor:
        assert {one.level for one in queries.codes_of(actor, person)} == {1, 2}


def test_a_withdrawn_code_shuts_a_door_that_stands_open(stage):
    person = stage.homes[0].persons[0]
    token = token_of(give(stage.amina, person))
    with acting(token) as actor:
        assert actor.door_level == 2
    with stage.amina.acting() as actor:
        assert actions.withdraw_codes(actor=actor, person=person) == 1
    with acting(token) as actor:
        assert actor.door_level == 0


def test_an_ended_code_opens_nothing_and_goes_after_a_month(stage):
    person = stage.homes[0].persons[0]
    code = give(stage.amina, person)
    with without_locks() as cursor:
        cursor.execute("UPDATE access_codes_accesscode SET ends_on = sec.today() - 1 WHERE person_id = %s", [person])
    assert token_of(code) is None
    erase()
    assert _codes(person) == 1
    with without_locks() as cursor:
        cursor.execute("UPDATE access_codes_accesscode SET ends_on = sec.today() - 31 WHERE person_id = %s", [person])
    erase()
    assert _codes(person) == 0


def erase():
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_access_codes()")


def _codes(person):
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_codes_accesscode WHERE person_id = %s", [person])
        return cursor.fetchone()[0]


# -- what it opens ----------------------------------------------------------------------------------------------


def test_a_posted_code_asks_and_a_handed_one_reads(stage):
    person = stage.homes[0].persons[0]
    for level, may_read in ((Level.POSTED, False), (Level.HANDED_OVER, True)):
        with at_the_door(give(stage.amina, person, level)) as actor:
            assert (actor.person, actor.door_level) == (person, level)
            assert permits(actor, Capability.DOOR_ASK)
            assert permits(actor, Capability.DOOR_READ) is may_read
            assert actor.post is actor.role is None


def test_a_way_agreed_with_her_shuts_the_second_level_at_once_and_in_silence(stage):
    person = stage.homes[0].persons[0]
    code, posted = give(stage.amina, person), give(stage.amina, person, Level.POSTED)
    client = come_in(code)
    assert "/door/file/" in plain(client.get("/door/"))
    stage.reached_only(person, "par sa sœur, le matin")
    shut = client.get("/door/")
    assert "/door/file/" not in plain(shut)
    assert client.get("/door/file/").status_code == 302
    assert client.get("/door/appointments/").status_code == 302
    of_a_posted_code = come_in(posted).get("/door/")
    assert _without_keys(plain(shut)) == _without_keys(plain(of_a_posted_code))
    with stage.amina.acting() as actor, pytest.raises(InvalidInput):
        actions.give_code(actor=actor, person=person, level=Level.HANDED_OVER)


def _without_keys(page):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


@pytest.mark.parametrize(("years", "level"), [(17, 1), (15, 0), (40, 2)])
def test_the_age_counts_at_each_statement(stage, years, level):
    person = stage.homes[0].persons[0]
    token = token_of(give(stage.amina, person))
    with without_locks() as cursor:
        born = TODAY.replace(year=TODAY.year - years)
        cursor.execute("UPDATE people_person SET born = %s WHERE id = %s", [born, person])
    with acting(token) as actor:
        assert actor.door_level == level


def test_a_minor_gets_no_code_that_reads(stage):
    person = stage.homes[0].persons[0]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET born = sec.today() - 6200 WHERE id = %s", [person]
        )  # not yet seventeen
    assert token_of(give(stage.amina, person, Level.POSTED))
    with stage.amina.acting() as actor, pytest.raises(InvalidInput):
        actions.give_code(actor=actor, person=person, level=Level.HANDED_OVER)
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET born = sec.today() - 5000 WHERE id = %s", [person])
    with stage.amina.acting() as actor, pytest.raises(InvalidInput):
        actions.give_code(actor=actor, person=person, level=Level.POSTED)


# -- the page where it is typed, and the one where it is given -------------------------------------------------------


def test_what_opens_nothing_looks_all_the_same(stage):
    person = stage.homes[0].persons[0]
    withdrawn = give(stage.amina, person)
    give(stage.amina, person)
    answers = [Client().post("/door/code/", {"code": code}) for code in (withdrawn, new_code())]
    assert {answer.status_code for answer in answers} == {422}
    words = [plain(answer) for answer in answers]
    assert all("n’ouvre rien" in one for one in words)
    assert len({one.replace(withdrawn, "") for one in map(_without_keys, words)}) <= 2


def test_a_short_code_says_what_a_code_is(stage):
    answer = Client(headers={"accept-language": "nl"}).post("/door/code/", {"code": "abc"})
    assert answer.status_code == 422
    assert "twaalf letters en cijfers" in plain(answer)


def test_guessing_is_slowed_down():
    client = Client(REMOTE_ADDR="192.0.2.77")
    statuses = [plain(client.post("/door/code/", {"code": new_code()})) for _ in range(22)]
    assert "Trop d’essais" not in statuses[0]
    assert "Trop d’essais" in statuses[-1]


def test_a_worker_signed_in_on_the_machine_is_not_mixed_with_a_tenant(stage):
    code = give(stage.amina, stage.homes[0].persons[0])
    client = stage.amina.browser()
    answer = client.post("/door/code/", {"code": code})
    assert answer.status_code == 422
    assert "session ouverte" in plain(answer)
    assert client.get("/day/").status_code == 200


def test_the_code_is_on_the_slip_once_in_her_language_and_never_again(stage):
    person = stage.homes[0].persons[0]
    client = stage.amina.browser()
    unseen = client.post(f"/codes/{person}/", {"level": "2"})
    assert unseen.status_code == 422
    slip = client.post(f"/codes/{person}/", {"level": "2", "seen": "on"})
    import re

    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", plain(slip)).group()
    assert token_of(code)
    assert code not in plain(client.get(f"/codes/{person}/"))
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = '' WHERE id = %s", [person])
    both = plain(client.post(f"/codes/{person}/", {"level": "1"}))
    assert 'lang="fr"' in both and 'class="slip" lang="nl"' in both


# -- ten minutes, and leaving -----------------------------------------------------------------------------------


def test_ten_minutes_without_a_page_and_the_door_is_shut(stage):
    client = come_in(give(stage.amina, stage.homes[0].persons[0]))
    assert client.get("/door/file/").status_code == 200
    with without_locks() as cursor:
        cursor.execute("SELECT max(expires_at) - now() FROM access_lock_session WHERE purpose = 'door_handed'")
        assert dt.timedelta(minutes=9) < cursor.fetchone()[0] <= dt.timedelta(minutes=10)
        cursor.execute("UPDATE access_lock_session SET expires_at = now() WHERE purpose = 'door_handed'")
    assert client.get("/door/file/").status_code == 302


def test_an_account_of_a_tenant_stays_ten_minutes_too_and_two_hours_at_most(stage):
    client = with_account(stage.homes[0].persons[0])
    assert client.get("/").headers["Location"] == "/door/"
    assert client.get("/door/file/").status_code == 200
    with without_locks() as cursor:
        person = stage.homes[0].persons[0]
        cursor.execute(
            "SELECT expires_at - now() FROM access_lock_session WHERE person = %s AND purpose = 'session'", [person]
        )
        assert cursor.fetchone()[0] <= dt.timedelta(minutes=10)
        cursor.execute(
            "UPDATE access_lock_session SET opened_at = now() - interval '2 hours' WHERE person = %s", [person]
        )
    client.get("/door/")
    assert client.get("/door/file/").status_code == 302


def test_leaving_quickly_ends_the_session_and_says_nothing(stage):
    code = give(stage.amina, stage.homes[0].persons[0])
    client = come_in(code)
    left = client.get("/door/leave/")
    assert left.status_code == 302
    assert left.headers["Location"].startswith("https://www.meteo.be")
    assert left.headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/door/file/").status_code == 302
    assert "Avez-vous un code" in plain(client.get("/door/"))


def test_finishing_ends_it_too_and_a_worker_keeps_hers(stage):
    client = come_in(give(stage.amina, stage.homes[0].persons[0]))
    client.post("/door/finish/")
    assert client.get("/door/file/").status_code == 302
    worker = stage.amina.browser()
    worker.get("/door/leave/")
    assert worker.get("/day/").status_code == 200


def test_staff_find_no_door_of_their_own(stage):
    for who in ("amina", "head", "officer"):
        client = stage.people[who].browser()
        assert client.get("/door/file/").headers["Location"] == "/door/"
        assert "Avez-vous un code" in plain(client.get("/door/"))


def test_a_closed_session_is_nobody(stage):
    token = token_of(give(stage.amina, stage.homes[0].persons[0]))
    close_session(token)
    with acting(token):
        assert whoami() is None


# -- who is on the page -----------------------------------------------------------------------------------------


def test_her_own_worker_stands_on_every_page_of_the_door(stage):
    """Every way to reach her worker (S1-088): by telephone, at the counter, by letter, whatever the page."""
    here, there = stage.homes[0].persons[0], stage.homes[4].persons[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE organisations_staffmember SET phone = '+3220000001' WHERE id IN (SELECT staff_id FROM"
                       " organisations_post WHERE id = ANY (%s))", [[stage.amina.post, stage.bart.post]])  # fmt: skip
    hers, theirs = come_in(give(stage.amina, here)), come_in(give(stage.bart, there))
    for address in ("/door/", "/door/ask/", "/door/file/", "/door/appointments/", "/door/file/letters/"):
        assert "Amina Exemple, qui travaille pour votre immeuble" in plain(hers.get(address))
        assert "Bart Exemple" in plain(theirs.get(address)) and "Amina" not in plain(theirs.get(address))


def test_two_workers_never_look_after_one_place_at_once(stage):
    """Exactly one assigned worker a place, at any time (S1-020)."""
    from django.db.utils import IntegrityError

    from palier.identity.organisations.models import PlaceAssignment
    from tests.stage import ALWAYS, put

    with pytest.raises(IntegrityError), without_locks():
        put(PlaceAssignment(place=stage.sites[0], post_id=stage.bart.post, valid=ALWAYS))
    with without_locks():
        put(PlaceAssignment(place=stage.buildings[0], post_id=stage.bart.post, valid=ALWAYS))
