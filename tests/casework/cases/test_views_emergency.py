"""Emergency access: numbers first, a closed ground, the second factor, one person, four hours, and others are told."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from palier.access.rules import Tier
from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.identity.accounts.models import User
from tests.stage import without_locks

SECRET = "JBSWY3DPEHPK3PXP"
REASON = "Elle appelle depuis la rue, menacée, et demande où aller cette nuit."


def code():
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def with_second_factor(somebody):
    TOTP.activate(User.objects.get(pk=somebody.user), SECRET)
    return somebody.browser()


def a_file(stage, home):
    with stage.amina.acting() as amina:
        case = actions.open_case(
            actor=amina, draft=CaseDraft(home.household, tuple(home.persons[:2]), amina.today, own_words="canari mots")
        )
    with stage.amina.acting() as amina:
        for person, words in zip(home.persons, ("canari elle", "canari lui"), strict=False):
            draft = ContactDraft(
                words, case=case, persons=(person,), confided=f"{words} renforcé", confided_tier=Tier.REINFORCED
            )
            actions.record_contact(actor=amina, draft=draft)
    return case


def address(home):
    return f"{reverse('emergency')}?household={home.household}"


def sent(home, **other):
    return {"person": str(home.persons[0]), "ground": "danger_to_life", "reason": REASON, "code": code(), **other}


def file_page(browser, home):
    return browser.get(reverse("household_file", args=[home.household])).content.decode()


def test_the_numbers_come_first_and_the_form_after(stage):
    page = stage.bart.browser().get(address(stage.homes[0])).content.decode()

    numbers = ("112", "101", "107", "103", "1712", "0800 30 030")
    assert all(f">{number}<" in page for number in numbers)
    assert max(page.index(f">{number}<") for number in numbers) < page.index('name="reason"')


@pytest.mark.parametrize("name", ["head", "desk", "trainee", "accounts", "agent", "officer"])
def test_only_workers_bound_by_secrecy_reach_it(stage, name):
    assert stage.people[name].browser().get(address(stage.homes[0])).status_code == 404
    assert stage.bart.browser().get(address(stage.homes[0])).status_code == 200


def test_it_opens_one_persons_items_and_not_the_others(stage):
    home = stage.homes[0]
    a_file(stage, home)
    browser = with_second_factor(stage.bart)
    assert "canari" not in file_page(browser, home)

    assert browser.post(address(home), sent(home)).status_code == 302

    page = file_page(browser, home)
    assert "canari elle" in page
    assert "canari lui" not in page
    assert "renforcé</" not in page
    assert "Accès d’urgence" in page


def test_with_and_without_a_file_the_answer_is_the_same(stage):
    with_file, without = stage.homes[0], stage.homes[1]
    a_file(stage, with_file)

    with_second_factor(stage.bart)
    said = []
    for home in (with_file, without):
        stage.bart._token = None  # a new session: what the first one opened stays out of the way
        browser = stage.bart.browser()
        with without_locks() as cursor:  # the same code may be given again
            cursor.execute("DELETE FROM rate_limit_cache")
        answer = browser.post(address(home), sent(home))
        page = file_page(browser, home)
        said.append((answer.status_code, "Ouvert pour quatre heures" in page, "Accès d’urgence" in page))

    assert said == [(302, True, True)] * 2


@pytest.mark.parametrize(
    ("other", "field"),
    [({"code": "000000"}, "code"), ({"reason": "trop court"}, "reason"), ({"ground": "curiosity"}, "ground")],
)
def test_a_wrong_code_a_short_reason_or_a_free_ground_open_nothing(stage, other, field):
    home = stage.homes[0]
    a_file(stage, home)
    browser = with_second_factor(stage.bart)

    answer = browser.post(address(home), sent(home, **other))

    assert answer.status_code == 422
    assert f'id="id_{field}' in answer.content.decode()
    assert "canari" not in file_page(browser, home)


def test_sent_twice_it_opens_once(stage):
    home = stage.homes[0]
    browser = with_second_factor(stage.bart)

    answers = [browser.post(address(home), sent(home)).status_code for _again in range(2)]

    assert answers == [302, 302]
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_emergencyaccess WHERE post_id = %s", [stage.bart.post])
        assert cursor.fetchone()[0] == 1


def test_the_assigned_worker_the_head_and_the_officer_are_told_and_only_the_first_for_whom(stage):
    home = stage.homes[0]
    with_second_factor(stage.bart).post(address(home), sent(home))

    with without_locks() as cursor:
        cursor.execute(
            "SELECT recipient_post_id, household_id, text FROM signals_signal WHERE theme = 'emergency_access'"
            " AND author_id = %s",
            [stage.bart.post],
        )
        told = {post: (household, text) for post, household, text in cursor.fetchall()}
    assert set(told) == {stage.amina.post, stage.head.post, stage.officer.post}
    assert told[stage.amina.post][0] == home.household
    assert told[stage.head.post][0] is None
    assert told[stage.officer.post][0] is None
    assert all(REASON not in text and "Bart Exemple" in text for _household, text in told.values())


def test_the_database_gives_no_subject_without_a_second_factor(stage):
    home = stage.homes[0]
    a_file(stage, home)

    with stage.bart.acting() as bart:
        from palier.casework.cases.queries import emergency_subjects

        assert emergency_subjects(bart, home.persons[0]) == []
    with_second_factor(stage.bart).post(address(home), sent(home))
    with stage.bart.acting() as bart:
        assert len(emergency_subjects(bart, home.persons[0])) == 2


@pytest.mark.parametrize("name", ["amina", "head"])
def test_the_first_page_of_who_is_told_opens_and_says_who(stage, name):
    with_second_factor(stage.bart).post(address(stage.homes[0]), sent(stage.homes[0]))

    page = stage.people[name].browser().get("/", follow=True)

    assert page.status_code == 200
    assert "Bart Exemple, " in page.content.decode()
    assert "Danger pour la vie de quelqu’un" in page.content.decode()
    assert REASON not in page.content.decode()
