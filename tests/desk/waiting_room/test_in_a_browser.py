"""The room in a real Chromium: a morning by keyboard and without script, axe, the width of a phone, looking again."""

import datetime as dt
import os

import pytest

from palier.registry.waiting import actions
from palier.registry.waiting.models import WaitingCount
from tests.axe import both_ways, faults
from tests.browser.hands import Keyboard, Mouse
from tests.desk.waiting_room.room import JUST_AFTER_MIDNIGHT, Room, came_earlier, label, on_a_day_of_sessions, today
from tests.stage import put, without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("PALIER_PICTURES")  # a folder: keep a picture of each page there


@pytest.fixture(params=["keyboard", "no script"])
def hand(request):
    """How somebody works: by keyboard alone, or with a mouse in a browser without script."""
    script = request.param == "keyboard"
    return (lambda page: Keyboard(page) if script else Mouse(page)), script


def test_from_the_door_to_the_way_out(stage, room, tab, hand):
    with_hand, script = hand
    desk = with_hand(tab(stage.desk, script=script))
    worker = with_hand(tab(stage.amina, script=script))

    desk.page.goto(room.url)
    desk.press("a[href^='/waiting/new/']")
    desk.write("#id_who", label(stage))
    if script:
        desk.page.wait_for_selector(".hit")
        desk.press(".hit")
    else:
        desk.press(".lookup button")
        desk.press(".hit")
    if script:
        desk.page.focus("#id_language")
        desk.page.keyboard.type("tigrigna")
        desk._reach("#id_interpreter")
        desk.page.keyboard.press("Space")
    else:
        desk.page.select_option("#id_language", "ti")
        desk.page.check("#id_interpreter")
    desk.press("button[value=save]")
    assert "Noté" in desk.page.inner_text("#messages")
    assert "tigrigna, interprète demandé" in desk.page.inner_text(".tickets")

    worker.page.goto(room.url)
    assert label(stage) in worker.page.inner_text("section[aria-labelledby=h-waiting]")
    worker.press("[id^=receive-]")
    assert label(stage) in worker.page.inner_text("section[aria-labelledby=h-received]")
    worker.press("[id^=word-]")
    assert label(stage) in worker.page.inner_text("h1")
    worker.page.goto(room.url)
    worker.press("[id^=note-]")
    assert worker.page.url.split("?")[0].endswith("/capture/")
    worker.write("#id_facts", "Vue à la permanence.")
    worker.press("button[value=save]")
    assert "/waiting/" in worker.page.url
    assert label(stage) in worker.page.inner_text("section[aria-labelledby=h-gone]")
    assert "Tout est noté." in worker.page.inner_text("section[aria-labelledby=h-gone]")


def morning(stage):
    """A room with somebody in every place, another venue, and numbers for the head."""
    room = Room(stage, JUST_AFTER_MIDNIGHT)
    Room(stage, name="Antenne")
    came_earlier(
        room.arrives(home=0, language="ti", interpreter=True, asked_for=stage.bart.post), dt.timedelta(hours=3)
    )
    room.arrives(looks="Veste bleue, avec une poussette")
    room.arrives(who="M" * 100)
    room.received(home=1)
    room.received(stage.bart)
    room.gone(home=2)
    room.gone(stage.bart, who="Une dame")
    left = room.arrives(home=0)
    with stage.desk.acting() as desk:
        actions.leave_unseen(actor=desk, pk=left, version=1)
    with without_locks():
        for numbers in (
            {"arrived": 30, "received": 20, "left_unseen": 10},
            {"arrived": 6, "received": 5, "left_unseen": 1},
        ):
            day = today().fromordinal(today().toordinal() - 14 - 7 * (numbers["arrived"] < 10))
            put(WaitingCount(organisation=stage.company, venue_id=room.venue, day=day, minutes_waited=120, **numbers))
    return room


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    room, wrong = morning(stage), []
    waits = room.arrives()
    pages = [
        ("amina", room.url), ("desk", room.url), ("amina", "/waiting/"), ("desk", f"/waiting/new/?venue={room.venue}"),
        ("amina", f"/waiting/{waits}/pass/"), ("head", "/waiting/counts/"),
    ]  # fmt: skip
    for number, (name, url) in enumerate(pages):
        page = tab(stage.people[name], language, width)
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(url)
        if "/new/" in url:
            page.fill("#id_who", label(stage))
            page.wait_for_selector(".hit")
        # Evaluated by the debugger, not by the page: the policy stays as it is served.
        wrong += [f"{url} {fault}" for fault in faults(page)]
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{number}-{name}-{language}-{width}.png", full_page=True)
        page.context.close()

    assert wrong == []


@on_a_day_of_sessions
def test_the_room_looks_again_by_itself_and_the_focus_stays(stage, room, tab):
    waits = room.arrives(who="Dame première")
    page = tab(stage.amina)
    page.clock.install()
    page.goto(room.url)
    page.focus(f"#unseen-{waits}")
    room.arrives(who="Dame seconde")
    assert "Dame seconde" not in page.inner_text("#room")

    page.clock.fast_forward(31_000)
    page.wait_for_selector("#room >> text=Dame seconde")

    assert page.evaluate("document.activeElement.id") == f"unseen-{waits}"
    assert page.inner_text("#room-now").replace("\xa0", " ") == "En attente : 2. En entretien : 0."
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages .notice-done")
    assert room.row(waits).state == "left_unseen"


def test_without_script_a_link_looks_again(stage, room, tab):
    page = tab(stage.amina, script=False)
    page.goto(room.url)
    room.arrives(who="Dame seconde")

    page.click("#look-again")

    assert "Dame seconde" in page.inner_text("#room")


def test_the_arrows_walk_from_the_name_through_who_was_found(stage, room, tab):
    page = tab(stage.desk)
    page.goto(room.url.replace("/waiting/", "/waiting/new/"))
    page.fill("#id_who", "")
    page.type("#id_who", label(stage))
    page.wait_for_selector(".hit")

    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("ArrowUp")
    back = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_selector(".chosen")
    assert (first, back) == ("hit", "id_who")
