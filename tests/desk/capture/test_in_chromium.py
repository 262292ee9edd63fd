"""In a real browser: keys and clicks counted, drafts kept, without script too, at every width."""

import json
import os
from pathlib import Path

import pytest

from tests.axe import both_ways, faults
from tests.desk.capture.writing import contact_of, open_file, rows, send

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COUNTED = Path(__file__).parent / "keys_and_clicks.json"
AT_MOST = 12
PICTURES = os.environ.get("PALIER_PICTURES")  # a folder: keep a picture of each page there


class Hand:
    """Counts what a person does: each click, each key that is no letter of a text, each text typed."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, what):
        self.count += 1
        self.page.locator(what).first.click()

    def press(self, key):
        self.count += 1
        self.page.keyboard.press(key)

    def type(self, text):
        self.count += 1
        self.page.keyboard.type(text)


def test_a_contact_takes_few_keys_and_clicks(stage, tab):
    open_file(stage)
    ((label,),) = rows("SELECT label FROM people_household WHERE id = %s", stage.homes[0].household)
    page = tab(stage.amina)
    page.goto("/requests/")
    hand = Hand(page)

    hand.press("n")
    page.wait_for_url("**/capture/")
    hand.click("#id_who")
    hand.type(label)
    hand.click(".hit")
    page.wait_for_selector(".chosen")
    hand.click("label[for=id_persons_0]")
    hand.click("label[for=id_channel_1]")
    hand.click("label[for=id_result_0]")
    hand.click("#id_facts")
    hand.type("La caisse a rappelé.")
    hand.click("#id_next_step")
    hand.type("rappeler jeudi")
    page.wait_for_selector(".parsed b")
    hand.press("Control+Enter")
    page.wait_for_url("**/requests/")

    kept = contact_of(stage.amina.post)
    assert kept["case_id"] is not None
    assert (kept["channel"], kept["result"]) == ("phone", "they_came")
    assert kept["concerns"] == [stage.homes[0].persons[0]]
    task, counted = next(iter(json.loads(COUNTED.read_text()).items()))
    assert hand.count <= counted, f"{task}: {hand.count}, it was {counted}"
    assert counted <= AT_MOST
    assert page.locator("form.undo").count() == 1


def test_what_is_typed_is_kept_while_typing(stage, tab):
    page = tab(stage.amina)
    page.goto("/capture/")

    page.locator("#id_facts").type("pas encore enregistré")
    page.wait_for_selector("[data-draft-state][data-state=kept]", timeout=10_000)
    page.context.close()
    again = tab(stage.amina)
    again.goto("/capture/")
    again.locator(".draftlines a").first.click()

    assert again.locator("#id_facts").input_value().strip() == "pas encore enregistré"


def test_it_works_without_script(stage, tab):
    ((label,),) = rows("SELECT label FROM people_household WHERE id = %s", stage.homes[0].household)
    page = tab(stage.amina, script=False)
    page.goto("/capture/")

    page.fill("#id_facts", "sans script")
    page.fill("#id_next_step", "rappeler demain")
    page.fill("#id_who", label)
    page.locator(".lookup button").click()
    assert page.locator(".parsed b").count() == 1
    page.locator(".hit").first.click()
    page.locator("label[for=id_persons_1]").click()
    page.locator("[data-default]").click()

    kept = contact_of(stage.amina.post)
    assert kept["facts"].strip() == "sans script"
    assert kept["concerns"] == [stage.homes[0].persons[1]]


def test_the_line_of_readers_follows_what_is_chosen(stage, tab):
    open_file(stage)
    page = tab(stage.amina)
    page.goto(f"/capture/?household={stage.homes[0].household}")
    shown = page.locator(".reads .readers:visible")

    assert shown.count() == 1
    page.locator(".more summary").click()
    page.locator("label:has([name=tier][value=author])").click()
    assert shown.count() == 1
    assert "on-author" in shown.get_attribute("class")
    page.locator("label:has([name=tier][value=team])").click()
    page.locator("label[for=id_place_1]").click()
    assert "at-1" in shown.get_attribute("class")


@both_ways
def test_every_page_can_be_used_by_everybody(stage, tab, language, width):
    open_file(stage)
    home = stage.homes[0].household
    made = send(stage.amina.browser(), "/requests/new/", text="une lettre", household=home, domain="financial")
    stage.bart.browser().post(f"/desk/{home}/receive/")
    pages = {
        "capture": (stage.amina, "/capture/"),
        "chosen": (stage.amina, f"/capture/?household={home}"),
        "request_add": (stage.desk, f"/requests/new/?household={home}"),
        "requests": (stage.amina, "/requests/"),
        "request": (stage.amina, made["Location"]),
        "slip": (stage.amina, f"{made['Location']}slip/"),
        "desk": (stage.bart, "/desk/"),
        "present": (stage.bart, f"/desk/{home}/"),
    }
    for name, (who, address) in pages.items():
        page = tab(who, language, width)
        page.goto(address)
        if name == "chosen":
            page.locator(".secret summary").click()
            page.locator(".more summary").click()
            page.fill("#id_next_step", "rappeler jeudi pour l’envoi")
            page.wait_for_selector(".parsed b")
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{language}-{width}.png", full_page=True)
        assert faults(page) == [], name
        page.context.close()
