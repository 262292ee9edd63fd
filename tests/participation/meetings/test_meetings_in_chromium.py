"""A meeting in a real Chromium, from its agenda to the minutes at a tenant's own door; axe on every page, both widths (journey 8)."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from palier.registry.access_codes.rules import Level
from tests.axe import both_ways, faults
from tests.door.comers import give
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAID = {"fr": "Le toit sera réparé en mars.", "nl": "Het dak wordt in maart hersteld."}
TITLE = {"fr": "Le toit", "nl": "Het dak"}
VOICE = """const said = window.said = []; const voice = {localService: true, lang: 'xx-BE'};
Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => [voice], speaking: false, cancel() {},
  speak: (one) => said.push(one.text), addEventListener() {}}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""


def look(page, name, wrong):
    """What hinders on this page; with PICTURES= a folder, draws it too."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    wrong += [f"{name} {fault}" for fault in faults(page)]


def send(page):
    page.locator("main form:not(.filters) button[type=submit].btn-primary, main form button[type=submit]").first.click()
    page.wait_for_load_state()


@both_ways
def test_from_the_agenda_to_the_minutes_at_her_door(stage, worker, service, prepare, past, tab, site, language, width):
    wrong, other = [], "nl" if language == "fr" else "fr"
    page = tab(worker, language, width)
    page.goto(reverse("meeting_add"))
    for name, words in (("title_fr", "Le quartier"), ("title_nl", "De wijk"), ("venue_fr", "École"), ("hour", "18:30")):
        page.fill(f"[name={name}]", words)
    page.fill("[name=on]", "2030-05-06")
    page.locator(f"label:has([name=sites][value='{stage.sites[0].pk}'])").click()
    look(page, "new", wrong)
    send(page)
    assert page.locator("[name=title_fr]").input_value() == "Le quartier"  # one field is missing: nothing typed is lost
    page.fill("[name=venue_nl]", "School")
    send(page)
    meeting = page.url.removeprefix(site).strip("/").split("/")[-1].split("#")[0]

    technical = tab(stage.people["technical"], other, width)
    technical.goto(reverse("point_add", args=[meeting]))
    for tongue in ("fr", "nl"):
        technical.fill(f"[name=title_{tongue}]", TITLE[tongue])
    technical.select_option("[name=service]", str(service("technical")))
    send(technical)
    assert TITLE[other] in technical.locator("main").inner_text()
    look(technical, "as-a-department", wrong)

    page.goto(reverse("meeting_invite", args=[meeting]))
    assert TITLE["fr"] in page.locator("main").inner_text() and TITLE["nl"] in page.locator("main").inner_text()
    look(page, "invite", wrong)
    send(page)
    for name in ("meeting", "meeting_edit", "meeting_sheet", "meeting_cards", "meeting_reply", "meeting_question_add"):
        assert page.goto(reverse(name, args=[meeting])).status == 200
        look(page, name, wrong)
    door = _at_her_door(stage, tab(None, language, width), meeting, wrong)
    past(meeting)
    _held(page, meeting, wrong)
    _sent(page, meeting, wrong)

    door.context.add_init_script(VOICE.replace("xx", language))
    door.goto(reverse("my_meeting", args=[meeting]))
    assert SAID[language] in door.locator("main").inner_text()
    door.locator("[data-listen]").click()
    assert SAID[language] in door.evaluate("window.said")
    look(door, "her-minutes", wrong)
    page.goto(reverse("meeting_add") + f"?previous={meeting}")
    look(page, "next", wrong)
    page.goto(reverse("meetings_since"))
    look(page, "since", wrong)
    assert wrong == []


def _at_her_door(stage, page, meeting, wrong):
    """A tenant says that she comes and asks something, with the code she got by post."""
    page.goto("/door/")
    page.fill("[name=code]", give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    page.locator("main form button[type=submit]").click()
    for name, args in (
        ("my_meetings", []),
        ("my_meeting", [meeting]),
        ("my_question", [meeting]),
        ("my_reply", [meeting]),
    ):
        assert page.goto(reverse(name, args=args)).status == 200
        look(page, name, wrong)
    page.locator("label:has([name=comes][value=yes])").click()
    page.fill("[name=persons]", "2")
    send(page)
    page.goto(reverse("my_question", args=[meeting]))
    page.fill("[name=words]", "Le banc ?")
    send(page)
    with without_locks() as cursor:
        cursor.execute("SELECT persons, questions FROM meetings_reply WHERE meeting_id = %s", [meeting])
        assert cursor.fetchall() == [(2, 1)]
    return page


def _held(page, meeting, wrong):
    """In the room: what is said is kept while it is typed; a promise; the question answered; the ticks counted."""
    page.goto(reverse("meeting_people", args=[meeting]))
    page.fill("[name=inhabitants]", "21")
    look(page, "people", wrong)
    send(page)
    page.goto(reverse("meeting", args=[meeting]))
    page.fill("form.live [name=said_fr]", SAID["fr"])
    with page.expect_response(lambda answer: "/said/" in answer.url and "maart" in (answer.request.post_data or "")):
        page.fill("form.live [name=said_nl]", SAID["nl"])
    page.reload()  # the screen goes dark: nothing typed is lost
    assert page.locator("form.live [name=said_fr]").input_value() == SAID["fr"]
    look(page, "typing", wrong)
    page.locator(".keys a[href*='/answer/']").first.click()
    for tongue in SAID:
        page.fill(f"[name=answer_{tongue}]", "Oui / ja.")
    look(page, "answer", wrong)
    send(page)
    page.goto(reverse("promise_add", args=[meeting]))
    for tongue, words in SAID.items():
        page.fill(f"[name=words_{tongue}]", words)
    page.fill("[name=due_on]", "2030-06-06")
    page.locator("[name=service]").select_option(index=1)
    look(page, "promise", wrong)
    send(page)


def _sent(page, meeting, wrong):
    """Read again for names, signed, sent to all; how far it is."""
    for name in ("meeting_read_again", "meeting_sign", "meeting_send"):
        page.goto(reverse(name, args=[meeting]))
        if name == "meeting_sign":
            page.locator("label:has([name=signed_as][value=council])").click()
        if page.locator("[name=may_stand]").count():
            page.check("[name=may_stand]", force=True)
        look(page, name, wrong)
        send(page)
    page.locator("a[href*='/mailings/']").last.click()
    look(page, "mailing", wrong)
    assert "0 / " in page.locator("main").inner_text()


def test_who_has_not_spoken_yet_goes_first(worker, prepare, tab):
    """Numbers are held up; nothing of it is sent anywhere (S1-079)."""
    page, sent = tab(worker, "fr"), []
    page.goto(reverse("meeting_cards", args=[prepare()]))
    page.on("request", lambda request: sent.append(request.url))
    for number in (3, 7, 9, 9, 5):  # nine takes her hand down again
        page.locator(f"[data-number='{number}']").click()
    turns = []
    for _turn in range(3):
        page.locator("[data-next]").click()
        turns.append(page.locator("[data-now]").inner_text())
        if len(turns) == 1:
            page.locator(f"[data-number='{turns[0]}']").click()  # she wants to speak again: after those who have not
    assert turns == ["3", "7", "5"]
    page.locator("[data-next]").click()
    assert page.locator("[data-now]").inner_text() == "3"
    assert sent == []
