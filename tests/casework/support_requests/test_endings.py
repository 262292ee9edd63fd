"""The post of one of a pair ends while a request is open: the pair and the cell see it in time, and never why (S4-087)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.support_partnership import queries as partnership
from palier.casework.support_requests import queries
from palier.casework.support_requests.rules import ending_days, is_near_its_end
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up
from tests.casework.support_requests.test_support_requests import plain
from tests.stage import without_locks

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam", "third")


@pytest.fixture
def request_of_two(stage, cell):
    _asking, request = ask(stage, cell)
    pair_up(stage, request)
    return request


def today(stage):
    with stage.amina.acting() as amina:
        return amina.today


def last_day(stage, who, days):
    """The post of `who` ends so many days from today; the day."""
    day = today(stage) + dt.timedelta(days=days)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = daterange(lower(valid), %s, '[]') WHERE id = %s",
            [day, stage.people[who].post],
        )
    return day


@pytest.mark.parametrize(
    ("days", "near"), [(None, False), (61, False), (60, True), (1, True), (0, True), (-1, True), (-400, True)]
)
def test_a_post_is_near_its_end_from_sixty_days_before(days, near):
    assert ending_days(TODAY) == 60
    assert is_near_its_end(None if days is None else TODAY + dt.timedelta(days=days), TODAY) is near


def test_the_other_of_the_pair_and_the_cell_see_whose_post_ends_and_when(stage, request_of_two):
    last_day(stage, "sam", 30)
    said = "Le poste de Sam Exemple (Psychologue) prend fin le"

    for who, page in (
        ("selma", f"/support/queue/{request_of_two}/pair/"),
        ("sam", f"/support/queue/{request_of_two}/pair/"),
        ("selma", "/support/queue/"),
        ("third", "/support/queue/"),
        ("third", f"/support/queue/{request_of_two}/"),
    ):
        assert said in plain(stage.people[who].browser().get(page)), (who, page)
    with stage.people["third"].acting() as third:
        (ending,) = queries.one(third, request_of_two).endings(third.today)
    assert (ending.name, ending.last_day, ending.over) == ("Sam Exemple", today(stage) + dt.timedelta(days=30), False)


@pytest.mark.parametrize("days", [61, None])
def test_nothing_is_said_before_its_time(stage, request_of_two, days):
    if days:
        last_day(stage, "sam", days)
    for page in ("/support/queue/", f"/support/queue/{request_of_two}/", f"/support/queue/{request_of_two}/pair/"):
        assert "prend fin le" not in plain(stage.people["selma"].browser().get(page)), page
    last_day(stage, "sam", 60)
    assert "prend fin le" in plain(stage.people["selma"].browser().get("/support/queue/"))


def test_a_post_that_is_over_is_still_said_until_somebody_follows(stage, request_of_two):
    last_day(stage, "sam", -3)
    selma = stage.people["selma"].browser()
    assert "Le poste de Sam Exemple (Psychologue) a pris fin le" in plain(selma.get("/support/queue/"))

    pair_up(stage, request_of_two, second="third", version=2)

    assert "a pris fin le" not in plain(selma.get("/support/queue/"))


def test_of_a_closed_request_nothing_is_said(stage, request_of_two):
    last_day(stage, "sam", 10)
    end(stage, request_of_two)
    with stage.people["selma"].acting() as selma:
        row = queries.one(selma, request_of_two)
        assert row.second == "Sam Exemple" and row.endings(selma.today) == []


def test_the_partnership_says_a_number_and_no_name(stage, request_of_two):
    page = "/partnership/"
    with stage.people["third"].acting() as third:
        assert partnership.partnership(third).posts_end == 0
    last_day(stage, "sam", 30)
    last_day(stage, "selma", 40)

    text = plain(stage.people["third"].browser().get(page))

    assert "1 demande ouverte a un binôme dont un poste prend fin bientôt." in text
    assert "Sam" not in text and "Selma" not in text


def test_who_asked_is_told_no_end_of_a_post(stage, cell):
    """It is the cell's own affair: her page says who comes, and later who follows."""
    asking, request = ask(stage, cell)
    pair_up(stage, request)
    last_day(stage, "sam", 30)
    text = plain(stage.amina.browser().get(f"/support/mine/{asking}/"))
    assert "Sam Exemple" in text and "prend fin" not in text


def test_it_costs_no_statement_more(stage, request_of_two):
    counts = []
    for days in (300, 10):
        last_day(stage, "sam", days)
        browser = stage.people["selma"].browser()
        browser.get("/support/queue/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/support/queue/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
