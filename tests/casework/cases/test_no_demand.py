"""P33: what was noted about a person who has not asked ends after ninety days, unless two workers renew it; she may end it."""

import datetime

import pytest
from django.db.utils import DatabaseError
from django.urls import reverse

from palier.access import actions as access
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, Renewal, RequestDraft
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import sql
from tests.stage import ALWAYS, put, without_locks

DAYS = datetime.timedelta(days=1)


@pytest.fixture
def noted(stage):
    """Amina noted what the caretaker saw; Emma covers her, so two workers read her inbox."""
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        access.cover(
            actor=amina, absent=amina.post, covering=stage.emma.post, first=amina.today, last=amina.today + 200 * DAYS
        )
    with stage.amina.acting() as amina:
        draft = RequestDraft("Vu par le concierge", home.household, concerns=(home.persons[0],), no_demand=True)
        return actions.add_request(actor=amina, draft=draft)


def term(stage, pk, name="amina"):
    with stage.people[name].acting() as actor:
        request = queries.term_of(actor, pk)
        return request.ends_on, actions.renewal_of(actor, request)


def act(stage, name, verb, pk):
    with stage.people[name].acting() as actor:
        return verb(actor=actor, pk=pk, version=queries.term_of(actor, pk).version)


def test_one_worker_proposes_and_another_renews_for_ninety_days(stage, noted):
    first, _ = term(stage, noted)

    act(stage, "amina", actions.propose_renewal, noted)
    assert term(stage, noted) == (first, Renewal.MINE)
    assert term(stage, noted, "emma") == (first, Renewal.HERS)
    act(stage, "emma", actions.confirm_renewal, noted)

    assert term(stage, noted) == (first + 90 * DAYS, Renewal.OPEN)


def test_nobody_is_both_of_the_two(stage, noted):
    act(stage, "amina", actions.propose_renewal, noted)

    with pytest.raises(Conflict):
        act(stage, "amina", actions.confirm_renewal, noted)


RENEW = "UPDATE cases_request SET renewed_by_id = sec.post(), ends_on = ends_on + 90 WHERE id = %s"


def test_the_database_itself_asks_for_two_persons(stage, noted):
    """By hand, as the application's role; a second post of the same person is still the same person."""
    with without_locks() as cursor:
        cursor.execute("SELECT staff_id FROM organisations_post WHERE id = %s", [stage.amina.post])
        staff = cursor.fetchone()[0]
        second = put(
            Post(
                staff_id=staff, organisation=stage.company, service=stage.service, role=Role.SOCIAL_WORKER, valid=ALWAYS
            )
        )
        cursor.execute(
            "INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)"
            " VALUES (gen_random_uuid(), %s, %s, 'colleague', '[2020-01-01,)', %s, '')",
            [stage.amina.post, second.pk, stage.amina.post],
        )
    amina = stage.amina.token
    other = type(stage.amina)("amina", stage.amina.user, second.pk).token
    for statement in (
        RENEW,
        "UPDATE cases_request SET ends_on = ends_on + 1 WHERE id = %s",
        "UPDATE cases_request SET ends_on = NULL, case_id = NULL WHERE id = %s",
        "UPDATE cases_request SET no_demand = false WHERE id = %s",
        f"UPDATE cases_request SET renewal_by_id = '{stage.emma.post}' WHERE id = %s",
    ):
        with pytest.raises(DatabaseError):
            sql(amina, statement, [noted])

    act(stage, "amina", actions.propose_renewal, noted)
    for token in (amina, other):
        with pytest.raises(DatabaseError):
            sql(token, RENEW, [noted])
    with pytest.raises(DatabaseError):
        sql(stage.emma.token, RENEW.replace("+ 90", "+ 91"), [noted])
    assert sql(stage.emma.token, RENEW, [noted]) == [(1,)]


def test_a_term_that_is_over_is_not_renewed_any_more(stage, noted):
    act(stage, "amina", actions.propose_renewal, noted)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_request SET ends_on = sec.today() - 1 WHERE id = %s", [noted])

    assert term(stage, noted, "emma")[1] == Renewal.OVER
    with pytest.raises(Conflict):
        act(stage, "emma", actions.confirm_renewal, noted)


def test_opposition_erases_it_at_once_and_keeps_no_trace_of_the_no(stage, noted):
    act(stage, "amina", actions.propose_renewal, noted)
    page = reverse("request_term", args=[noted])
    assert "On ne peut pas revenir en arrière" in stage.amina.browser().get(page).content.decode()

    assert stage.amina.browser().post(page, {"act": "oppose"}).status_code == 302

    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [noted])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM cases_request WHERE id = %s", [noted])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("name", ["bart", "head", "chloe", "desk"])
def test_nobody_outside_the_inbox_renews_or_erases(stage, noted, name):
    page = reverse("request_term", args=[noted])
    assert stage.people[name].browser().get(page).status_code == 404
    assert stage.people[name].browser().post(page, {"act": "oppose"}).status_code == 404
    assert sql(stage.people[name].token, "SELECT sec.oppose(%s)", [noted]) == [(False,)]
    assert stage.amina.browser().get(page).status_code == 200


def test_a_request_that_somebody_made_has_no_such_term(stage):
    with stage.amina.acting() as amina:
        asked = actions.add_request(actor=amina, draft=RequestDraft("Elle demande", stage.homes[0].household))
    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.oppose(actor=amina, pk=asked)
    assert stage.amina.browser().get(reverse("request_term", args=[asked])).status_code == 404


def test_that_she_was_told_is_noted_or_why_not_yet(stage, noted):
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.note_informed(actor=amina, pk=noted, version=1)
    page, browser = reverse("request_term", args=[noted]), stage.amina.browser()

    assert browser.post(page, {"act": "informed", "version": "1", "later": " "}).status_code == 422
    browser.post(page, {"act": "informed", "version": "1", "later": "à l’hôpital"})
    assert "à l’hôpital" in browser.get(page).content.decode()
    browser.post(page, {"act": "informed", "version": "2", "on": datetime.date.today().isoformat()})

    told = browser.get(page).content.decode()
    assert "Informée le" in told
    assert "à l’hôpital" not in told


@pytest.mark.parametrize("agrees", [True, False])
def test_in_a_file_its_term_goes_on_unless_it_is_she_who_agreed(stage, noted, agrees):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        who = home.persons[0] if agrees else home.persons[1]
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (who,), amina.today))
    with stage.amina.acting() as amina:
        joined = actions.join_request(actor=amina, pk=noted, case=case)
        assert (joined.ends_on is None) == agrees
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_request SET ends_on = sec.today() - 1 WHERE ends_on IS NOT NULL AND id = %s", [noted]
        )
        cursor.execute("SELECT sec.erase_ended()")
        cursor.execute("SELECT count(*) FROM cases_request WHERE id = %s", [noted])
        assert cursor.fetchone() == (1 if agrees else 0,)


@pytest.mark.parametrize(("language", "words"), [("fr", "prend fin bientôt"), ("nl", "loopt binnenkort af")])
def test_what_ends_soon_waits_in_my_day(stage, noted, language, words):
    browser = stage.amina.browser(language)
    assert words not in browser.get("/day/").content.decode()
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_request SET ends_on = sec.today() + 9 WHERE id = %s", [noted])

    assert words in browser.get("/day/").content.decode()
    assert reverse("request_term", args=[noted]) in browser.get("/day/").content.decode()
    assert reverse("request_term", args=[noted]) in browser.get("/requests/").content.decode()
    assert words not in stage.bart.browser(language).get("/day/").content.decode()
