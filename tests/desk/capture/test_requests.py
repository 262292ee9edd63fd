"""What people ask: left with the right worker, waiting in her inbox, never read by anybody else."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.cases import actions
from palier.casework.cases.rules import RequestDraft
from palier.kernel.errors import InvalidInput
from tests.desk.capture.writing import open_file, rows, send, typed, written_earlier
from tests.stage import without_locks

FIRST = 0


def ask(browser, stage, text="canari des demandes", home=FIRST, **fields):
    """Write down a request; its page."""
    where = {"household": stage.homes[home].household} if home is not None else {}
    answer = send(browser, "/requests/new/", text=text, **where, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def of(url):
    return uuid.UUID(url.strip("/").split("/")[1])


def state_of(pk):
    ((state,),) = rows("SELECT state FROM cases_request WHERE id = %s", pk)
    return state


def ledger(post, what):
    return rows("SELECT reference FROM access_read_event WHERE post_id = %s AND what = %s", post, what)


def test_the_front_desk_leaves_a_request_with_the_assigned_worker(stage):
    desk = stage.desk.browser()

    url = ask(desk, stage, text="le chauffage social")
    page = desk.get(url).content.decode()

    assert "Amina Exemple" in page
    assert "le chauffage social" in page
    ((subject,),) = rows("SELECT subject_id FROM cases_request WHERE id = %s", of(url))
    assert subject == stage.amina.post
    assert "le chauffage social" in stage.amina.browser().get("/requests/").content.decode()


def test_after_a_day_the_front_desk_cannot_open_what_it_left(stage):
    desk = stage.desk.browser()
    url = ask(desk, stage)
    assert desk.get(url).status_code == 200

    written_earlier("cases_request", "received_at", of(url), "24 hours 1 minute")

    assert desk.get(url).status_code == 404
    assert desk.get(f"{url}slip/").status_code == 404
    assert "canari" not in desk.get("/requests/").content.decode()
    assert stage.amina.browser().get(url).status_code == 200


def test_one_request_has_several_objects_and_says_which_service_asked(stage, amina):
    url = ask(amina, stage, domain="housing_maintenance", also=["family", "housing_maintenance"],
              requester_kind="service", origin="Service technique")  # fmt: skip
    page = amina.get(url).content.decode()
    for words in ("Logement : réparations", "Famille", "Service technique"):
        assert words.replace(" :", "\u00a0:") in page
    ((domain, also, origin),) = rows("SELECT domain, also, origin FROM cases_request WHERE id = %s", of(url))
    assert (domain, list(also), origin) == ("housing_maintenance", ["family"], "Service technique")
    for theme, there in (("family", True), ("housing_maintenance", True), ("health", False)):
        assert (url in amina.get(f"/requests/?state=&domain={theme}").content.decode()) is there


def test_the_first_of_several_objects_is_its_theme_when_none_was_chosen(stage, amina):
    url = ask(amina, stage, also=["health", "family"])
    assert rows("SELECT domain, also FROM cases_request WHERE id = %s", of(url)) == [("health", ["family"])]


@pytest.mark.parametrize("received", [True, False])
def test_applicants_ask_where_the_company_receives_them(stage, amina, received):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_organisation SET works_for_applicants = %s WHERE id = %s",
            [received, stage.company.pk],
        )
    assert ('value="applicant"' in amina.get("/requests/new/").content.decode()) is received
    with stage.amina.acting() as actor:
        draft = RequestDraft("x", stage.homes[0].household, requester_kind="applicant")
        if received:
            assert actions.add_request(actor=actor, draft=draft)
        else:
            with pytest.raises(InvalidInput):
                actions.add_request(actor=actor, draft=draft)
    assert ask(amina, stage, requester_kind="tenant")  # a tenant always


@pytest.mark.parametrize("who", ["bart", "dries", "chloe", "head", "accounts", "technical", "officer"])
def test_nobody_else_reads_a_request(stage, amina, who):
    url = ask(amina, stage)
    other = stage.people[who].browser()

    assert other.get(url).status_code == 404
    assert other.get(f"{url}slip/").status_code == 404
    assert other.post(f"{url}take/").status_code == 404
    assert "canari" not in other.get("/requests/").content.decode()
    assert amina.get(url).status_code == 200


def test_each_opening_writes_a_line_in_the_ledger(stage, amina):
    url = ask(amina, stage)

    amina.get(url)
    amina.get(f"{url}slip/")
    amina.get("/requests/")

    assert ledger(stage.amina.post, "request") == [(of(url),), (of(url),)]
    assert len(ledger(stage.amina.post, "request_list")) == 1


def test_one_tap_takes_answers_or_joins(stage, amina):
    taken, answered, joined = ask(amina, stage), ask(amina, stage), ask(amina, stage)
    case = open_file(stage)

    amina.post(f"{taken}take/", {"next": "/requests/"})
    amina.post(f"{answered}answer/")
    answer = amina.post(f"{joined}join/", {"case": case})

    assert [state_of(of(url)) for url in (taken, answered, joined)] == ["taken", "answered", "joined"]
    assert answer["Location"] == "/requests/"
    assert rows("SELECT case_id FROM cases_request WHERE id = %s", of(joined)) == [(case,)]


def test_a_request_is_joined_to_a_file_of_mine_only(stage, amina):
    url = ask(amina, stage)
    theirs = open_file(stage, "dries", 2)

    assert amina.post(f"{url}join/", {"case": theirs}).status_code == 404
    assert amina.post(f"{url}join/", {"case": "nonsense"}).status_code == 404
    assert state_of(of(url)) == "waiting"


def test_the_inbox_offers_the_file_or_to_open_one(stage, amina):
    without, url = ask(amina, stage, home=1), ask(amina, stage, home=0)
    case = open_file(stage)

    page = amina.get("/requests/").content.decode()

    assert f'name="case" value="{case}"' in page
    assert f"household={stage.homes[1].household}&amp;request={of(without)}" in page
    assert f"request={of(url)}" not in page


def test_the_oldest_waits_first_and_filters_stand_in_the_address(stage, amina):
    new, old = ask(amina, stage, text="récente", domain="health"), ask(amina, stage, text="ancienne", home=1)
    written_earlier("cases_request", "received_at", of(old), "9 days")

    page = amina.get("/requests/").content.decode()
    health = amina.get("/requests/?state=waiting&domain=health").content.decode()
    taken = amina.get("/requests/?state=taken").content.decode()

    assert page.index("ancienne") < page.index("récente")
    assert ">9<" in page
    assert "récente" in health
    assert "ancienne" not in health
    assert "récente" not in taken
    assert amina.get("/requests/?state=nonsense&domain=nonsense").status_code == 200
    assert new != old


def test_facts_about_who_asked_nothing_end_after_ninety_days(stage, amina):
    url = ask(amina, stage, text="vu par le concierge", no_demand="on", persons=[stage.homes[0].persons[0]])

    ((ends, confided, concerns),) = rows(
        "SELECT ends_on, confided_by, concerns FROM cases_request WHERE id = %s", of(url)
    )
    assert ends == datetime.date.today() + datetime.timedelta(days=90)
    assert (confided, concerns) == ([], [stage.homes[0].persons[0]])


@pytest.mark.parametrize(("kind", "hers"), [("tenant", True), ("", True), ("neighbour", False), ("service", False)])
def test_words_belong_to_whoever_said_them(stage, amina, kind, hers):
    person = stage.homes[0].persons[0]

    url = ask(amina, stage, requester_kind=kind, persons=[person])

    assert rows("SELECT confided_by FROM cases_request WHERE id = %s", of(url)) == [([person] if hers else [],)]


def test_a_request_without_household_needs_an_inbox(stage, amina):
    own = ask(amina, stage, home=None, text="un passant", who="M. Fictif")
    desk = send(stage.desk.browser(), "/requests/new/", text="un passant")

    assert rows("SELECT subject_id, text FROM cases_request WHERE id = %s", of(own)) == [
        (stage.amina.post, "M. Fictif\n\nun passant")
    ]
    assert desk.status_code == 422
    assert typed(desk, "text") == "un passant"


def test_the_slip_says_what_was_asked_or_nothing_at_all(stage, amina):
    rows("UPDATE organisations_staffmember SET phone = '02 000 00 00' WHERE user_id = %s RETURNING 1", stage.amina.user)
    url = ask(amina, stage, text="mot secret", domain="financial", persons=[stage.homes[0].persons[0]])

    said = _slip(amina.get(f"{url}slip/"))
    neutral = _slip(amina.get(f"{url}slip/?neutral"))
    dutch = _slip(amina.get(f"{url}slip/?in=nl"))

    for slip in (said, neutral, dutch):
        assert "Amina Exemple" in slip
        assert "02 000 00 00" in slip
        assert "mot secret" not in slip
        assert "Zoé" not in slip
    assert "à propos de" in said
    assert "à propos de" not in neutral
    assert "U vroeg iets over" in dutch


def test_with_a_chosen_way_of_contact_the_slip_is_neutral(stage, amina):
    person = stage.homes[0].persons[0]
    url = ask(amina, stage, domain="financial", persons=[person])
    stage.reached_only(person, "au guichet")

    assert "à propos de" not in _slip(amina.get(f"{url}slip/"))


def test_a_longer_inbox_costs_no_more_queries(stage, amina):
    ask(amina, stage)
    ask(amina, stage, home=1)
    amina.get("/requests/")
    with CaptureQueriesContext(connection) as few:
        amina.get("/requests/")
    for _ in range(5):
        ask(amina, stage)
        ask(amina, stage, home=1)
    with CaptureQueriesContext(connection) as many:
        amina.get("/requests/")

    assert len(many) == len(few)
    assert len(few) <= 30


def _slip(answer):
    assert answer.status_code == 200
    return answer.content.decode().split('<section class="slip"')[1].split("</section>")[0]
