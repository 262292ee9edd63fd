"""The door in a real browser: by telephone and wide, in both languages, by keyboard, without JavaScript, on paper."""

import pytest

from palier.identity.accounts.models import User
from palier.registry.access_codes.rules import Level
from tests.axe import both_ways, faults
from tests.browser.conftest import PASSWORD, leave_quickly, server, sign_in  # noqa: F401
from tests.door.comers import give
from tests.door.test_ask import requests_of
from tests.door.test_door_appointments import agree
from tests.door.test_my_file import open_file, write
from tests.stage import Stage

PAGES = ("/door/", "/door/file/letters/", "/door/ask/", "/door/file/", "/door/appointments/", "/door/file/ask/")


@pytest.fixture(scope="module")
def lived_in():
    """A person with something on every page, and her code."""
    stage = Stage.set()
    home = stage.homes[0]
    zoe = home.persons[0]
    case = open_file(stage.amina, home, [zoe], "Je veux rester ici.")
    write(stage.amina, "Elle est venue avec son courrier.", case=case, persons=[zoe], next_step="Relire le bail")
    agree(stage.amina, home, [zoe])
    user = User.objects.get(pk=stage.amina.user)
    user.set_password(PASSWORD)
    user.save()
    return stage, zoe, give(stage.amina, zoe), user.username


def come(page, server, code, language):  # noqa: F811
    page.goto(f"{server}/door/?lang={language}")
    page.fill("[name=code]", code.lower().replace("-", " "))
    page.click("main button[type=submit]")
    page.wait_for_load_state()


@pytest.mark.browser
@both_ways
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(server, chromium, lived_in, language, width):  # noqa: F811
    _stage, _zoe, code, _name = lived_in
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{server}/door/?lang={language}")
    assert faults(page) == []
    come(page, server, code, language)
    for address in PAGES:
        page.goto(server + address)
        assert faults(page) == [], address
        assert page.title() in {"Bonjour", "Dag"}


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_three_questions_by_keyboard_with_and_without_javascript(server, chromium, script):  # noqa: F811
    stage = Stage.set()
    zoe = stage.homes[0].persons[0]
    page = chromium.new_context(viewport={"width": 375, "height": 700}, java_script_enabled=script).new_page()
    come(page, server, give(stage.amina, zoe, Level.POSTED), "nl")
    page.get_by_role("link", name="Hulp vragen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/door/ask/")
    page.locator("input[name=wish]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("textarea[name=text]").focus()
    page.keyboard.type("Mijn verwarming is stuk en ik heb het koud.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Versturen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/door/ask/noted/")
    assert [row[0] for row in requests_of(zoe)] == ["Mijn verwarming is stuk en ik heb het koud."]


@pytest.mark.browser
def test_leaving_quickly_leaves_nothing_to_go_back_to(server, chromium, lived_in):  # noqa: F811
    _stage, _zoe, code, _name = lived_in
    context = chromium.new_context()
    page = context.new_page()
    come(page, server, code, "fr")
    page.goto(f"{server}/door/file/")
    assert "son courrier" in page.content()
    leave_quickly(page, "Quitter vite")
    page.go_back()
    page.wait_for_load_state()
    assert "son courrier" not in page.content()
    page.goto(f"{server}/door/file/")
    assert page.url.endswith("/door/")


@pytest.mark.browser
def test_the_worker_gives_a_code_and_prints_its_slip(server, chromium, lived_in):  # noqa: F811
    stage, zoe, _code, name = lived_in
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, server, name)
    page.goto(f"{server}/codes/{zoe}/")
    assert faults(page) == []
    page.get_by_label("Par la poste : demander de l’aide, et les heures").check(force=True)
    page.get_by_role("button", name="Faire le code").click()
    page.wait_for_load_state()
    assert faults(page) == []
    page.emulate_media(media="print")
    assert page.locator(".slip").first.is_visible()
    assert not page.locator(".rail").first.is_visible()
    for address in (f"/data-requests/of/{zoe}/", "/data-requests/"):
        page.emulate_media(media="screen")
        page.goto(server + address)
        assert faults(page) == [], address
