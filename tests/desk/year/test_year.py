"""The year on one page: counted by the database for oneself or for a service, small numbers closed, three stories of her own."""

import csv
import datetime as dt
import re

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import database
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as files
from palier.casework.cases.rules import CaseDraft, ContactDraft, Outcome
from palier.desk.year import actions, queries
from palier.desk.year.rules import List, span, told, years
from palier.kernel import clock
from palier.kernel.errors import Refused
from tests.stage import without_locks

TODAY = clock.today()


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def contacts(stage, who, number, home=0, **more):
    with stage.people[who].acting() as actor:
        for _ in range(number):
            draft = ContactDraft("Appel", household=stage.homes[home].household, **more)
            cases.record_contact(actor=actor, draft=draft)


def raw(stage, who, function="my_year", year=TODAY.year):
    with stage.people[who].acting() as actor, connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM sec.{function}(%s, %s)", span(year, actor.today))
        return {(name, code): number for name, code, number in cursor.fetchall()}


# -- what may be said -----------------------------------------------------------------------------------------------


def test_small_cells_and_what_gives_them_away_are_closed_and_zero_is_not_a_cell():
    found = {one.name: one for one in told({List.REQUEST_DOMAIN: {"family": 2, "health": 20, "arrears": 30}})}
    said = {line.code: line.number for line in found[List.REQUEST_DOMAIN].lines}
    assert said["family"] is None
    # With the total and both others, the two would be told by subtraction.
    assert [said["health"], said["arrears"], found[List.REQUEST_DOMAIN].total].count(None) >= 1
    (large,) = told({List.LETTER: {"counter": 6, "letter": 9}})
    assert ([line.number for line in large.lines], large.total) == ([9, 6], 15)


def test_two_lists_of_the_same_contacts_do_not_give_each_other_away():
    counts = {List.CONTACT_CHANNEL: {"phone": 18, "home": 2}, List.CONTACT_DOMAIN: {"family": 12, "": 8}}
    channel, domain = told(counts)
    by_channel = {line.code: line.number for line in channel.lines}
    assert by_channel["home"] is None and channel.total == domain.total
    # 20 can be told from the other list when all of it shows: then 18 may not show as well.
    whole = channel.total is not None or all(line.number is not None for line in domain.lines)
    assert not (whole and by_channel["phone"] is not None)


def test_which_years():
    assert years(dt.date(2027, 1, 9)) == (2027, 2026)
    assert span(2026, dt.date(2026, 11, 26)) == (dt.date(2026, 1, 1), dt.date(2026, 11, 26))
    assert span(2025, dt.date(2026, 11, 26)) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


# -- who counts what ------------------------------------------------------------------------------------------------


def test_her_own_items_only_and_nothing_that_only_she_or_named_readers_read(stage):
    contacts(stage, "amina", 3, channel="phone", domain="family")
    contacts(stage, "amina", 1, channel="phone", tier="author")
    contacts(stage, "amina", 1, channel="phone", tier="reinforced")
    contacts(stage, "bart", 2, home=3, channel="home")
    assert raw(stage, "amina") == {("contact_channel", "phone"): 3, ("contact_domain", "family"): 3}
    assert raw(stage, "bart") == {("contact_channel", "home"): 2, ("contact_domain", ""): 2}
    assert raw(stage, "amina", year=TODAY.year - 1) == {}


