"""The lock of the screen as a person meets it, in a real browser: cover, PIN, passkey, password, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from palier.identity.accounts.models import User
from tests.axe import faults
from tests.browser.conftest import PASSWORD, sign_in
from tests.identity.accounts.signing import PIN, behind, rows, with_password
from tests.stage import without_locks

pytestmark = pytest.mark.browser
TEXT = "textarea[name=facts]"


@pytest.fixture
def open_page(server, chromium):
    """A new browser, signed in: open_page(username, javascript=…, width=…)."""
    made = []

    def opened(username, *, javascript=True, width=1280, language="fr", address=server):
        context = chromium.new_context(
            java_script_enabled=javascript, viewport={"width": width, "height": 700}, locale=f"{language}-BE"
        )
        made.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        sign_in(page, address, username, language)
        return page

    yield opened
    for context in made:
        context.close()


def keep_pin(page, server, pin=PIN):
    page.goto(f"{server}/accounts/pin/")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/accounts/pin/")
    page.fill("[name=pin]", pin)
    page.fill("[name=again]", pin)
    page.click("main button[type=submit]")
    page.wait_for_url("**/accounts/2fa/")


def drafts(somebody):
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM capture_draft WHERE post_id = %s", [somebody.post])
        return cursor.fetchone()[0]


def wrote(words):
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM cases_contact WHERE facts LIKE %s", [f"%{words}%"])
        return cursor.fetchone()[0]


def test_ten_minutes_lock_the_page_and_the_pin_gives_it_back_as_it_was(stage, server, open_page):
    page = open_page(with_password(stage.amina))
    keep_pin(page, server)
    page.clock.install()
    page.goto(f"{server}/capture/")
    title = page.title()
    page.fill(TEXT, "La caisse a rappelé avant le verrou.\n" * 30)
    page.evaluate("window.scrollTo(0, 200)")
    page.focus(TEXT)
    before = page.evaluate("window.scrollY")

    page.clock.run_for("09:00")
    assert page.locator("#cover").is_hidden()
    page.clock.run_for("02:00")
    page.locator("#cover [name=pin]").wait_for()
    assert rows(stage.amina) == [(True, 0)]
    assert page.title() == "Palier"
    assert not page.locator("main").is_visible()
    assert page.evaluate("[...document.body.children].filter(one => one.id !== 'cover').every(one => one.inert)")
    assert faults(page) == []

    page.keyboard.type("802615")
    page.keyboard.press("Enter")
    page.locator("#cover [role=alert]").wait_for()
    page.keyboard.press("x")  # a key alone opens nothing
    page.fill("#cover [name=pin]", PIN)
    page.keyboard.press("Enter")
    page.locator("#cover").wait_for(state="hidden")

    assert page.title() == title
    assert page.input_value(TEXT).startswith("La caisse a rappelé avant le verrou.\n")
    assert page.evaluate("document.activeElement.name") == "facts"
    assert page.evaluate("window.scrollY") == before
    assert rows(stage.amina) == [(False, 0)]
    page.click("button[name=act][value=save]")
    page.wait_for_load_state()
    assert wrote("La caisse a rappelé avant le verrou.") == 1


def test_what_is_typed_while_the_server_is_locked_becomes_a_draft_after_the_unlock(stage, server, open_page):
    page = open_page(with_password(stage.amina))
    page.goto(f"{server}/capture/")
    behind(stage.amina, "is_locked = true")
    page.fill(TEXT, "Deux mots encore")
    page.locator("#cover [name=password]").wait_for()  # the draft met the lock: the page covers itself
    assert drafts(stage.amina) == 0

    page.fill("#cover [name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".draftstate[data-state=kept]").wait_for()
    assert drafts(stage.amina) == 1
    assert page.input_value(TEXT) == "Deux mots encore"


def test_a_key_that_masks_does_not_lock_and_lock_does(stage, server, open_page):
    page = open_page(with_password(stage.amina))
    page.goto(f"{server}/capture/")
    page.fill(TEXT, "gardé")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#cover").is_visible()
    assert rows(stage.amina) == [(False, 0)]
    page.keyboard.press("x")
    assert page.locator("#cover").is_hidden()
    assert page.input_value(TEXT) == "gardé"

    page.click("details.memenu > summary")
    page.click("[data-lock] button")
    page.locator("#cover [name=password]").wait_for()
    assert rows(stage.amina) == [(True, 0)]
    page.keyboard.press("Escape")
    assert page.locator("#cover").is_visible()


def test_every_tab_locks_and_opens_with_the_others(stage, server, open_page):
    page = open_page(with_password(stage.amina))
    other = page.context.new_page()
    other.goto(f"{server}/day/")
    page.goto(f"{server}/capture/")
    page.click("details.memenu > summary")
    page.click("[data-lock] button")
    other.locator("#cover [name=password]").wait_for()
    page.locator("#cover [name=password]").wait_for()
    other.fill("#cover [name=password]", PASSWORD)
    other.keyboard.press("Enter")

    other.locator("#cover").wait_for(state="hidden")
    page.locator("#cover").wait_for(state="hidden")


def test_a_page_left_open_does_not_come_back_for_somebody_else(stage, server, open_page):
    hers, his = with_password(stage.amina), with_password(stage.bart)
    page = open_page(hers)
    page.goto(f"{server}/capture/")
    page.fill(TEXT, "pour Amina seule")
    page.click("details.memenu > summary")
    page.click("[data-lock] button")
    page.locator("#cover [name=password]").wait_for()
    other = page.context.new_page()
    other.goto(f"{server}/accounts/logout/")
    other.click("main button[type=submit]")
    other.wait_for_url("**/accounts/login/**")
    page.fill("#cover [name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#cover [role=alert]").wait_for()  # signed out: the text waits under the cover
    sign_in(other, server, his)
    with page.expect_navigation():
        page.click("#cover [data-unlock-room] > button")

    assert "pour Amina seule" not in page.content()


def test_the_fifth_wrong_pin_says_so_and_signing_in_again_gives_the_page_back(stage, server, open_page):
    name = with_password(stage.amina)
    page = open_page(name)
    keep_pin(page, server)
    page.goto(f"{server}/capture/")
    page.fill(TEXT, "toujours là")
    page.click("details.memenu > summary")
    page.click("[data-lock] button")
    for number in range(1, 6):
        page.fill("#cover [name=pin]", f"80261{number + 4}")
        with page.expect_response("**/accounts/unlock/") as answer:
            page.keyboard.press("Enter")
        assert answer.value.status == (422 if number < 5 else 401)
        if number < 5:  # the empty form of the answer stands there, not the one just sent
            expect(page.locator("#cover [name=pin]")).to_have_value("")
    page.locator("#cover [data-unlock-room] > button").wait_for()
    assert rows(stage.amina) == []
    other = page.context.new_page()
    sign_in(other, server, name)
    page.click("#cover [data-unlock-room] > button")
    page.locator("#cover").wait_for(state="hidden")

    assert page.input_value(TEXT) == "toujours là"
    page.click("button[name=act][value=save]")
    page.wait_for_load_state()
    assert wrote("toujours là") == 1


def test_without_javascript_a_form_that_meets_the_lock_is_kept_and_sent_once(stage, server, open_page):
    page = open_page(with_password(stage.amina), javascript=False)
    keep_pin(page, server)
    page.goto(f"{server}/capture/")
    page.fill(TEXT, "Écrit avant le verrou")
    behind(stage.amina, "touched_at = touched_at - interval '11 minutes'")
    page.click("button[name=act][value=save]")
    page.wait_for_load_state()
    assert wrote("Écrit avant le verrou") == 0
    assert "Écrit avant" not in page.content()
    page.fill("[name=pin]", PIN)
    page.click("main [data-unlock] button[type=submit]")
    page.wait_for_load_state()
    page.click("form[data-kept] button")
    page.wait_for_load_state()

    assert wrote("Écrit avant le verrou") == 1
    assert page.url.split("/")[3] != "accounts"


def test_with_javascript_the_kept_form_goes_by_itself(stage, server, open_page):
    page = open_page(with_password(stage.amina))
    page.goto(f"{server}/capture/")
    page.fill(TEXT, "Parti tout seul")
    behind(stage.amina, "is_locked = true")
    page.click("button[name=act][value=save]")
    page.locator("main [name=password]").wait_for()
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.locator("body.staff").wait_for()

    assert wrote("Parti tout seul") == 1


def test_a_passkey_opens_the_cover_and_the_page(stage, server, open_page):
    address = server.replace("127.0.0.1", "localhost")  # passkeys need a name
    page = open_page(with_password(stage.amina), address=address)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)

    page.goto(f"{address}/capture/")
    page.click("details.memenu > summary")
    page.click("[data-lock] button")
    page.click("#cover [data-passkey]")
    page.locator("#cover").wait_for(state="hidden")
    assert rows(stage.amina) == [(False, 0)]

    behind(stage.amina, "is_locked = true")
    page.goto(f"{address}/day/")
    page.click("main [data-passkey]")
    page.locator("body.staff").wait_for()
    assert page.url.endswith("/day/")
    assert User.objects.filter(pk=stage.amina.user).exists()
