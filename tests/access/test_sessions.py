"""Who asks is proved by a token that lives in one transaction: what ends ends at once, and nothing reaches the next one."""

import datetime
import hashlib
import threading
import uuid

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import DataError, ProgrammingError

from palier.access import token
from palier.access.actor import whoami
from palier.access.binding import acting, close_session, open_session
from palier.access.postgres.base import Unbound
from palier.casework.cases import queries
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from tests.access.cast import sql, world
from tests.stage import put, without_locks

COUNT = "SELECT count(*) FROM cases_contact"


def ends(stage, table, condition, *params):
    with without_locks() as cursor:
        cursor.execute(f"UPDATE {table} SET valid = daterange(lower(valid), sec.today()) WHERE {condition}", params)


@pytest.fixture
def file(stage):
    """A file of Amina's in a fresh company, with one contact: (case, subject)."""
    from palier.casework.cases import actions
    from palier.casework.cases.rules import CaseDraft, ContactDraft

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        actions.record_contact(actor=amina, draft=ContactDraft("La caisse a rappelé.", case=case))
        return case, queries.case(amina, case).subject_id


@pytest.mark.parametrize("secret", ["", "never given", "0" * 64, "' OR true --", "é"])
def test_an_unknown_token_sees_nothing(secret):
    assert sql(secret or " ", COUNT) == [(0,)]
    assert sql(secret or " ", "SELECT count(*) FROM people_person") == [(0,)]
    assert sql(world().token(("A4a", "own_team")), COUNT) == [(4,)]  # the positive twin


def test_an_expired_and_a_closed_token_see_nothing(stage, file):
    assert sql(stage.amina.token, COUNT) == [(1,)]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_lock_session SET expires_at = now() - interval '1 second' WHERE token_hash = %s",
            [hashlib.sha256(stage.amina.token.encode()).digest()],
        )
    assert sql(stage.amina.token, COUNT) == [(0,)]

    other = open_session(stage.amina.user, stage.amina.post)
    assert sql(other, COUNT) == [(1,)]
    close_session(other)
    assert sql(other, COUNT) == [(0,)]


def test_a_place_in_a_team_that_ends_is_gone_at_the_next_statement(stage, file):
    case, subject = file
    with token.held(stage.amina.token), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT)
        assert cursor.fetchone() == (1,)
        ends(stage, "access_teammember", "subject_id = %s", subject)
        cursor.execute(COUNT)
        assert cursor.fetchone() == (0,)
    with stage.amina.acting() as amina:
        assert not queries.contacts_of(amina, case).exists()