def test_files_opened_and_closed_count_for_who_was_assigned_that_day(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        draft = CaseDraft(home.household, (home.persons[0],), amina.today, domain="arrears")
        pk = cases.open_case(actor=amina, draft=draft)
    with stage.amina.acting() as amina:
        version = files.case(amina, pk).version
        cases.close_case(actor=amina, pk=pk, version=version, outcome=Outcome.TENANCY_KEPT)
    counted = raw(stage, "amina")
    assert counted["file_opened", "arrears"] == counted["file_closed", "tenancy_kept:kept"] == 1
    assert ("file_opened", "arrears") not in raw(stage, "dries")


def test_every_file_closed_says_what_became_of_the_home(stage):
    """Seed 000: keeping the right to housing is what each file is for."""
    ends = (
        (Outcome.REHOUSED, None),
        (Outcome.EVICTED, True),
        (Outcome.WITHDREW, True),
        (Outcome.NO_CHANGE_POSSIBLE, False),
    )
    for outcome, kept in (*ends, (Outcome.WITHDREW, None)):
        with stage.amina.acting() as amina:
            draft = CaseDraft(stage.homes[0].household, (stage.homes[0].persons[0],), amina.today)
            pk = cases.open_case(actor=amina, draft=draft)
        with stage.amina.acting() as amina:
            cases.close_case(actor=amina, pk=pk, version=files.case(amina, pk).version, outcome=outcome, kept=kept)
    closed = {code: number for (name, code), number in raw(stage, "amina").items() if name == "file_closed"}
    assert closed == {
        "rehoused:moved": 1, "evicted:lost": 1, "withdrew:kept": 1, "no_change_possible:lost": 1, "withdrew:": 1,
    }  # fmt: skip


def test_endings_and_homes_are_told_in_two_lists_and_the_crossing_in_none():
    """The ending says the home where it can: what one list closes, the other does not give back."""
    counts = {List.FILE_CLOSED: {"tenancy_kept:kept": 20, "evicted:lost": 2, "withdrew:kept": 9, "withdrew:": 6}}
    endings, homes = told(counts)
    assert (endings.name, homes.name) == (List.FILE_CLOSED, List.TENANCY) and endings.total == homes.total
    by_home = {line.code: line.number for line in homes.lines}
    assert {line.code for line in endings.lines} == {"tenancy_kept", "evicted", "withdrew"} and by_home["lost"] is None
    # 37 with 29 kept and 6 unknown would say that two were lost.
    assert [homes.total, by_home["kept"], by_home[""]].count(None) >= 1
    (large, kept) = told({List.FILE_CLOSED: {"tenancy_kept:kept": 20, "evicted:lost": 7, "withdrew:kept": 9}})
    assert [line.number for line in large.lines] == [20, 9, 7] and [line.number for line in kept.lines] == [29, 7]


def test_what_was_given_is_counted_each_time(stage):
    contacts(stage, "amina", 2, channel="phone", given=("advice", "explanation"))
    contacts(stage, "amina", 1, channel="phone", given=("advice",))
    contacts(stage, "amina", 1, channel="phone")
    counted = raw(stage, "amina")
    assert {code: number for (name, code), number in counted.items() if name == "help_given"} == {
        "advice": 3, "explanation": 2,
    }  # fmt: skip
    assert counted["contact_channel", "phone"] == 4


def test_the_head_has_the_service_and_no_worker_and_nobody_has_another_s(stage):
    contacts(stage, "amina", 6, channel="phone")
    contacts(stage, "bart", 7, home=3, channel="phone")
    assert raw(stage, "head", "service_year")["contact_channel", "phone"] == 13
    assert raw(stage, "head") == {} == raw(stage, "amina", "service_year")
    for who in ("desk", "accounts", "officer", "agent", "direction", "chloe"):
        assert raw(stage, who) == {} == raw(stage, who, "service_year"), who
    page = plain(stage.head.browser().get("/year/"))
    assert "L’année du service" in page and ">13<" in page and "Amina" not in page.split("<main")[1]
    assert 'name="story_1"' not in page and stage.head.browser().post("/year/", {}).status_code == 404


def test_a_service_of_two_has_no_page_of_numbers(stage):
    contacts(stage, "amina", 6, channel="phone")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = daterange('2020-01-01', '2021-01-01') WHERE id = ANY (%s)",
            [[stage.people[name].post for name in ("dries", "emma", "trainee")]],
        )
    assert raw(stage, "head", "service_year") == {}
    assert raw(stage, "amina")["contact_channel", "phone"] == 6


@pytest.mark.parametrize("who", ["desk", "accounts", "officer", "agent", "direction", "admin"])
def test_outside_the_service_there_is_no_such_page(stage, who):
    browser = stage.people[who].browser()
    assert browser.get("/year/").status_code == browser.get("/year/table.csv").status_code == 404


# -- the page, the table, the stories -------------------------------------------------------------------------------


def test_page_and_table_close_the_same_numbers(stage):
    contacts(stage, "amina", 6, channel="phone", domain="family")
    contacts(stage, "amina", 2, channel="home", domain="family")
    amina = stage.amina.browser()
    page = plain(amina.get("/year/"))
    figures = page[page.index('class="figures"') :]
    assert "Mon année en une page" in page and "non communiqué" in figures and ">2<" not in figures
    answer = amina.get("/year/table.csv")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    by_line = {row[1]: row[2] for row in rows[1:]}
    assert by_line["Visite à domicile"] == "non communiqué" and by_line["Famille"] == "8"
    assert "Mijn jaar op één blad" in plain(stage.amina.browser("nl").get("/year/"))


def test_stories_are_hers_alone_and_die_when_she_leaves_them(stage):
    amina = stage.amina.browser()
    sent = {"story_1": "Elle a osé sonner.", "story_2": "", "story_3": "Ça n’a pas marché."}
    assert "Vos récits sont gardés" in plain(amina.post("/year/", sent, follow=True))
    again = plain(amina.post("/year/", {**sent, "story_1": "Elle a osé téléphoner."}, follow=True))
    assert "Elle a osé téléphoner." in again and "osé sonner" not in again
    for who in ("bart", "dries", "trainee", "emma"):
        assert "téléphoner" not in plain(stage.people[who].browser().get("/year/"))
    with stage.head.acting() as head, pytest.raises(Refused):
        actions.keep_stories(actor=head, year=TODAY.year, texts={1: "x"})
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE year_story SET expires = sec.today() - 1 WHERE place = 3 AND post_id = %s", [stage.amina.post]
        )
    with stage.amina.acting() as actor:
        assert set(queries.stories(actor, TODAY.year)) == {1}
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        assert job.execute("SELECT sec.erase_stories()").fetchone()[0] >= 1
    with without_locks() as cursor:
        cursor.execute("SELECT place FROM year_story WHERE post_id = %s", [stage.amina.post])
        assert cursor.fetchall() == [(1,)]
        cursor.execute("SELECT count(*) FROM access_history WHERE table_name = 'year_story'")
        assert cursor.fetchone() == (0,)


def test_a_story_too_long_stays_on_the_page(stage):
    answer = stage.amina.browser().post("/year/", {"story_1": "long " * 400})
    assert answer.status_code == 422 and "long long" in plain(answer)


def test_statements_do_not_grow_with_the_year(stage):
    amina = stage.amina.browser()

    def statements():
        amina.get("/year/")
        with CaptureQueriesContext(connection) as found:
            assert amina.get("/year/").status_code == 200
        return len(found)

    few = statements()
    contacts(stage, "amina", 9, channel="phone", domain="family")
    with stage.amina.acting() as actor:
        actions.keep_stories(actor=actor, year=TODAY.year, texts={1: "x", 2: "y", 3: "z"})
    assert statements() == few
