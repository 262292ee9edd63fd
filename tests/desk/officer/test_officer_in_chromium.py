"""The pages of terms, holds and endings in Chromium: axe, narrow screens, both languages, with something on each."""

import pytest

from palier.access.rights import actions
from palier.access.rights.rules import TermKey
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import ContactDraft
from palier.kernel.terms import Term, Unit
from tests.browser.conftest import faults
from tests.stage import without_locks

PAGES = [
    ("admin", "/kept/"),
    ("admin", "/kept/signal/propose/"),
    ("officer", "/kept/"),
    ("officer", "/holds/"),
    ("amina", "/ending/"),
]


def something_everywhere(stage):
    home = stage.homes[0]
    with stage.admin.acting() as admin:
        for key, term in ((TermKey.WELCOME, Term(6, Unit.MONTHS)), (TermKey.DOCUMENT, Term(9, Unit.YEARS))):
            pk = actions.propose_term(
                actor=admin, key=key, term=term, valid_from=admin.today, source="Conseil", reason="Moins de papier"
            )
            if key == TermKey.WELCOME:
                signed = pk
    with stage.officer.acting() as officer:
        actions.decide_term(actor=officer, pk=signed, signs=True, reason="Bien")
        actions.place_hold(actor=officer, person=home.persons[0], file=None, reason="Plainte en cours")
    with stage.amina.acting() as amina:
        today = amina.today
        made = [
            cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=home.household, persons=persons))
            for persons in ((), (home.persons[0],))
        ]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [today, made])


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_the_pages_fit(stage, tab, width):
    something_everywhere(stage)
    wrong = []
    for language in ("fr", "nl"):
        for who, path in PAGES:
            page = tab(stage.people[who], language, width)
            page.goto(path)
            found = faults(page)
            if found or page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append((language, who, path, found))
    assert wrong == []
