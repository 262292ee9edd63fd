"""Photos of a place on a telephone without network: sealed there, sent after their note, each exactly once (D19)."""

import pytest
from playwright.sync_api import expect

from tests.axe import faults
from tests.browser.conftest import server, sign_in  # noqa: F401 - a fixture
from tests.fieldwork.drawn import place
from tests.fieldwork.rounds.test_telephone import (  # noqa: F401 - a fixture
    KEPT_IN_THE_CLEAR,
    READY,
    planned,
    telephone,
)
from tests.identity.accounts.signing import with_password
from tests.stage import without_locks

pytestmark = pytest.mark.browser
SENT = "body[data-ready=yes][data-waiting='0']"
FACE = "Un visage se voit sur la photo. Reprenez-la sans personne, ou masquez-le."


def kept(stage):
    """The words of each note and how many photos lie with it."""
    with without_locks() as cursor:
        cursor.execute(
            "SELECT words, cardinality(photos) FROM interventions_visit WHERE organisation_id = %s ORDER BY words",
            [stage.company.pk],
        )
        return cursor.fetchall()


def on_the_round(stage, server, phone):  # noqa: F811
    page = phone.new_page()
    sign_in(page, server, with_password(stage.people["agent"]))
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    return page


def note(page, words, *photos):
    """At the next stop, with photos that were looked at."""
    stop = page.locator("[data-stop].here, [data-stop][aria-current]").first
    if not stop.locator("[name=words]").is_visible():
        stop.locator("summary").last.click()
    stop.locator("[name=words]").fill(words)
    files = [
        {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": data} for number, data in enumerate(photos)
    ]
    stop.locator("[name=photo]").set_input_files(files)
    if photos:
        stop.locator("[name=nobody]").check()
    stop.locator("button[value=noted]").click()


def test_notes_with_photos_wait_sealed_and_arrive_once_after_the_telephone_was_off(stage, server, telephone):  # noqa: F811
    planned(stage, 2)
    phone = telephone()
    page = on_the_round(stage, server, phone)
    phone.set_offline(True)
    note(page, "Sacs dans le hall.", place(tags=True), place(size=(800, 600)))
    banner = page.locator("[data-banner]")
    expect(banner).to_contain_text(
        "1 constat gardé sur ce téléphone, rien n’est perdu. 2 photos attendent d’être envoyées."
    )
    note(page, "Porte forcée.", place(size=(640, 480)))
    expect(banner).to_contain_text("2 constats gardés sur ce téléphone, rien n’est perdu. 3 photos attendent")
    clear = page.evaluate(KEPT_IN_THE_CLEAR)
    assert "/9j/" not in clear and "Porte forcée" not in clear
    assert faults(page) == []

    phone = telephone()
    page = on_the_round(stage, server, phone)
    page.wait_for_selector(SENT)
    assert kept(stage) == [("Porte forcée.", 1), ("Sacs dans le hall.", 2)]


def test_a_photo_whose_answer_was_lost_is_sent_again_and_kept_once(stage, server, telephone):  # noqa: F811
    planned(stage, 2)
    page = on_the_round(stage, server, telephone())
    lost = []

    def arrives_but_the_answer_does_not(route):
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route("**/photos/", arrives_but_the_answer_does_not, times=1)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/photos/")):
        note(page, "Vitre cassée.", place())
    expect(page.locator("[data-banner]")).to_contain_text("1 photo attend d’être envoyée.")
    assert lost == [200]
    page.reload()
    page.wait_for_selector(SENT)
    assert kept(stage) == [("Vitre cassée.", 1)]


def test_a_face_costs_neither_the_note_nor_the_other_photo_and_is_covered_on_the_page(stage, server, telephone):  # noqa: F811
    planned(stage, 2)
    page = on_the_round(stage, server, telephone())
    note(page, "Serrure arrachée.", place(head=True), place())
    block = page.get_by_role("group", name="Une photo qui n’a pas été acceptée")
    expect(block).to_contain_text(FACE)
    expect(page.locator("[data-banner]")).to_contain_text("Une photo n’a pas été acceptée")
    assert kept(stage) == [("Serrure arrachée.", 1)]
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375

    block.get_by_role("button", name="Masquer et renvoyer").click()
    assert kept(stage) == [("Serrure arrachée.", 1)]  # not before she looked at it
    block.get_by_role("checkbox").check()
    block.get_by_role("button", name="Masquer et renvoyer").click()
    page.wait_for_selector(SENT)
    expect(block).to_have_count(0)
    assert kept(stage) == [("Serrure arrachée.", 2)]


def test_a_refused_photo_is_left_out_by_a_key(stage, server, telephone):  # noqa: F811
    planned(stage, 2)
    page = on_the_round(stage, server, telephone())
    note(page, "Couloir encombré.", place(head=True))
    page.get_by_role("button", name="Renoncer à cette photo").click()
    page.wait_for_selector(SENT)
    assert kept(stage) == [("Couloir encombré.", 0)]
