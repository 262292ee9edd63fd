"""What it gave who asked, hers alone; what came of it, by the pair; who goes on; what a company counts of its own."""

import pytest
from django.db import connection

from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.rules import Averted, Evaluation, Gain, Home, Met, Outcome, Relay
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up, phoned
from tests.casework.support_requests.test_support_requests import plain
from tests.stage import without_locks

CAME = Outcome(Home.KEPT, 1, 3, Averted.YES, Averted.UNKNOWN, Averted.NO)


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam", "sofie")


@pytest.fixture
def closed(stage, cell):
    """(asking, request), its pair Selma and Sam."""
    asking, request = ask(stage, cell)
    pair_up(stage, request)
    end(stage, request)
    return asking, request


# -- hers -----------------------------------------------------------------------------------------------------------


def test_she_says_what_it_gave_her_reads_it_again_and_empties_it(stage, closed):
    asking, _request = closed
    amina, path = stage.amina.browser(), f"/support/mine/{asking}/gave/"

    said = {"gained": ["less_alone", "realistic_step"], "met": "partly", "words": "Je respire"}
    assert amina.post(path, said).status_code == 302

    page = plain(amina.get(path))
    assert "Je respire" in page
    assert "Je suis moins seul avec la situation" in plain(amina.get("/support/mine/"))
    assert amina.post(path, {"words": ""}).status_code == 302
    with stage.amina.acting() as actor:
        (row,) = queries.mine(actor)
    assert (row.gained, row.met, row.own_words) == ([], "", "")
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_history h WHERE h::text LIKE '%%Je respire%%'")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("who", ["bart", "dries", "head", "direction", "admin", "officer", "selma", "sam"])
def test_nobody_else_reads_what_it_gave_her(stage, closed, who):
    asking, request = closed
    with stage.amina.acting() as amina:
        actions.say_what_it_gave(actor=amina, pk=asking, said=Evaluation((Gain.ACCEPTS,), Met.YES, "Mes mots à moi"))
    browser = stage.people[who].browser()

    assert browser.get(f"/support/mine/{asking}/gave/").status_code == 404
    for page in ("/support/mine/", f"/support/queue/{request}/", "/support/asked/", "/partnership/year/"):
        assert "Mes mots à moi" not in plain(browser.get(page))
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.my_support_requests() WHERE id = %s", [asking])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT sec.say_what_it_gave(%s, '{}', '', '')", [asking])
        assert cursor.fetchone() == (False,)


def test_before_it_is_closed_there_is_nothing_to_say(stage, cell):
    asking, _request = ask(stage, cell)
    assert stage.amina.browser().get(f"/support/mine/{asking}/gave/").status_code == 404
    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.say_what_it_gave(actor=amina, pk=asking, said=Evaluation())


def test_nothing_and_something_contradict_each_other(stage, closed):
    asking, _request = closed
    answer = stage.amina.browser().post(
        f"/support/mine/{asking}/gave/", {"gained": ["nothing", "less_alone"], "words": "gardé"}
    )
    assert answer.status_code == 422 and "gardé" in plain(answer)
    with stage.amina.acting() as amina:
        actions.say_what_it_gave(actor=amina, pk=asking, said=Evaluation((Gain.NOTHING,)))


# -- the pair's -----------------------------------------------------------------------------------------------------


def test_the_pair_says_what_came_of_it(stage, closed):
    _asking, request = closed
    sent = {
        "version": 3, "home": "kept", "primary": 1, "secondary": 3, "crisis": "yes", "neighbours": "unknown", "eviction": "no",
    }  # fmt: skip
    assert stage.people["sam"].browser().post(f"/support/queue/{request}/outcome/", sent).status_code == 302

    page = plain(stage.people["selma"].browser().get(f"/support/queue/{request}/"))
    assert "Ce qui s’en est suivi" in page and "Conservé" in page
    with stage.people["sam"].acting() as sam, pytest.raises(Conflict):
        actions.say_what_came(actor=sam, pk=request, said=CAME, version=3)


