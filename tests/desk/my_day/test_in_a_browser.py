"""The pages in a real Chromium: axe finds nothing, nothing is wider than the screen, the policy refuses nothing."""

import pytest

from tests.axe import both_ways, faults
from tests.desk.my_day.test_service import emergency
from tests.desk.my_day.test_sign_in import with_password

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = [
    ("amina", "/day/"),
    ("amina", "/day/sheet/"),
    ("amina", "/day/end/"),
    ("amina", "/day/away/"),
    ("agent", "/emergency-numbers/"),
    ("amina", "/accounts/2fa/"),
    ("amina", "/accounts/logout/"),
    ("amina", "/accounts/reauthenticate/"),
    ("head", "/service/"),
    ("officer", "/emergencies/"),
    ("direction", "/"),
    (None, "/accounts/login/"),
    (None, "/accounts/password/reset/"),
]


def full(stage, work):
    case = work.everything()
    for number in range(12):
        work.step(case, f"Rappeler {number}", call=True)
    work.contact("Vu au guichet, la lettre de la caisse.", channel="drop_in")
    emergency(stage, case, 0)
    emergency(stage, case, 9)


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, work, tab, language, width):
    full(stage, work)
    with_password(stage.amina)  # without one there is nothing to prove oneself by
    wrong = []

    def listen(message):
        if message.type == "error":
            wrong.append(message.text)

    for name, url in PAGES:
        page = tab(name and stage.people[name], language, width)
        page.on("console", listen)
        page.goto(url)
        for fold in page.query_selector_all("details.fold summary"):
            fold.click()
        wrong += [f"{url}: {fault}" for fault in faults(page)]
        page.context.close()

    assert wrong == []


def test_a_line_is_answered_by_keyboard_alone(stage, work, tab):
    work.step(work.file(), "Rappeler", call=True)
    page = tab(stage.amina)
    page.goto("/day/")

    page.focus("button[name=result][value=no_answer]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages .notice-done")

    assert "Noté" in page.inner_text("#messages")
    assert page.query_selector("button[name=result]") is None


def test_the_printed_day_has_initials_and_no_names(stage, work, tab):
    work.everything()
    page = tab(stage.amina)
    page.goto("/day/")
    page.emulate_media(media="print")

    assert page.is_hidden(".lines .full >> nth=0")
    assert page.is_visible(".lines .initials >> nth=0")
    assert page.is_hidden(".lines .last >> nth=0")
    assert page.is_hidden(".lines button >> nth=0")


def test_the_sheet_fits_on_one_page(stage, work, tab):
    full(stage, work)
    page = tab(stage.amina)
    page.goto("/day/sheet/")

    paper = page.pdf(format="A4")

    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page/") == 1
