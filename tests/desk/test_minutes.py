"""Minutes saved, counted as gestures (D22): a click, a key, or a text typed in one go. They measure these scripts, never people (P28).

A number that rises fails; one that falls is written here. The seconds of the script are printed beside it.
"""

import time

import pytest

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from tests.desk.waiting_room.room import Room, label
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Anchors: twelve for a call (issue of the working week); six for a letter; the others as they are today.
GESTURES = {"call": 5, "counter": 8, "letter": 6, "hand over ten files": 6}


class Hands:
    """Counts what a person does."""

    def __init__(self, page):
        self.page, self.count, self.begun = page, 0, time.perf_counter()

    def click(self, selector: str) -> None:
        self.count += 1
        self.page.locator(selector).first.click()

    def leave(self, selector: str) -> None:
        """A click after which another page stands there."""
        self.count += 1
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self.count += 1
        self.page.fill(selector, text)

    def choose(self, selector: str, value: str) -> None:
        self.count += 1
        self.page.select_option(selector, value)

    def key(self, name: str) -> None:
        self.count += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(name)

    def done(self, task: str) -> None:
        seconds = time.perf_counter() - self.begun
        print(f"\n{task}: {self.count} gestures, {seconds:.1f} s of script")
        assert self.count <= GESTURES[task]
        assert seconds < 60


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_telephone_call_from_any_page(stage, tab, language):
    page = tab(stage.amina, language)
    page.goto("/households/")
    hands = Hands(page)
    hands.key("n")
    hands.type("#id_who", label(stage))
    page.wait_for_selector(".hit")
    hands.leave(".hit")
    hands.type("textarea[name=facts]", "Elle demande comment lire le décompte. Je rappelle jeudi.")
    hands.key("Control+Enter")
    hands.done("call")
    page.goto(f"/households/{stage.homes[0].household}/")
    assert "comment lire le décompte" in page.content()


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_receiving_somebody_at_the_counter(stage, tab, language):
    room = Room(stage)
    page = tab(stage.amina, language)
    page.goto(room.url)
    hands = Hands(page)
    hands.leave("a[href^='/waiting/new/']")
    hands.type("#id_who", label(stage))
    page.wait_for_selector(".hit")
    hands.leave(".hit")
    hands.leave("button[value=save]")
    hands.leave("[id^=receive-]")
    hands.leave("[id^=note-]")
    hands.type("textarea[name=facts]", "Vue à la permanence, une lettre lue ensemble.")
    hands.key("Control+Enter")
    hands.done("counter")
    assert "/waiting/" in page.url


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_letter_from_the_household_file_to_paper(stage, tab, language):
    page = tab(stage.amina, language)
    home = stage.homes[0]
    with stage.amina.acting() as actor:
        cases.open_case(actor=actor, draft=CaseDraft(home.household, (home.persons[0],), actor.today))
    page.goto(f"/households/{home.household}/")
    hands = Hands(page)
    hands.leave("a[href^='/letters/write/']")
    hands.click("label:has([name=kind][value=call_us])")
    hands.leave(".form .btn-primary")
    for place in page.locator("textarea[name^=body]").all():
        place.fill(place.input_value().replace("…………", "02 000 00 00"))  # no more than the letter asks for
    hands.leave(".form .btn-primary")
    hands.leave("form[action$='/send/'] button")
    hands.count += 1  # print: the address answers with a PDF, which this browser downloads
    answer = page.request.get(page.url + "print/")
    assert answer.headers["content-type"] == "application/pdf"
    hands.done("letter")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_ten_files_handed_over(stage, tab, language):
    with without_locks():
        homes = [*stage.homes[:2], *(stage.home(stage.buildings[0]) for _ in range(8))]
    with stage.amina.acting() as actor:
        for home in homes:
            cases.open_case(actor=actor, draft=CaseDraft(home.household, (home.persons[0],), actor.today))
    page = tab(stage.amina, language)
    page.goto("/handovers/")
    hands = Hands(page)
    hands.leave("a[href='/handovers/new/']")
    hands.choose("[name=to_post]", str(stage.dries.post))
    with stage.amina.acting() as actor:
        hands.type("[name=starts]", actor.today.isoformat())
    hands.leave("main form .btn-primary")
    hands.leave("form[action$='/told/'] .btn-primary")
    hands.leave("form[action$='/now/'] .btn-primary")
    hands.done("hand over ten files")
    page = tab(stage.dries, language)
    page.goto("/cases/")
    assert sum(label(stage, number) in page.content() for number in range(2)) == 2
