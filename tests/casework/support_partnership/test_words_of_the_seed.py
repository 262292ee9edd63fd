"""The Dutch words of seed 004 stand where the cell and who asks read them (S4-014)."""

import pytest

from tests.casework.support_partnership.test_partnership import fund
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up
from tests.casework.support_requests.test_support_requests import plain


@pytest.fixture
def pages(stage):
    """What each page says in Dutch, once a cell has a funding, an open request, and one that is closed."""
    cell = a_cell(stage, "selma", "sam")
    _asking, closed = ask(stage, cell)
    pair_up(stage, closed)
    end(stage, closed)
    _asking, request = ask(stage, cell)
    fund(stage, "2026-01-01", "2026-12-31", half_time_posts=1)
    selma, amina = (stage.people[who].browser("nl") for who in ("selma", "amina"))
    found = {
        "asking": amina.get("/support/ask/"),
        "intake": selma.get("/support/intake/"),
        "one": selma.get(f"/support/queue/{request}/"),
        "outcome": selma.get(f"/support/queue/{closed}/outcome/"),
        "partnership": selma.get("/partnership/"),
    }
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: plain(answer) for name, answer in found.items()}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("asking", "ondersteuningscel"),
        ("intake", "Openbare vastgoedmaatschappij (OVM)"),
        ("one", "Sociaal assistent"),
        ("outcome", "Behoud van huisvesting"),
        ("partnership", "1 halftijdse detachering"),
    ],
)
def test_each_stands_on_a_dutch_screen(pages, page, words):
    assert words in pages[page]


def test_who_works_in_a_company_is_a_social_assistant_on_her_own_screen(stage):
    """The word of the sector's sites; *sociaal assistent* is the seed's, for the same person."""
    assert "maatschappelijk assistent" in plain(stage.amina.browser("nl").get("/day/")).lower()