def test_a_figure_that_cannot_be_comes_back(stage, closed):
    _asking, request = closed
    answer = (
        stage.people["sam"]
        .browser()
        .post(
            f"/support/queue/{request}/outcome/",
            {
                "version": 3,
                "home": "kept",
                "primary": -1,
                "secondary": 3,
                "crisis": "yes",
                "neighbours": "no",
                "eviction": "no",
            },
        )
    )
    assert answer.status_code == 422


def test_neither_another_colleague_nor_before_the_end(stage, cell, closed):
    _asking, request = closed
    assert stage.people["sofie"].browser().get(f"/support/queue/{request}/outcome/").status_code == 404
    with stage.people["sofie"].acting() as sofie, pytest.raises(Conflict):
        actions.say_what_came(actor=sofie, pk=request, said=CAME, version=3)
    _asking, still_open = ask(stage, cell)
    pair_up(stage, still_open)
    with stage.people["selma"].acting() as selma, pytest.raises(Conflict):
        actions.say_what_came(actor=selma, pk=still_open, said=CAME, version=2)


# -- who goes on ------------------------------------------------------------------------------------------------------


def test_a_relay_is_named_for_an_open_request_only(stage, cell, closed):
    _asking, request = ask(stage, cell)
    with stage.people["sofie"].acting() as sofie:
        actions.name_relay(actor=sofie, pk=request, relay=Relay.ITS_WORKER, service=None, version=1)
        assert queries.one(sofie, request).relay == Relay.ITS_WORKER
        with pytest.raises(InvalidInput):
            actions.name_relay(actor=sofie, pk=request, relay=Relay.PARTNER, service=None, version=2)
        with pytest.raises(Conflict):
            actions.name_relay(actor=sofie, pk=closed[1], relay=Relay.NONE_YET, service=None, version=3)
    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.name_relay(actor=amina, pk=request, relay=Relay.NONE_YET, service=None, version=2)


# -- what a company counts ----------------------------------------------------------------------------------------------


def asked_in(stage, cell, how_many, year):
    for number in range(how_many):
        if number % 2:
            from palier.casework.support_requests.rules import Origin

            request = phoned(stage, cell, origin=Origin.HOUSING_COMPANY, company=stage.company.pk)
        else:
            _asking, request = ask(stage, cell)
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE support_requests_supportrequest SET received_on = %s WHERE id = %s", [f"{year}-05-05", request]
            )


def test_a_head_reads_how_often_her_house_asked_from_five_on_and_of_years_that_are_over(stage, cell):
    with stage.head.acting() as head:
        year = head.today.year
    asked_in(stage, cell, 5, year - 1)
    asked_in(stage, cell, 4, year - 2)
    asked_in(stage, cell, 6, year)

    with stage.head.acting() as head:
        assert queries.asked_here(head) == [(year - 1, 5)]
    page = plain(stage.head.browser().get("/support/asked/"))
    assert str(year - 1) in page and str(year - 2) not in page


def test_erasing_changes_no_number(stage, cell):
    with stage.head.acting() as head:
        year = head.today.year - 3
    asked_in(stage, cell, 6, year)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE support_requests_supportrequest SET state = 'closed', closed_on = '2020-01-01' WHERE id IN"
            " (SELECT id FROM support_requests_supportrequest WHERE organisation_id = %s ORDER BY id LIMIT 4)",
            [cell.pk],
        )
        cursor.execute("SELECT sec.erase_support_requests()")
        cursor.execute("SELECT count(*) FROM support_requests_supportrequest WHERE organisation_id = %s", [cell.pk])
        assert cursor.fetchone() == (2,)

    with stage.head.acting() as head:
        assert queries.asked_here(head) == [(year, 6)]


@pytest.mark.parametrize("who", ["amina", "bart", "direction", "officer", "selma"])
def test_nobody_but_the_head_reads_that_count(stage, cell, who):
    assert stage.people[who].browser().get("/support/asked/").status_code == 404
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        queries.asked_here(actor)
