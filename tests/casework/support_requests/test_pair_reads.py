"""What the worker fears and who she is, for the two of her pair alone (P19); the ledger; the copy that a person asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.data_requests import queries as data_requests
from palier.casework.data_requests.models import DataRequest
from palier.casework.data_requests.rules import ItemKind
from palier.casework.support_requests import actions, queries
from palier.kernel.errors import Refused
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up
from tests.casework.support_requests.test_support_requests import plain
from tests.stage import without_locks


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam", "sofie")


def test_the_two_read_what_she_fears_while_it_is_open_and_nobody_else(stage, cell):
    _asking, request = ask(stage, cell)
    path = f"/support/queue/{request}/"
    assert "J'ai peur" not in plain(stage.people["selma"].browser().get(path))
    pair_up(stage, request)

    for who, reads in (("selma", True), ("sam", True), ("sofie", False)):
        assert ("J'ai peur" in plain(stage.people[who].browser().get(path))) == reads, who
        with stage.people[who].acting() as actor:
            assert (queries.worker(actor, request) is not None) == reads, who
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.worker_of_support(%s)", [request])
        assert cursor.fetchone() == (0,)
    end(stage, request)
    with stage.people["selma"].acting() as selma:
        assert queries.worker(selma, request) is None


def test_who_steps_out_of_the_pair_reads_no_more(stage, cell):
    _asking, request = ask(stage, cell)
    pair_up(stage, request)
    pair_up(stage, request, first="selma", second="sofie", version=2)

    with stage.people["sam"].acting() as sam:
        assert queries.worker(sam, request) is None
    with stage.people["sofie"].acting() as sofie:
        assert queries.worker(sofie, request).fears == "J'ai peur d'y retourner"


def test_what_was_erased_stays_erased_for_the_pair_too(stage, cell):
    asking, request = ask(stage, cell)
    pair_up(stage, request)
    with stage.amina.acting() as amina:
        actions.forget_fears(actor=amina, pk=asking)

    with stage.people["selma"].acting() as selma:
        assert queries.worker(selma, request).fears == ""


def test_she_shows_herself_to_the_pair_and_takes_it_back(stage, cell):
    asking, request = ask(stage, cell)
    pair_up(stage, request)
    amina, path = stage.amina.browser(), f"/support/queue/{request}/"
    name = "Amina"
    assert name not in plain(stage.people["selma"].browser().get(path))

    assert amina.post(f"/support/mine/{asking}/show/", {"phone": "02 555 10 10"}).status_code == 302

    shown = plain(stage.people["selma"].browser().get(path))
    assert name in shown and "02 555 10 10" in shown
    assert name not in plain(stage.people["sofie"].browser().get(path))
    assert "02 555 10 10" in plain(amina.get("/support/mine/"))
    assert amina.post(f"/support/mine/{asking}/hide/").status_code == 302
    hidden = plain(stage.people["selma"].browser().get(path))
    assert name not in hidden and "02 555 10 10" not in hidden


def test_without_a_number_the_form_says_so(stage, cell):
    asking, _request = ask(stage, cell)
    assert stage.amina.browser().post(f"/support/mine/{asking}/show/", {"phone": ""}).status_code == 422


def test_only_her_own_and_only_while_it_is_open(stage, cell):
    asking, request = ask(stage, cell)
    assert stage.people["bart"].browser().get(f"/support/mine/{asking}/show/").status_code == 404
    with stage.people["bart"].acting() as bart, pytest.raises(Refused):
        actions.show_myself(actor=bart, pk=asking, phone="x")
    pair_up(stage, request)
    end(stage, request)
    with stage.amina.acting() as amina:
        with pytest.raises(Refused):
            actions.show_myself(actor=amina, pk=asking, phone="x")
        actions.hide_myself(actor=amina, pk=asking)


def test_who_of_the_cell_opens_a_request_leaves_a_line(stage, cell):
    _asking, request = ask(stage, cell)
    stage.people["sofie"].browser().get(f"/support/queue/{request}/")

    with without_locks() as cursor:
        cursor.execute("SELECT what, post_id, ground FROM access_read_event WHERE reference = %s", [request])
        assert cursor.fetchall() == [("support_request", stage.people["sofie"].post, "cell")]


def test_the_page_costs_the_same_whatever_is_shown(stage, cell):
    _asking, request = ask(stage, cell)
    pair_up(stage, request)
    browser = stage.people["selma"].browser()
    browser.get(f"/support/queue/{request}/")
    with CaptureQueriesContext(connection) as alone:
        browser.get(f"/support/queue/{request}/")
    for _more in range(3):
        ask(stage, cell)
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/support/queue/{request}/")

    assert len(alone) == len(many) <= 13


# -- a copy that a person asks (P17) ------------------------------------------------------------------------------


def held(stage, home, who):
    """What this worker decides about, item by item, for a copy of the first person of the household."""
    somebody = stage.people[who]
    request = DataRequest(concerns=[home.persons[0]])
    with somebody.acting() as actor:
        return [one for one in data_requests.held(actor, request) if one.kind == ItemKind.SUPPORT]


def test_who_asked_decides_whether_the_copy_goes_into_hers_and_no_fear_stands_in_it(stage, cell):
    home = stage.homes[0]
    asking, _request = ask(stage, cell, household=home.household)
    ask(stage, cell, text="Mme [Personne 1] crie.")

    (item,) = held(stage, home, "amina")
    assert item.id == asking and "[Personne 1] ne répond plus" in item.text and not item.hers_alone
    assert "peur" not in item.text
    assert held(stage, stage.homes[2], "amina") == []


def test_a_colleague_learns_of_no_asking_by_way_of_a_copy(stage, cell):
    ask(stage, cell, household=stage.homes[0].household)
    for who in ("dries", "trainee"):
        assert held(stage, stage.homes[0], who) == []
