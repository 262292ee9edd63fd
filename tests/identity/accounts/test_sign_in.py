"""Who knocks at the door: guesses, names that do not exist, codes used twice, sessions planted or ended (secrecy.md 5)."""

import argon2
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session

from palier.identity.accounts.models import User
from tests.identity.accounts.signing import rows, sign_in, stranger, with_password

DAY = "/day/"
WRONG = "un-palier-mal-gardé"


def is_in(browser):
    return browser.get(DAY).status_code == 200


def test_guesses_close_the_account_to_strangers_but_not_to_her(stage):
    name = with_password(stage.amina)
    at_work, own_machine = stranger(), stranger()
    for browser in (at_work, own_machine):
        sign_in(browser, name)
        assert is_in(browser)
    own_machine.post("/accounts/logout/")

    for _ in range(4):  # many addresses, one account
        guesser = stranger()
        for _ in range(10):
            assert sign_in(guesser, name, WRONG).status_code == 200
    assert sign_in(stranger(), name).status_code == 200  # even the right one, from a machine nobody knows
    assert not is_in(guesser)
    assert is_in(at_work)
    sign_in(own_machine, name)
    assert is_in(own_machine)


def test_guesses_on_her_own_machine_are_counted_there_too(stage):
    name = with_password(stage.amina)
    machine = stranger()
    sign_in(machine, name)
    assert is_in(machine)
    machine.post("/accounts/logout/")
    for _ in range(10):
        sign_in(machine, name, WRONG)

    sign_in(machine, name)
    assert not is_in(machine)


def test_one_accounts_guesses_do_not_close_another(stage):
    name, other = with_password(stage.amina), with_password(stage.bart)
    guesser = stranger()
    for _ in range(11):
        sign_in(guesser, name, WRONG)

    sign_in(guesser, other)
    assert is_in(guesser)


@pytest.fixture
def hashing(monkeypatch):
    """Counts argon2's work as it is done."""
    done = []

    def counted(kind, function):
        def run(*given, **named):
            done.append(kind)
            return function(*given, **named)

        return run

    for owner, name in ((argon2.low_level, "hash_secret"), (argon2.PasswordHasher, "verify")):
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    return done


def test_a_name_that_exists_costs_and_says_what_one_that_does_not(stage, hashing):
    known, closed = with_password(stage.amina), with_password(stage.bart, is_active=False)
    answers = {}
    for kind, name in {"known": known, "unknown": "personne-ici", "closed": closed}.items():
        hashing.clear()
        answer = sign_in(stranger(), name, WRONG)
        said = answer.content.decode().split("<main")[1].replace(name, "")
        answers[kind] = (answer.status_code, len(hashing), said.split("csrfmiddlewaretoken")[0])

    assert answers["known"] == answers["unknown"] == answers["closed"]
    assert answers["known"][1] == 1


def test_a_session_planted_before_signing_in_is_worth_nothing_after(stage):
    victim, planter = stranger(), stranger()
    planter.get("/accounts/login/")
    session = planter.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    victim.cookies["sessionid"] = planted
    sign_in(victim, with_password(stage.amina))

    assert is_in(victim)
    assert victim.cookies["sessionid"].value != planted
    planter.cookies["sessionid"] = planted
    assert not is_in(planter)
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_code_from_the_app_works_once(stage):
    name, secret = with_password(stage.amina), generate_totp_secret()
    TOTP.activate(User.objects.get(pk=stage.amina.user), secret)
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"

    def with_code(browser):
        sign_in(browser, name)
        assert not is_in(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        return is_in(browser)

    assert with_code(stranger())
    assert not with_code(stranger())


def test_a_browser_signed_out_from_afar_is_out_at_its_next_request(stage):
    name = with_password(stage.amina)
    here, there = stranger(), stranger()
    for browser in (here, there):
        sign_in(browser, name)
        assert is_in(browser)
    listed = here.get("/accounts/sessions/").content.decode()
    assert listed.count("/end/") == 2  # the other one, and all others
    assert "127.0.0.1" not in listed
    other = next(str(pk) for (pk,) in rows(stage.amina, "id") if str(pk) != here.session["palier_browser"])

    here.post(f"/accounts/sessions/{other}/end/")
    assert not is_in(there)
    assert is_in(here)
    assert len(rows(stage.amina)) == 1


def test_everywhere_but_here(stage):
    name = with_password(stage.amina)
    browsers = [stranger() for _ in range(3)]
    for browser in browsers:
        sign_in(browser, name)
        assert is_in(browser)
    browsers[0].post("/accounts/sessions/others/end/")

    assert [is_in(browser) for browser in browsers] == [True, False, False]


def test_nobody_signs_another_person_out(stage):
    hers, his = stranger(), stranger()
    sign_in(hers, with_password(stage.amina))
    sign_in(his, with_password(stage.bart))
    assert is_in(hers)
    assert is_in(his)

    his.post(f"/accounts/sessions/{hers.session['palier_browser']}/end/")
    his.post("/accounts/sessions/others/end/")
    assert is_in(hers)
    assert "Exemple" not in his.get("/accounts/sessions/").content.decode()


def test_an_account_that_is_closed_is_out_at_its_next_request(stage):
    browser = stranger()
    sign_in(browser, with_password(stage.amina))
    assert is_in(browser)
    with_password(stage.amina, is_active=False)

    assert not is_in(browser)
