"""A warning before continuity breaks: to the worker herself, and to the head as a date and a number, never a household."""

import datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from palier.casework.cases import queries
from palier.identity.organisations.models import PlaceAssignment
from palier.kernel import clock
from palier.kernel.days import day_of
from tests.stage import LONG_AGO, put, without_locks

TODAY = day_of(clock.now())
DAY = datetime.timedelta(days=1)


def ends(table, where, on):
    """The validity of these rows ends with this day."""
    with without_locks() as cursor:
        cursor.execute(f"UPDATE {table} SET valid = daterange('2020-01-01', %s, '[]') WHERE {where}", [on])


def breaks(stage, name="amina"):
    with stage.people[name].acting() as actor:
        return [(one.worker, one.what, one.last_day, one.open_files) for one in queries.continuity_breaks(actor)]


@pytest.mark.parametrize(
    ("table", "column", "what"),
    [
        ("organisations_post", "id", "post"),
        ("organisations_placeassignment", "post_id", "place"),
        ("access_teammember", "subject_id <> post_id AND post_id", "file"),
    ],
)
def test_what_ends_within_thirty_days_with_open_files_is_told(stage, work, table, column, what):
    work.file(0)
    work.file(1)
    where = f"{column} = '{stage.amina.post}'"

    ends(table, where, TODAY + 31 * DAY)
    assert breaks(stage) == breaks(stage, "head") == []
    ends(table, where, TODAY + 30 * DAY)

    assert breaks(stage) == breaks(stage, "head") == [("Amina Exemple", what, TODAY + 30 * DAY, 2)]
    assert breaks(stage, "bart") == []


def test_without_open_files_or_when_somebody_follows_there_is_nothing_to_tell(stage, work):
    where = f"post_id = '{stage.amina.post}'"
    ends("organisations_placeassignment", where, TODAY + 9 * DAY)
    assert breaks(stage) == []

    work.file()
    assert len(breaks(stage)) == 1
    with without_locks():
        follows = DateRange(TODAY + 10 * DAY, None)
        put(PlaceAssignment(place=stage.sites[0], post_id=stage.emma.post, valid=follows))
    assert breaks(stage) == []
    assert LONG_AGO < TODAY


@pytest.mark.parametrize(
    ("language", "mine", "service"),
    [
        ("fr", "Votre fonction prend fin", "la fonction prend fin"),
        ("nl", "Uw functie eindigt", "de functie eindigt"),
    ],
)
def test_the_worker_reads_it_in_her_day_and_the_head_on_her_page(stage, work, language, mine, service):
    work.file()
    assert mine not in stage.amina.browser(language).get("/day/").content.decode()
    ends("organisations_post", f"id = '{stage.amina.post}'", TODAY + 12 * DAY)

    assert mine in stage.amina.browser(language).get("/day/").content.decode()
    page = stage.head.browser(language).get("/service/").content.decode()
    assert service in page
    for name in ("avenue du Brouillon", "Zoé", "Exemple " + str(stage.homes[0].household)):
        assert name not in page


@pytest.mark.parametrize("name", ["desk", "officer", "direction", "trainee", "accounts"])
def test_it_is_told_to_nobody_else(stage, work, name):
    work.file()
    ends("organisations_post", f"id = '{stage.amina.post}'", TODAY + 12 * DAY)

    assert breaks(stage, name) == []
    assert len(breaks(stage)) == 1