def test_who_leaves_the_company_loses_everything_at_once(stage, file):
    with token.held(stage.amina.token), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM people_person")
        assert cursor.fetchone() == (True,)
        ends(stage, "organisations_post", "id = %s", stage.amina.post)
        for table in (
            "cases_contact",
            "cases_case",
            "people_person",
            "housing_lease",
            "access_teammember",
            "access_subject",
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    with acting(stage.amina.token) as actor:
        assert actor is None
    assert open_session(stage.amina.user, stage.amina.post) is None


def test_an_account_that_was_closed_opens_no_session(stage):
    assert open_session(stage.bart.user, stage.bart.post)
    with without_locks() as cursor:
        cursor.execute("UPDATE accounts_user SET is_active = false WHERE id = %s", [stage.bart.user])

    assert open_session(stage.bart.user, stage.bart.post) is None


def test_two_posts_of_one_person_never_mix(stage, file):
    other = stage.people["chloe"]
    with without_locks():
        staff = Post.objects.using("stage").get(pk=stage.amina.post).staff_id
        second = put(
            Post(
                staff_id=staff,
                organisation_id=Post.objects.using("stage").get(pk=other.post).organisation_id,
                role=Role.SOCIAL_WORKER,
                valid=DateRange(datetime.date(2020, 1, 1), None),
            )
        )
    elsewhere = open_session(stage.amina.user, second.pk)

    assert sql(stage.amina.token, COUNT) == [(1,)]
    assert sql(elsewhere, COUNT) == [(0,)]
    assert sql(elsewhere, "SELECT count(*) FROM people_person WHERE organisation_id = %s", [stage.company.pk]) == [(0,)]


@pytest.mark.parametrize("setting", ["palier.post", "palier.role", "palier.organisation", "app.token", "role"])
def test_a_forged_setting_is_worth_nothing(stage, file, setting):
    with token.held(stage.bart.token), transaction.atomic(), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("SELECT set_config(%s, %s, true)", [setting, str(stage.amina.post)])
        except (ProgrammingError, DataError):
            assert setting == "role"
        cursor.execute(COUNT)
        assert cursor.fetchone() == (0,)
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("SET ROLE palier_owner")


def test_outside_a_transaction_a_guarded_table_is_refused_aloud(stage, file):
    with pytest.raises(Unbound), connection.cursor() as cursor:
        cursor.execute(COUNT)
    with token.held(None), transaction.atomic(), pytest.raises(Unbound), connection.cursor() as cursor:
        cursor.execute(COUNT)


def test_a_lazy_list_read_after_its_scope_is_refused_aloud(stage, file):
    with stage.amina.acting() as amina:
        later = queries.my_cases(amina)

    with pytest.raises(Unbound):
        list(later)


def test_a_nested_scope_gives_the_former_one_back(stage, file):
    with stage.amina.acting() as amina:
        with stage.bart.acting() as bart:
            assert whoami().post == bart.post
            assert not list(queries.my_cases(bart))
        assert whoami().post == amina.post
        assert len(list(queries.my_cases(amina))) == 1
        with pytest.raises(ZeroDivisionError), stage.bart.acting():
            raise ZeroDivisionError
        assert whoami().post == amina.post


def test_a_setting_for_the_session_does_not_reach_the_next_borrower(stage, file):
    """The worst a bug could do: set_config(…, false). Every transaction begins by saying who asks, so it is overridden."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('palier.token', %s, false)", [stage.amina.token])
    connection.close()  # back to the pool
    seen = []

    def borrow():
        try:
            seen.append(sql("never given", COUNT))
            seen.append(sql(stage.bart.token, COUNT))
        finally:
            connection.close()

    threads = [threading.Thread(target=borrow) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[(0,)]] * 16


def test_interleaved_requests_of_two_people_show_no_foreign_row(stage, file):
    page = f"/households/{stage.homes[0].household}/"
    mine, foreign, wrong = 0, 0, []
    lock = threading.Lock()

    def ask(name, times):
        nonlocal mine, foreign
        browser = stage.people[name].browser()
        try:
            for _ in range(times):
                text = browser.get(page).content.decode()
                with lock:
                    mine += name == "amina"
                    foreign += name == "bart"
                    if ("La caisse a rappel" in text) != (name == "amina"):
                        wrong.append(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(name, 60)) for name in ("amina", "bart", "amina", "bart")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"\ninterleaved: {mine} requests of hers, {foreign} of a colleague, {len(wrong)} wrong")
    assert wrong == []


def test_the_clock_moves_in_a_demonstration_only():
    with without_locks() as cursor:
        cursor.execute("SAVEPOINT clock")
        for demo in (False, True):
            cursor.execute(
                "INSERT INTO access_installation (id, demo, moved_now) VALUES (1, %s, '2031-05-05 12:00+00')"
                " ON CONFLICT (id) DO UPDATE SET demo = excluded.demo, moved_now = excluded.moved_now",
                [demo],
            )
            cursor.execute("SELECT sec.today() = '2031-05-05'")
            assert cursor.fetchone() == (demo,)
        cursor.execute("ROLLBACK TO clock")


def test_the_application_does_not_move_the_clock(stage):
    with stage.amina.acting(), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_installation SET demo = true, moved_now = now() + interval '1 year'")


def test_sign_in_tables_are_not_there_for_the_application(stage):
    for table in ("accounts_user", "django_session", "mfa_authenticator", "access_lock_session"):
        with stage.amina.acting(), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
    assert uuid.uuid4()
