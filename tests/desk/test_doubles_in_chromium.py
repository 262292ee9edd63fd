"""Doubles and questions in a real Chromium: axe, wide in French, narrow in Dutch."""

import pytest

from tests.axe import both_ways, faults
from tests.desk.between_services.test_ask_her import ask, the_question
from tests.registry.doubles.test_merging import make_pair, propose, the_merge

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    pair, other, home = make_pair(stage), make_pair(stage, "Vandenbroucke-Vermeulen"), stage.homes[0]
    propose(stage, pair)
    ask(stage, home)
    pages = [
        ("admin", "/doubles/"),
        ("admin", f"/doubles/{other[0]}/merge/"),
        ("amina", f"/merges/{the_merge()}/agree/"),
        ("amina", f"/signals/{the_question()}/answer/"),
        ("amina", "/signals/"),
        ("bart", f"/signals/ask/?household={home.household}"),
        ("bart", "/signals/"),
    ]
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []
