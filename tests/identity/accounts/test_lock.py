"""A locked screen answers nothing but the door; what arrived meanwhile is kept; a proof opens (P45)."""

import re
import threading
from html import unescape

import pytest
from django.db import connections
from django.test import Client

from palier.identity.accounts.forms import KeptForm
from palier.identity.accounts.models import ApiToken
from palier.identity.accounts.queries import digest
from tests.identity.accounts.signing import PASSWORD, PIN, behind, idle, rows, set_pin, sign_in, stranger, with_password
from tests.stage import put

BY_SCRIPT = {"HTTP_X_REQUESTED_WITH": "cover"}
DAY = "/day/"


@pytest.fixture
def amina(stage):
    """Her browser, signed in by the form, with a PIN on it."""
    browser = stranger()
    browser.username = with_password(stage.amina)
    sign_in(browser, browser.username)
    assert browser.get(DAY).status_code == 200
    assert set_pin(browser)["Location"] == "/accounts/2fa/"
    return browser


def hidden(answer):
    """Hidden fields of the page's forms but the CSRF token."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_ten_minutes_without_a_request_lock_and_the_same_address_comes_back(stage, amina):
    idle(stage.amina, 9)
    assert amina.get(DAY).status_code == 200
    idle(stage.amina)
    page = amina.get("/search/?q=exemple")

    assert page.status_code == 423
    assert "Exemple" not in page.content.decode()
    assert amina.get(DAY).status_code == 423
    opened = amina.post("/accounts/unlock/", {"pin": PIN, **hidden(page)})
    assert (opened.status_code, opened["Location"]) == (302, "/search/?q=exemple")
    assert amina.get(DAY).status_code == 200


@pytest.mark.parametrize("proof", [{"pin": PIN}, {"password": PASSWORD}])
def test_pin_or_password_opens(stage, amina, proof):
    behind(stage.amina, "is_locked = true")

    assert amina.post("/accounts/unlock/", proof)["Location"] == "/"
    assert amina.get(DAY).status_code == 200
    assert rows(stage.amina) == [(False, 0)]


@pytest.mark.parametrize("proof", [
    {"pin": "802615"}, {"password": "un-palier"}, {"pin": "802615", "password": PASSWORD}, {"credential": '{"id": "x"}'}, {"credential": '{"rawId": 3, "response": []}'},
    {"credential": "[]"}, {"credential": "no"}, {"pin": "8026144"}, {},
])  # fmt: skip
def test_anything_else_does_not(stage, amina, proof):
    behind(stage.amina, "is_locked = true")

    assert amina.post("/accounts/unlock/", proof).status_code == 422
    assert amina.get(DAY).status_code == 423


def test_what_stays_open_and_what_does_not(stage, amina):
    """Every page asks for the door, also one's own account and the post; the way out, the pulse and the sheets stay."""
    behind(stage.amina, "is_locked = true")

    for closed in ("/", DAY, "/capture/", "/cases/", "/accounts/2fa/", "/accounts/pin/", "/accounts/sessions/"):
        assert amina.get(closed).status_code == 423, closed
    for closed in ("/post/", "/accounts/here/", "/accounts/pin/remove/", "/accounts/sessions/others/end/"):
        assert amina.post(closed).status_code == 423, closed
    assert amina.get("/accounts/unlock/").status_code == 200
    assert amina.get("/healthz").status_code == 200
    assert amina.get("/accounts/logout/").status_code == 200
    assert amina.post("/accounts/logout/").status_code == 302
    assert amina.get(DAY).status_code == 302
    assert rows(stage.amina) == []


def test_a_program_and_another_browser_are_not_locked(stage, amina):
    behind(stage.amina, "is_locked = true")
    put(ApiToken(user_id=stage.amina.user, token_hash=digest("a-program"), expires_at="2100-01-01T00:00Z"))
    other = stranger()
    sign_in(other, amina.username)

    page = "/api/v1/cases"
    assert amina.get(page).status_code == 423
    assert amina.get(page)["Content-Type"] == "application/json"
    for pretext in ("Basic YTpi", "x", "Bearer", "bearer nothing"):
        assert amina.get(page, headers={"Authorization": pretext}).status_code in {401, 423}, pretext
    assert amina.get(page, headers={"Palier-Post": str(stage.amina.post)}).status_code == 423
    assert Client().get(page, headers={"Authorization": "Bearer a-program"}).status_code == 200
    assert amina.get(page, headers={"Authorization": "Bearer a-program"}).status_code == 200
    assert other.get(DAY).status_code == 200


