"""Sign-in, sign-out and second factors: our words, our frame, both languages, nothing inline."""

import re
import secrets
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template.loader import get_template
from django.test import Client

import palier
from palier.identity.accounts.models import User

TEMPLATES = Path(palier.__file__).parent / "identity" / "accounts" / "templates"
PASSWORD = "quatre mots sans rapport"
SHOWN = [
    *(f"account/{name}.html" for name in (
        "login", "logout", "reauthenticate", "password_change", "password_set", "password_reset", "password_reset_done",
        "password_reset_from_key", "password_reset_from_key_done", "account_inactive", "signup_closed", "email",
        "email_confirm", "verification_sent",
    )),
    *(f"mfa/{name}.html" for name in (
        "index", "authenticate", "reauthenticate", "trust", "totp/activate_form", "totp/deactivate_form",
        "webauthn/add_form", "webauthn/edit_form", "webauthn/authenticator_list", "webauthn/reauthenticate",
        "webauthn/authenticator_confirm_delete", "recovery_codes/index", "recovery_codes/generate",
    )),
]  # fmt: skip


def with_password(somebody, language="fr"):
    user = User.objects.get(pk=somebody.user)
    user.set_password(PASSWORD)
    user.language = language  # the account's language wins over the browser's (D10)
    user.save()
    return user


def signed_in(somebody, language="fr"):
    """Through the forms themselves: signed in, and asked once more who she is."""
    user = with_password(somebody, language)
    address = f"10.0.{secrets.randbelow(256)}.{secrets.randbelow(256)}"  # each test has its own rate limit
    client = Client(headers={"accept-language": language}, REMOTE_ADDR=address)
    answer = client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return user, client


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_of_sign_in_is_ours(name):
    origin = Path(get_template(name).origin.name)

    assert origin.is_relative_to(TEMPLATES), "palier.identity.accounts must stand before allauth"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_nothing_is_inline(path):
    text = path.read_text()

    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert not re.search(r'\s(style|on[a-z]+)="', text)
    assert text.count("\n") <= 150


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ("Bonjour", "outil de travail de l’action sociale", "Nom d’utilisateur", "Mot de passe", "Se connecter"),
        ),
        ("nl", ("Dag", "werkinstrument van het sociaal werk", "Gebruikersnaam", "Wachtwoord", "Aanmelden")),
    ],
)
def test_the_sign_in_page_says_for_whom_palier_is(language, words):
    page = Client(headers={"accept-language": language}).get("/accounts/login/")

    text = page.content.decode()
    assert [word for word in words if word not in text] == []
    assert 'name="login"' in text
    assert 'name="password"' in text
    assert 'hreflang="fr"' in text
    assert 'hreflang="nl"' in text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_worker_signs_in_and_lands_on_her_day(stage):
    _user, client = signed_in(stage.amina)

    assert client.get("/").url == "/day/"


def test_a_wrong_password_is_said_where_and_keeps_the_name(stage):
    user = with_password(stage.amina)
    answer = Client(headers={"accept-language": "fr"}).post(
        "/accounts/login/", {"login": user.username, "password": "non"}
    )

    page = answer.content.decode()
    assert 'id="to-mend"' in page
    assert user.username in page


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    ("url", "fr", "nl"),
    [
        ("/accounts/2fa/", "Second facteur", "Tweede factor"),
        ("/accounts/2fa/totp/activate/", "Installer l’application", "De app met codes instellen"),
        ("/accounts/2fa/webauthn/", "Mes clés de sécurité", "Mijn beveiligingssleutels"),
        ("/accounts/2fa/webauthn/add/", "Ajouter une clé de sécurité", "Een beveiligingssleutel toevoegen"),
        ("/accounts/password/change/", "Mot de passe actuel", "Huidig wachtwoord"),
        ("/accounts/reauthenticate/", "Montrez que c’est bien vous", "Toon dat u het bent"),
        ("/accounts/email/", "Mon adresse de courriel", "Mijn e-mailadres"),
        ("/accounts/logout/", "Se déconnecter", "Afmelden"),
    ],
)
def test_the_pages_of_an_account_in_both_languages(stage, language, url, fr, nl):
    _user, client = signed_in(stage.amina, language)

    page = client.get(url)

    assert page.status_code == 200
    assert {"fr": fr, "nl": nl}[language] in page.content.decode()


def test_a_second_factor_is_asked_and_recovery_codes_are_shown(stage):
    user, client = signed_in(stage.amina)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()

    assert codes[0] in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "cessent aussitôt" in client.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    assert "Ne plus utiliser" in client.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert "10 codes restants" in client.get("/accounts/2fa/").content.decode()


def test_a_recovery_code_opens_the_second_lock_once(stage):
    user = with_password(stage.amina)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()
    again = Client(headers={"accept-language": "fr"})
    asked = again.post("/accounts/login/", {"login": user.username, "password": PASSWORD}, follow=True)
    assert "Encore une étape" in asked.content.decode()
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert again.get("/").url == "/day/"
    assert codes[0] not in RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()


def test_a_key_can_be_named_and_removed(stage):
    user, client = signed_in(stage.amina)
    key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "clé bleue", "credential": {}}
    )

    assert "clé bleue" in client.get("/accounts/2fa/webauthn/").content.decode()
    assert "clé bleue" in client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/").content.decode()
    assert "Retirer cette clé" in client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").content.decode()


def test_who_is_signed_out_learns_that_accounts_are_given():
    client = Client(headers={"accept-language": "nl"})

    assert "Accounts krijgt u" in client.get("/accounts/signup/").content.decode()
    assert "Wachtwoord vergeten" in client.get("/accounts/password/reset/").content.decode()
    assert "Dit account is gesloten" in client.get("/accounts/inactive/").content.decode()
