"""Every page of the account, both languages, wide and narrow: axe finds nothing, nothing scrolls sideways, nothing of
the framework's own words shows."""

import os
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from palier.identity.accounts.models import User
from tests.axe import faults
from tests.browser.conftest import PASSWORD, sign_in
from tests.identity.accounts.signing import PIN, behind, with_password

pytestmark = pytest.mark.browser
SIZES = {"fr": (1280, 900), "nl": (375, 812)}
BEFORE = ("login/", "password/reset/", "password/reset/done/", "password/reset/key/x-y/", "inactive/", "signup/")
WITHIN = (
    "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "pin/", "sessions/", "password/change/", "email/",
    "logout/", "reauthenticate/",
)  # fmt: skip
WITH_CODES = (
    "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/", "2fa/reauthenticate/",
)  # fmt: skip


@pytest.fixture(params=["fr", "nl"])
def look(request, chromium, server):
    """look(page): wide in French, on a telephone in Dutch; with PICTURES= a folder, draws them too."""
    context = chromium.new_context(locale=f"{request.param}-BE")
    context.set_default_timeout(10_000)
    page = context.new_page()
    wrong = []

    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})

    def look(path="", *, go=True):
        if go:
            page.goto(f"{server}/accounts/{path}{'&' if '?' in path else '?'}lang={request.param}")
        name = f"{path.strip('/').replace('/', '-')}-{request.param}-{width}"
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        wrong.extend(f"{name} {fault}" for fault in faults(page))

    look.page, look.wrong, look.language = page, wrong, request.param
    yield look
    context.close()


def confirm(look, server):
    """The password once more: some pages ask for it."""
    look.page.goto(f"{server}/accounts/reauthenticate/")
    look.page.fill("[name=password]", PASSWORD)
    look.page.click("main button[type=submit]")
    look.page.wait_for_load_state()


def test_pages_before_signing_in(look):
    for path in BEFORE:
        look(path)
    assert look.wrong == []


def test_pages_of_an_account(stage, look, server):
    name = with_password(stage.amina)
    sign_in(look.page, server, name, look.language)
    second = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"})
    second.post("/accounts/login/", {"login": name, "password": PASSWORD})
    second.get("/day/")
    confirm(look, server)
    for path in WITHIN:
        look(path)
    look.page.goto(f"{server}/accounts/pin/")
    look.page.fill("[name=pin]", "123456")
    look.page.fill("[name=again]", "1234")
    look.page.click("main button[type=submit]")
    look("pin-to-mend", go=False)
    look.page.fill("[name=pin]", PIN)
    look.page.fill("[name=again]", PIN)
    look.page.click("main button[type=submit]")
    look("pin-kept", go=False)
    behind(stage.amina, "is_locked = true")
    look("unlock/")
    look.page.fill("[name=pin]", "802615")
    look.page.click("main [data-unlock] button[type=submit]")
    look("unlock-wrong", go=False)
    look.page.goto(f"{server}/day/")
    look.page.fill("[name=pin]", PIN)
    look.page.click("main [data-unlock] button[type=submit]")
    look.page.locator("body.staff").wait_for()
    look.page.keyboard.press("Escape")
    look.page.keyboard.press("Escape")
    look("cover-mask", go=False)
    look.page.keyboard.press("x")
    look.page.set_viewport_size({"width": 1280, "height": 900})
    look.page.click("details.memenu > summary")
    look("menu", go=False)
    look.page.click("[data-lock] button")
    look.page.locator("#cover [name=pin]").wait_for()
    look("cover-lock", go=False)
    assert look.wrong == []


def test_pages_with_a_second_factor(stage, look, server):
    name = with_password(stage.amina)
    account = User.objects.get(pk=stage.amina.user)
    TOTP.activate(account, generate_totp_secret())
    codes = RecoveryCodes.activate(account)
    sign_in(look.page, server, name, look.language)
    look("2fa/authenticate/", go=False)
    look.page.fill("[name=code]", codes.get_unused_codes()[0])
    look.page.click("main button[type=submit]")
    look.page.locator("body.staff").wait_for()
    look("2fa/reauthenticate/")
    look.page.fill("[name=code]", codes.get_unused_codes()[1])
    look.page.click("main button[type=submit]")
    look.page.wait_for_load_state()
    for path in WITH_CODES:
        look(path)
    assert look.wrong == []
