"""The households of a site: declared facts only, filters in the address, a file that a spreadsheet never runs."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.registry.people.models import Household
from tests.stage import STAGE, without_locks


def page(somebody, language="fr", **filters):
    answer = somebody.browser(language).get("/households/", filters)
    assert answer.status_code == 200
    return answer.content.decode()


def labels(stage, *homes):
    with without_locks():
        rows = (
            Household.objects.unguarded(because="looks behind")
            .using(STAGE)
            .filter(pk__in=[one.household for one in homes])
        )
        return sorted(row.label for row in rows)


def label(stage, home, text):
    with without_locks():
        rows = Household.objects.unguarded(because="sets the stage").using(STAGE)
        rows.filter(pk=home.household).update(label=text, sort_key=text.lower())


def protect(home):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])


def exported(somebody, **filters):
    answer = somebody.browser().get("/households/export/", filters)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_a_worker_opens_on_her_own_site(stage):
    shown = page(stage.amina)

    for name in labels(stage, *stage.homes[:4]):
        assert name in shown
    for name in labels(stage, *stage.homes[4:]):
        assert name not in shown


def test_the_worker_of_one_building_has_its_site(stage):
    assert "le mien" in page(stage.dries)


def test_others_of_the_service_choose_a_site(stage):
    assert "Choisissez un site" in page(stage.emma)
    shown = page(stage.emma, site=str(stage.sites[1].pk))
    for name in labels(stage, *stage.homes[4:]):
        assert name in shown


def test_who_covers_for_a_colleague_opens_on_her_site(stage):
    from palier.identity.organisations.models import Replacement
    from tests.stage import ALWAYS, put

    with without_locks():
        put(Replacement(absent_id=stage.bart.post, covering_id=stage.emma.post, valid=ALWAYS))

    for name in labels(stage, *stage.homes[4:]):
        assert name in page(stage.emma)


def test_the_name_filter_stands_in_the_address(stage):
    label(stage, stage.homes[0], "Filtrette")

    shown = page(stage.amina, site=str(stage.sites[0].pk), name="filtr")

    assert "Filtrette" in shown
    for name in labels(stage, stage.homes[1], stage.homes[2]):
        assert name not in shown


def test_a_site_of_another_company_is_no_site(stage):
    from tests.stage import Stage

    other = Stage.set()

    assert "Choisissez un site" in page(stage.amina, site=str(other.sites[0].pk))


def test_a_protected_household_stands_in_no_list_but_that_of_its_worker(stage):
    label(stage, stage.homes[0], "Cachette")
    protect(stage.homes[0])

    assert "Cachette" in page(stage.amina)
    for somebody in (stage.bart, stage.head, stage.accounts, stage.agent):
        assert "Cachette" not in page(somebody, site=str(stage.sites[0].pk))


def test_the_file_never_holds_a_protected_address_not_even_for_its_worker(stage):
    label(stage, stage.homes[0], "Cachette")
    protect(stage.homes[0])

    rows = exported(stage.amina, site=str(stage.sites[0].pk))

    line = next(row for row in rows if row[0] == "Cachette")
    assert line[2:5] == ["", "", ""]
    assert any("avenue du Brouillon" in row[3] for row in rows)


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+32", "-2", "\t=cmd"])
def test_no_name_becomes_a_formula(stage, name):
    label(stage, stage.homes[0], name)

    cells = [row[0] for row in exported(stage.amina)]

    assert f"'{name}" in cells


def test_the_export_leaves_a_line_in_the_ledger(stage):
    exported(stage.amina)

    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_read_event WHERE post_id = %s AND what = 'household_export'",
            [stage.amina.post],
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("name", ["desk", "technical", "agent", "collective"])
def test_who_reads_no_record_exports_none_and_is_offered_none(stage, name):
    somebody = stage.people[name]

    assert somebody.browser().get("/households/export/").status_code == 404
    assert "/households/export/" not in page(somebody, site=str(stage.sites[0].pk))


@pytest.mark.parametrize("name", ["amina", "head", "accounts", "transfers"])
def test_who_reads_records_may_export_them(stage, name):
    rows = exported(stage.people[name], site=str(stage.sites[0].pk))

    assert len(rows) == 5


def test_the_list_says_fifty_plus_and_goes_on(stage):
    with without_locks():
        for _ in range(52):
            stage.home(stage.buildings[2], members=1)

    first, second = (page(stage.bart, site=str(stage.sites[1].pk), page=number) for number in (1, 2))

    assert "50+" in first
    assert "page=2" in first
    assert second.count("<li>") >= 4
    assert "page=1" in second


def test_the_number_of_statements_does_not_grow_with_the_list(stage):
    browser = stage.bart.browser()
    counts = []
    for more in (0, 20):
        with without_locks():
            for _ in range(more):
                stage.home(stage.buildings[2], members=2)
        browser.get("/households/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/households/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30


def test_the_page_speaks_dutch(stage):
    assert "Aangegeven feiten, dezelfde voor elk huishouden." in page(stage.amina, "nl")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "٣"])
def test_any_part_may_be_asked(stage, number):
    page(stage.amina, page=number)