def test_the_fifth_wrong_try_ends_the_session(stage, amina):
    behind(stage.amina, "is_locked = true")
    for _ in range(4):
        assert amina.post("/accounts/unlock/", {"pin": "802615"}).status_code == 422
    assert amina.post("/accounts/unlock/", {}).status_code == 422  # nothing typed is no try

    assert "/accounts/login/" in amina.post("/accounts/unlock/", {"pin": "802615"})["Location"]
    assert rows(stage.amina) == []
    assert "/accounts/login/" in amina.get(DAY)["Location"]
    assert "/accounts/login/" in amina.post("/accounts/unlock/", {"pin": PIN})["Location"]
    sign_in(amina, amina.username)
    assert amina.get(DAY).status_code == 200


def test_the_right_pin_after_four_wrong_ones_begins_again(stage, amina):
    for _ in range(2):
        behind(stage.amina, "is_locked = true")
        for _ in range(4):
            amina.post("/accounts/unlock/", {"pin": "802615"})
        assert amina.post("/accounts/unlock/", {"pin": PIN}).status_code == 302


def test_a_pin_is_of_one_machine_and_one_person(stage, amina):
    other = stranger()
    sign_in(other, amina.username)
    other.get(DAY)
    behind(stage.amina, "is_locked = true")
    assert other.post("/accounts/unlock/", {"pin": PIN}).status_code == 422

    amina.post("/accounts/logout/")
    sign_in(amina, with_password(stage.bart))  # the same machine, somebody else
    amina.get(DAY)
    behind(stage.bart, "is_locked = true")
    assert amina.post("/accounts/unlock/", {"pin": PIN}).status_code == 422
    assert amina.post("/accounts/unlock/", {"password": PASSWORD}).status_code == 302


def test_the_pin_survives_signing_out_and_in_again(stage, amina):
    amina.post("/accounts/logout/")
    sign_in(amina, amina.username)
    amina.get(DAY)
    amina.post("/accounts/lock/")

    assert amina.post("/accounts/unlock/", {"pin": PIN}).status_code == 302


def test_a_pin_is_kept_as_argon2_and_removed_when_asked(stage, amina):
    from tests.stage import without_locks

    def kept():
        with without_locks() as cursor:
            cursor.execute("SELECT pin FROM accounts_machine WHERE user_id = %s", [stage.amina.user])
            return cursor.fetchone()[0]

    assert kept().startswith("argon2$")
    assert amina.post("/accounts/pin/", {"pin": "000000", "again": "000000"}).status_code == 422
    assert amina.post("/accounts/pin/", {"pin": "802614", "again": "802641"}).status_code == 422
    assert amina.post("/accounts/pin/remove/").status_code == 302
    assert kept() == ""
    behind(stage.amina, "is_locked = true")
    assert amina.post("/accounts/unlock/", {"pin": PIN}).status_code == 422


def test_a_pin_is_set_after_the_password_once_more(stage):
    browser = stranger()
    sign_in(browser, with_password(stage.amina))
    browser.get(DAY)

    assert "/accounts/reauthenticate/" in browser.get("/accounts/pin/")["Location"]
    assert "/accounts/reauthenticate/" in browser.post("/accounts/pin/", {"pin": PIN, "again": PIN})["Location"]
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert browser.get("/accounts/pin/").status_code == 200


def test_a_form_that_meets_the_lock_is_kept_and_sent_after_it(stage, amina):
    idle(stage.amina)
    wrote = {"facts": "La caisse a rappelé.\r\n« <b>lundi</b> »", "act": "save"}
    page = amina.post("/capture/", wrote)

    assert page.status_code == 423
    assert "?lang=" not in page.content.decode()  # a change of language would leave the form behind
    assert "caisse" not in page.content.decode()  # sealed: whoever looks at the locked page reads nothing
    missed = amina.post("/accounts/unlock/", {"pin": "802615", **hidden(page)})
    back = amina.post("/accounts/unlock/", {"pin": PIN, **hidden(missed)})
    assert back.status_code == 200
    assert 'action="/capture/"' in back.content.decode()
    assert hidden(back) == wrote
    assert amina.post("/capture/", hidden(back)).status_code in {302, 303}


