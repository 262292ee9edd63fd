"""The head's page and the officer's list: numbers, dates and places, never whose."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.models import EmergencyAccess
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case
from palier.identity.organisations.models import Organisation, Post, Replacement
from palier.identity.organisations.rules import Role
from palier.kernel import clock
from palier.registry.people.models import Household
from tests.stage import STAGE, put, without_locks


def emergency(stage, case, days_ago):
    """Bart opened something in an emergency."""
    opened = clock.now() - datetime.timedelta(days=days_ago)
    with without_locks():
        subject = Case.objects.unguarded(because="sets the stage").using(STAGE).get(pk=case).subject_id
        return put(
            EmergencyAccess(
                organisation=stage.company,
                subject_id=subject,
                person=stage.homes[0].persons[0],
                post_id=stage.bart.post,
                ground="danger_to_life",
                reason="Elle a appelé, on entend des cris derrière elle.",
                opened_at=opened,
                until=opened + datetime.timedelta(hours=4),
            )
        ).pk


def review_of(pk):
    with without_locks():
        return EmergencyAccess.objects.using(STAGE).get(pk=pk)


# -- the head of service ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Le service aujourd’hui", "Dossiers ouverts", "Sites sans personne", "Qui remplace")),
        ("nl", ("De dienst vandaag", "Open dossiers", "Sites zonder iemand", "Wie vervangt")),
    ],
)
def test_the_head_sees_numbers_per_worker_in_both_languages(stage, work, language, words):
    work.file()
    work.request()

    page = stage.head.browser(language).get("/service/").content.decode()

    assert [word for word in words if word not in page] == []
    amina = page[page.index("Amina Exemple") :]
    assert re.findall(r'<td class="num"[^>]*>([^<]*)</td>', amina)[:3] == ["1", "0", "1"]


def test_the_service_page_names_no_household_address_or_theme(stage, work, canary):
    case = work.file()
    work.contact(canary, case=case, domain="health", channel="phone")
    work.step(case, canary)
    work.request(canary)

    page = stage.head.browser().get("/service/").content.decode()

    with without_locks():
        labels = [Household._base_manager.using(STAGE).get(pk=home.household).label for home in stage.homes]
    for secret in (canary, "avenue du Brouillon", "Zoé", "Santé", "health", str(case), *labels):
        assert secret not in page, secret


@pytest.mark.parametrize("name", ["amina", "trainee", "desk", "accounts", "direction", "officer", "admin"])
def test_nobody_but_the_head_sees_the_service(stage, name):
    assert stage.people[name].browser().get("/service/").status_code == 404


def test_a_site_without_anybody_is_named(stage):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_placeassignment SET valid = '[2020-01-01,2021-01-01)' WHERE place_id = %s",
            [stage.sites[1].pk],
        )

    page = stage.head.browser().get("/service/").content.decode()

    assert "Site 2" in page
    assert "Site 1" not in page


def test_a_replacement_in_three_taps_and_twice_is_one(stage, work):
    work.file()
    last = datetime.date.today() + datetime.timedelta(days=6)
    browser = stage.head.browser()
    taps = {"absent": str(stage.amina.post), "covering": str(stage.emma.post), "last": last.isoformat()}

    page = browser.post("/service/", taps, follow=True).content.decode()
    browser.post("/service/", taps)

    assert "Emma Exemple remplace Amina Exemple" in page
    assert Replacement.objects.using(STAGE).filter(absent=stage.amina.post).count() == 1
    with stage.emma.acting() as emma:
        assert cases.my_cases(emma).count() == 1


@pytest.mark.parametrize(
    ("covering", "days", "words"),
    [
        ("amina", 3, "personne ne se remplace soi-même"),
        ("emma", -3, ""),
        ("chloe", 3, ""),
    ],
)
def test_an_impossible_replacement_is_said_and_keeps_what_was_chosen(stage, covering, days, words):
    last = datetime.date.today() + datetime.timedelta(days=days)
    taps = {"absent": str(stage.amina.post), "covering": str(stage.people[covering].post), "last": last.isoformat()}

    answer = stage.head.browser().post("/service/", taps)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'<option value="{stage.amina.post}" selected>' in page
    assert not Replacement.objects.using(STAGE).filter(absent=stage.amina.post).exists()


def test_statements_do_not_grow_with_the_team(stage, work):
    counts = []
    for more in (0, 6):
        for number in range(more):
            with without_locks():
                stage.somebody(f"worker{number}", Role.SOCIAL_WORKER, service=stage.service)
        browser = stage.head.browser()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/service/").status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


# -- the data-protection officer -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("fr", ("Examen en retard", "Justifié")), ("nl", ("Onderzoek te laat", "Gerechtvaardigd"))]
)
def test_the_officer_sees_who_when_and_why_never_whom(stage, work, language, words):
    case = work.file()
    emergency(stage, case, 9)

    page = stage.officer.browser(language).get("/emergencies/").content.decode()

    assert [word for word in (*words, "Bart Exemple") if word not in page] == []
    for secret in ("cris derrière", str(stage.homes[0].persons[0]), str(case), "Zoé"):
        assert secret not in page


def test_a_fresh_access_is_to_review_and_not_overdue(stage, work):
    emergency(stage, work.file(), 1)

    page = stage.officer.browser().get("/emergencies/").content.decode()

    assert "À examiner" in page
    assert "en retard" not in page


def test_a_review_is_noted_once_and_to_discuss_may_be_settled_later(stage, work):
    pk = emergency(stage, work.file(), 2)
    browser = stage.officer.browser()

    def review(outcome):
        return browser.post(f"/emergencies/{pk}/review/", {"outcome": outcome}).status_code

    assert [review(one) for one in ("to_discuss", "to_discuss", "justified", "justified", "not_justified")] == [
        *(302, 302, 302, 302),
        409,
    ]
    found = review_of(pk)
    assert (found.outcome, found.reviewed_by_id) == ("justified", stage.officer.post)
    assert found.reviewed_at is not None


def test_an_unknown_finding_is_refused(stage, work):
    pk = emergency(stage, work.file(), 2)

    assert stage.officer.browser().post(f"/emergencies/{pk}/review/", {"outcome": "her_fault"}).status_code == 400


@pytest.mark.parametrize("name", ["amina", "bart", "head", "direction", "admin", "operator", "chloe"])
def test_nobody_else_reviews(stage, work, name):
    pk = emergency(stage, work.file(), 2)
    browser = stage.people[name].browser()

    assert browser.get("/emergencies/").status_code == 404
    assert browser.post(f"/emergencies/{pk}/review/", {"outcome": "justified"}).status_code == 404
    assert review_of(pk).outcome == ""


def test_an_officer_of_another_company_sees_nothing(stage, work):
    pk = emergency(stage, work.file(), 2)
    with without_locks():
        elsewhere = Organisation.objects.using(STAGE).get(
            pk=Post.objects.using(STAGE).get(pk=stage.chloe.post).organisation_id
        )
        stranger = stage.somebody("stranger", Role.DATA_PROTECTION_OFFICER, organisation=elsewhere)

    browser = stranger.browser()

    assert "Bart" not in browser.get("/emergencies/").content.decode()
    assert browser.post(f"/emergencies/{pk}/review/", {"outcome": "justified"}).status_code == 404
