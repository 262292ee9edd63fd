"""A lost password: one slip for who reads nothing confided, two from two people for the others (P5), and she is told."""

import re
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from palier.identity.accounts.models import WayBack
from palier.identity.organisations.rules import Role, ServiceKind
from tests.desk.administration.bringing_in import bring, staff_of, told
from tests.identity.accounts.signing import PASSWORD, rows, sign_in, stranger, with_password
from tests.stage import STAGE, put, without_locks

CODE = re.compile(r'<span class="n">([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</span>')
NEW = "quatre mots sans aucun lien"


def slip(browser, staff, *, second=False, lost="password"):
    """The code on the slip, or the status of the refusal."""
    page = "posts-to-confirm" if second else "administration"
    answer = browser.post(f"/{page}/people/{staff.pk}/way-back/", {} if second else {"lost": lost})
    return CODE.search(answer.content.decode())[1] if answer.status_code == 200 else answer.status_code


def come_back(login, first, second="", password=NEW):
    sent = {"login": login, "first": first, "second": second, "password1": password, "password2": password}
    return stranger().post("/accounts/back/", sent).status_code


@pytest.fixture
def amina(stage):
    """Her user name and who she is; her account is in use."""
    return with_password(stage.amina), staff_of(stage, "amina")


@pytest.fixture
def caretaker(stage):
    return with_password(stage.caretaker), staff_of(stage, "caretaker")


def test_one_slip_is_enough_for_who_reads_nothing_that_is_confided(stage, caretaker):
    name, staff = caretaker
    code = slip(stage.admin.browser(), staff)

    assert come_back(name, "ABCD-EFGH-JKMN") == 422
    assert come_back(name, code, password="court") == 422
    assert come_back(name.upper(), code.lower()) == 302
    assert come_back(name, code) == 422
    assert sign_in(stranger(), name, PASSWORD).status_code == 200
    assert sign_in(stranger(), name, NEW).status_code == 302


def test_who_reads_secrets_comes_back_with_two_slips_of_two_people(stage, amina):
    name, staff = amina
    before = slip(stage.head.browser(), staff, second=True)
    first = slip(stage.admin.browser(), staff)
    second = slip(stage.head.browser(), staff, second=True)

    assert before == 404
    assert come_back(name, first) == 422
    assert come_back(name, first, first) == 422
    assert come_back(name, second, first) == 422
    assert come_back(name, first, second) == 302
    assert sign_in(stranger(), name, NEW).status_code == 302


@pytest.mark.parametrize("who", ["amina", "bart", "odile", "caretaker", "direction", "chloe"])
def test_nobody_else_gives_a_slip_by_page_or_by_hand(stage, amina, who):
    _, staff = amina
    slip(stage.admin.browser(), staff)
    asker = {"odile": "officer"}.get(who, who)

    assert slip(stage.people[asker].browser(), staff) == 404
    assert slip(stage.people[asker].browser(), staff, second=True) == 404
    assert told(stage.people[asker], "give_way_back", staff.pk, b"x", False) is None


def test_nobody_gives_both_slips(stage, amina):
    """Somebody who is administrator and head of service in turn: the second slip is another person's."""
    _, staff = amina
    both = staff_of(stage, "admin")
    slip(stage.admin.browser(), staff)
    with without_locks() as cursor:
        cursor.execute("UPDATE accounts_way_back SET first_by = %s", [staff_of(stage, "head").pk])

    assert both.pk != staff_of(stage, "head").pk
    assert told(stage.head, "give_way_back", staff.pk, b"x", False) is None


def test_nobody_gives_one_to_herself_or_to_another_house(stage):
    with_password(stage.admin)
    with_password(stage.chloe)

    assert slip(stage.admin.browser(), staff_of(stage, "admin")) == 404
    assert slip(stage.admin.browser(), staff_of(stage, "chloe")) == 404
    assert told(stage.admin, "give_way_back", staff_of(stage, "admin").pk, b"x", False) is None


def test_an_account_nobody_used_yet_has_its_first_code_and_no_other_way(stage):
    bring(stage, ServiceKind.TECHNICAL, role=Role.CARETAKER.value, last_name="Neuve")
    from palier.identity.organisations.models import StaffMember

    with without_locks():
        new = StaffMember.objects.using(STAGE).filter(last_name="Neuve", employer=stage.company).latest("pk")

    assert slip(stage.admin.browser(), new) == 404


def test_coming_back_ends_what_opened_the_account_and_a_lost_key_goes_only_when_it_was_said(stage, amina):
    name, staff = amina
    browser = stranger()
    sign_in(browser, name)
    put(Authenticator(user_id=stage.amina.user, type=Authenticator.Type.TOTP, data={}))
    keys = Authenticator.objects.using(STAGE).filter(user_id=stage.amina.user)

    for lost, left in (("password", 1), ("key", 0)):
        first = slip(stage.admin.browser(), staff, lost=lost)
        second = slip(stage.head.browser(), staff, second=True)
        assert come_back(name, first, second) == 302
        with without_locks():
            assert keys.count() == left
    assert rows(stage.amina) == []
    assert browser.get("/day/").status_code == 302


def test_a_first_slip_anew_ends_both_and_three_days_end_any(stage, amina):
    name, staff = amina
    slip(stage.admin.browser(), staff)
    second = slip(stage.head.browser(), staff, second=True)
    first = slip(stage.admin.browser(), staff)

    assert come_back(name, first, second) == 422
    second = slip(stage.head.browser(), staff, second=True)
    with without_locks() as cursor:
        cursor.execute("UPDATE accounts_way_back SET expires_at = now() WHERE user_id = %s", [staff.user_id])
    assert come_back(name, first, second) == 422


def test_she_is_told_at_her_next_sign_in_and_ends_it(stage, amina):
    name, staff = amina
    first = slip(stage.admin.browser(), staff)
    second = slip(stage.head.browser(), staff, second=True)
    browser = stranger()
    sign_in(browser, name)

    assert "nouvel accès" in browser.get("/day/").content.decode()
    assert "nouvel accès" in browser.get("/accounts/sessions/").content.decode()
    browser.post("/accounts/sessions/way-back/")
    assert "nouvel accès" not in browser.get("/accounts/sessions/").content.decode()
    assert come_back(name, first, second) == 422


def test_the_pages_offer_it_to_who_may_and_say_what_is_missing(stage, amina):
    _, staff = amina
    admin, head = stage.admin.browser(), stage.head.browser()
    where = f"/administration/people/{staff.pk}/way-back/"
    people = f"/administration/services/{stage.service.pk}/"

    assert where in admin.get(people).content.decode()
    assert admin.get(where).status_code == 200
    assert admin.post(where, {"lost": ""}).status_code == 422
    assert "Second billet" not in head.get("/posts-to-confirm/").content.decode()
    slip(admin, staff)
    assert "Second billet" in head.get("/posts-to-confirm/").content.decode()


def test_only_hashes_are_kept_where_the_application_cannot_read(stage, amina):
    _, staff = amina
    code = slip(stage.admin.browser(), staff)

    with without_locks():
        row = WayBack.objects.using(STAGE).get(user=staff.user_id)
    assert code.replace("-", "").encode() not in bytes(row.first_hash)
    with stage.admin.acting(), pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT first_hash FROM accounts_way_back WHERE id <> %s", [uuid.uuid4()])