def test_after_five_wrong_tries_the_kept_form_waits_for_the_sign_in(stage, amina):
    behind(stage.amina, "is_locked = true")
    wrote = {"facts": "Écrit avant", "act": "save"}
    page = amina.post("/capture/", wrote)
    for _ in range(5):
        last = amina.post("/accounts/unlock/", {"pin": "802615", **hidden(page)})
    address = last["Location"]
    assert address == "/accounts/login/?next=/accounts/kept/"
    signed = amina.post(address, {"login": amina.username, "password": PASSWORD, "next": "/accounts/kept/"})

    assert hidden(amina.get(signed["Location"])) == wrote
    assert amina.get("/accounts/kept/").status_code == 302  # once


def test_a_kept_form_is_of_one_person_and_of_this_server(stage):
    kept = KeptForm("/capture/", (("facts", "x"), ("facts", "é\n")), had_file=False)
    sealed = kept.seal(stage.amina.user)

    assert KeptForm.unseal(sealed, stage.amina.user) == kept
    for wrong in (sealed[:-2], "", "é", sealed.swapcase()):
        assert KeptForm.unseal(wrong, stage.amina.user) is None
    assert KeptForm.unseal(sealed, stage.bart.user) is None


def test_the_form_of_another_site_is_not_kept(stage):
    browser = stranger(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/accounts/login/").content.decode())[
        1
    ]
    answer = {"login": with_password(stage.amina), "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert browser.post("/accounts/login/", answer).status_code == 302
    browser.get(DAY)
    behind(stage.amina, "is_locked = true")

    assert browser.post("/capture/", {"facts": "forged"}).status_code == 403
    token = browser.cookies["csrftoken"].value
    assert browser.post("/capture/", {"facts": "mine", "csrfmiddlewaretoken": token}).status_code == 423


def test_scripts_get_a_word_not_a_page(stage, amina):
    assert amina.post("/accounts/lock/", **BY_SCRIPT).status_code == 204

    draft = amina.post("/capture/draft/", {"facts": "x"}, HTTP_X_REQUESTED_WITH="draft")
    assert (draft.status_code, draft.content) == (423, b"")
    assert amina.get("/search/?q=x", HTTP_HX_REQUEST="true").content == b""
    fields = amina.get("/accounts/unlock/", **BY_SCRIPT)
    assert "<html" not in fields.content.decode()
    assert 'name="pin"' in fields.content.decode()
    assert amina.post("/accounts/unlock/", {"pin": "802615"}, **BY_SCRIPT).status_code == 422
    opened = amina.post("/accounts/unlock/", {"pin": PIN}, **BY_SCRIPT).json()
    assert opened["csrf"]
    assert f'data-who="{opened["who"]}"' in amina.get(DAY).content.decode()
    assert Client().post("/accounts/unlock/", **BY_SCRIPT).status_code == 401


def test_ten_hours_after_signing_in_the_password_is_asked_whatever_happened_since(stage, amina):
    behind(stage.amina, "begun_at = begun_at - interval '9 hours 50 minutes'")
    assert amina.get(DAY).status_code == 200
    behind(stage.amina, "begun_at = begun_at - interval '10 minutes'")

    assert "/accounts/login/" in amina.get(DAY)["Location"]
    assert amina.get("/accounts/login/").status_code == 200  # and no ring of redirections


def test_nothing_of_the_lock_can_be_read_with_the_applications_connection(stage, amina):
    """How long somebody was away is in no table that a page, and so a superior, can reach (P28)."""
    from django.db import connection, transaction
    from django.db.utils import ProgrammingError

    for table in ("accounts_browser_session", "accounts_machine"):
        with stage.head.acting(), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
    assert "touched" not in amina.get("/accounts/sessions/").content.decode()


def test_many_tries_at_once_are_counted_one_by_one(stage, amina):
    behind(stage.amina, "is_locked = true")
    answers = []

    def guess(number):
        browser = Client()
        browser.cookies = amina.cookies.copy()
        try:
            answers.append(browser.post("/accounts/unlock/", {"pin": f"80261{number}"}).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess, args=(number,)) for number in (0, 1, 2, 3, 5, 6, 7, 8, 9, 0, 1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(422) == 4
    assert set(answers) <= {422, 302, 400}  # signed out, or the session went while the answer was written
    assert rows(stage.amina) == []
