"""What no service took up: by theme and commune, five at least, no person; it outlives the file (P1, P39, D35)."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.referrals.models import Referral
from palier.kernel import clock
from tests.access.cast import sql
from tests.casework.referrals.directory import partner
from tests.stage import put, without_locks

TODAY = clock.today()
THIS_YEAR = f"/year/unmet/?year={TODAY.year}"


@pytest.fixture
def file(stage):
    """A file of Amina's, and somebody bound."""
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    return case, partner(stage, "Exemple")


def referred(stage, file, number, *, state="refused", domain="health", area="21004", sent_on=TODAY):
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [file[0]])
        (subject,) = cursor.fetchone()
        for _ in range(number):
            put(
                Referral(
                    id=uuid.uuid4(), organisation=stage.company, subject_id=subject, case_id=file[0], household_id=stage.homes[0].household,
                    contact=file[1], confided_by=[], concerns=[stage.homes[0].persons[0]], name="Zoé", need="x", parts={}, way="carried",
                    agreed="said_aloud", agreed_on=sent_on, sent_on=sent_on, needed=True, domain=domain, area=area, state=state, why="",
                    author_id=stage.amina.post,
                )
            )  # fmt: skip


def told(stage, who="amina"):
    rows = sql(stage.people[who].token, "SELECT theme, area, number FROM sec.unmet_needs(%s)", [TODAY.year])
    return {(theme, area): int(number) for theme, area, number in rows}


def test_five_of_a_theme_in_a_commune_are_told_and_four_are_as_if_there_were_none(stage, file):
    referred(stage, file, 5)
    referred(stage, file, 4, domain="family")
    referred(stage, file, 9, state="accepted", domain="safety")
    referred(stage, file, 9, state="taken_back", domain="financial")
    assert told(stage) == {("health", "21004"): 5}
    page = re.sub(r"\s+", " ", stage.amina.browser().get(THIS_YEAR).content.decode())
    assert "Bruxelles" in page and "Santé" in page and "Famille" not in page and "Zoé" not in page
    assert "Nood" not in page
    assert "Gezondheid" in stage.amina.browser("nl").get(THIS_YEAR).content.decode()


def test_silence_counts_after_thirty_days(stage, file):
    old = TODAY - dt.timedelta(days=31)
    referred(stage, file, 5, state="sent", sent_on=old)
    referred(stage, file, 5, state="sent", domain="family", sent_on=TODAY - dt.timedelta(days=30))
    found = sql(stage.amina.token, "SELECT theme, number FROM sec.unmet_needs(%s)", [old.year])
    assert [(theme, int(number)) for theme, number in found] == [("health", 5)]


@pytest.mark.parametrize(
    ("who", "reads"),
    [("amina", True), ("bart", True), ("trainee", True), ("head", True), ("accounts", False), ("desk", False), ("admin", False),
     ("officer", False), ("direction", False), ("chloe", False)],
)  # fmt: skip
def test_the_social_service_alone_reads_it_and_of_its_own_company(stage, file, who, reads):
    referred(stage, file, 5)
    assert told(stage, who) == ({("health", "21004"): 5} if reads else {})
    answer = stage.people[who].browser().get(THIS_YEAR)
    if who != "chloe":  # she reads the page of her own company
        assert answer.status_code == (200 if reads else 404)
    assert ("Bruxelles" in answer.content.decode()) is reads


def test_the_number_stays_when_the_file_is_erased(stage, file):
    referred(stage, file, 3)
    referred(stage, file, 2, state="sent", sent_on=TODAY)
    assert told(stage) == {}
    referred(stage, file, 2)
    assert told(stage) == {("health", "21004"): 5}
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - 4000, outcome = 'kept' WHERE id = %s", [file[0]]
        )
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_ended()")
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_referral WHERE case_id = %s", [file[0]])
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT to_jsonb(k) - 'id' FROM rights_keptcount k WHERE kind = 'unmet_need' AND organisation_id = %s",
            [stage.company.pk],
        )
        [(kept,)] = cursor.fetchall()
    assert str(stage.homes[0].persons[0]) not in str(kept) and str(stage.amina.post) not in str(kept)
    assert told(stage) == {("health", "21004"): 5}, "two that still waited for an answer are not counted"
    assert sql(stage.officer.token, "SELECT kind FROM sec.counts_kept() WHERE kind = 'unmet_need'") == []


def test_a_referral_carries_the_theme_and_the_commune_of_its_day(stage, file):
    from tests.casework.referrals.test_referrals import add

    with stage.amina.acting() as amina:
        cases.analyse(actor=amina, case=file[0], text="Un dossier fermé.", accompaniment_type="")
    with without_locks() as cursor:
        cursor.execute("UPDATE housing_building SET postcode = '1070' WHERE place_id = %s", [stage.buildings[0].pk])
        cursor.execute("UPDATE cases_case SET domain = 'family' WHERE id = %s", [file[0]])
    assert add(stage, file[0], file[1]).status_code == 302
    with without_locks() as cursor:
        cursor.execute("SELECT domain, area FROM referrals_referral WHERE case_id = %s", [file[0]])
        assert cursor.fetchall() == [("family", "21001")]
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [stage.homes[0].lease])
    assert add(stage, file[0], file[1]).status_code == 302
    with without_locks() as cursor:
        cursor.execute("SELECT area FROM referrals_referral WHERE case_id = %s ORDER BY area", [file[0]])
        assert cursor.fetchall() == [("",), ("21001",)], "a protected address leaves no commune"


def test_the_page_costs_the_same_for_one_year_and_another(stage, file):
    browser, counts = stage.amina.browser(), []
    browser.get("/year/unmet/")
    for year in (TODAY.year, TODAY.year - 9):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/year/unmet/?year={year}").status_code == 200
        counts.append(len(asked))
        referred(stage, file, 5)
    assert counts[0] == counts[1]
    assert str(TODAY.year) in browser.get("/year/unmet/?year=1999").content.decode(), "a spoilt year is this one"
