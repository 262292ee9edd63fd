"""New tenants on the list of the worker who looks after the place, and nowhere else (P14, P35; seed 001)."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access import actions as access
from palier.casework.welcomes import actions, queries
from palier.casework.welcomes.rules import Told, WelcomeDraft, WelcomeState, span_of_newcomers, state_of
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.housing.models import Lease
from tests.stage import put, without_locks

TODAY = clock.today()


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def move_in(stage, building=0, starts=TODAY, members=2):
    """A household whose first lease begins on that day."""
    with without_locks() as cursor:
        home = stage.home(stage.buildings[building], members)
        cursor.execute("UPDATE housing_lease SET starts = %s WHERE id = %s", [starts, home.lease])
    return home


def listed(stage, who):
    with stage.people[who].acting() as actor:
        return {one.began.lease: one for one in queries.newcomers(actor, "fr")}


def note(stage, home, who="amina", version=None, **what):
    with stage.people[who].acting() as actor:
        return actions.note_welcome(actor=actor, lease=home.lease, draft=WelcomeDraft(**what), version=version)


# -- who is new, and on whose list ------------------------------------------------------------------------------


def test_a_lease_that_begins_is_on_the_list_of_who_looks_after_the_place_and_on_no_other(stage):
    here, there = move_in(stage, 0), move_in(stage, 2)
    assert set(listed(stage, "amina")) == {here.lease}
    assert set(listed(stage, "bart")) == {there.lease}
    for who in ("dries", "emma"):
        assert listed(stage, who) == {}
    for who in ("head", "desk", "accounts", "transfers", "agent", "direction", "officer", "trainee"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            queries.newcomers(actor, "fr")
        assert stage.people[who].browser().get("/welcome/").status_code == 404


def test_a_building_of_its_own_worker_is_hers_not_the_sites(stage):
    of_site, of_building = move_in(stage, 0), move_in(stage, 1)
    assert set(listed(stage, "amina")) == {of_site.lease}
    assert set(listed(stage, "dries")) == {of_building.lease}


def test_who_is_still_to_move_in_is_on_the_same_list_and_not_yet_counted(stage):
    soon = move_in(stage, 0, starts=TODAY + dt.timedelta(days=20))
    for name, expected in (("amina", {soon.lease}), ("bart", set()), ("dries", set())):
        assert set(listed(stage, name)) == expected
    with stage.amina.acting() as amina:
        assert queries.to_meet(amina) == 0
    assert note(stage, soon, way="visit", offered_on=TODAY).offered_on == TODAY

    move_in(stage, 0)
    with stage.amina.acting() as amina:
        assert queries.to_meet(amina) == 1


def test_nothing_stands_on_the_tenant_until_the_worker_notes_it(stage):
    home = move_in(stage)
    listed(stage, "amina")
    stage.amina.browser().get("/welcome/")
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM welcomes_welcome WHERE household_id = %s", [home.household])
        assert cursor.fetchone()[0] == 0


def test_old_leases_and_moves_inside_the_house_are_not_new(stage):
    old = move_in(stage, starts=span_of_newcomers(TODAY)[0] - dt.timedelta(days=1))
    moved = move_in(stage)
    with without_locks():
        put(
            Lease(
                organisation=stage.company, source_id=f"before-{uuid.uuid4().hex[:6]}", dwelling_id=old.dwelling,
                household_id=moved.household, kind="fixed", starts=dt.date(2015, 1, 1), ends=TODAY,
            )
        )  # fmt: skip
    new = move_in(stage)
    assert set(listed(stage, "amina")) == {new.lease}


def test_who_covers_her_has_her_list_as_long_as_she_does(stage):
    home = move_in(stage)
    noted = note(stage, home, offered_on=TODAY)
    with stage.head.acting() as head:
        access.cover(actor=head, absent=stage.amina.post, covering=stage.emma.post, first=TODAY, last=TODAY)
    assert listed(stage, "emma")[home.lease].welcome.pk == noted.pk
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_replacement SET valid = daterange(%s, %s) WHERE absent_id = %s",
            [TODAY - dt.timedelta(days=3), TODAY, stage.amina.post],
        )
    assert listed(stage, "emma") == {}


# -- what she notes ---------------------------------------------------------------------------------------------


def test_offered_then_met_with_what_was_said(stage):
    home = move_in(stage)
    first = note(stage, home, way="visit", offered_on=TODAY)
    met = note(stage, home, version=first.version, met_on=TODAY, told=tuple(Told))
    assert set(met.told) == set(Told) and listed(stage, "amina")[home.lease].state == WelcomeState.MET
    assert met.ends_on == TODAY + dt.timedelta(days=365)


def test_noted_twice_at_once_is_told(stage):
    home = move_in(stage)
    note(stage, home, offered_on=TODAY)
    with pytest.raises(Conflict):
        note(stage, home, met_on=TODAY)
    with pytest.raises(Conflict):
        note(stage, home, version=7, met_on=TODAY)


def test_a_meeting_to_come_belongs_in_the_agenda(stage):
    home = move_in(stage)
    with pytest.raises(InvalidInput):
        note(stage, home, met_on=TODAY + dt.timedelta(days=1))


def test_a_colleague_notes_nothing_on_anothers_list(stage):
    home = move_in(stage)
    with pytest.raises(Refused):
        note(stage, home, "bart", offered_on=TODAY)
    assert stage.bart.browser().get(f"/welcome/{home.lease}/").status_code == 404
    assert stage.amina.browser().get(f"/welcome/{home.lease}/").status_code == 200


def test_no_column_and_no_word_for_a_no(stage):
    with without_locks() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'welcomes_welcome'")
        words = " ".join([*(name for (name,) in cursor.fetchall()), *WelcomeState, *Told])
    assert not re.search(r"refus|declin|absent|no_show|answer", words)


@pytest.mark.parametrize(
    ("offered", "met", "off", "state"),
    [
        (None, None, False, "to_meet"),
        (TODAY, None, False, "offered"),
        (TODAY, TODAY, False, "met"),
        (TODAY, None, True, "off_my_list"),
        (None, TODAY, True, "met"),
    ],
)
def test_how_it_stands(offered, met, off, state):
    assert state_of(offered, met, off) == state


def test_the_same_offer_to_many_leaves_out_who_was_met_and_who_is_not_hers(stage):
    first, second, met, foreign = (move_in(stage, number) for number in (0, 0, 0, 2))
    note(stage, met, met_on=TODAY)
    chosen = [one.lease for one in (first, second, met, foreign)]
    with stage.amina.acting() as amina:
        told = actions.offer_to_many(actor=amina, leases=chosen, way="collective", on=TODAY)
    states = {lease: one.state for lease, one in listed(stage, "amina").items()}
    assert told == 2
    assert states == {first.lease: "offered", second.lease: "offered", met.lease: "met"}
    assert listed(stage, "bart")[foreign.lease].welcome is None
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.offer_to_many(actor=amina, leases=[foreign.lease], way="collective", on=TODAY)


def test_what_she_noted_goes_at_its_term_with_its_history(stage):
    home = move_in(stage)
    noted = note(stage, home, offered_on=TODAY)
    note(stage, home, version=1, met_on=TODAY)
    with without_locks() as cursor:
        cursor.execute("UPDATE welcomes_welcome SET ends_on = sec.today() - 2 WHERE id = %s", [noted.pk])
        cursor.execute("SELECT sec.erase_welcomes()")
        cursor.execute("SELECT count(*) FROM welcomes_welcome WHERE id = %s", [noted.pk])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [noted.pk])
        assert cursor.fetchone()[0] == 0


# -- the pages --------------------------------------------------------------------------------------------------


def test_the_list_by_month_and_my_day_say_how_many(stage):
    browser = stage.amina.browser()
    assert "à accueillir" not in plain(browser.get("/day/"))
    home = move_in(stage)
    page = plain(browser.get("/welcome/"))
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        assert cursor.fetchone()[0] in page
    assert "à rencontrer" in page and f"/agenda/new/?household={home.household}" in page
    assert "1 nouveau ménage à accueillir" in plain(browser.get("/day/"))
    assert "à accueillir" not in plain(stage.bart.browser().get("/day/"))
    browser.post(
        f"/welcome/{home.lease}/", {"way": "visit", "offered_on": TODAY.isoformat(), "told": ["free_to_say_no"]}
    )
    assert "proposé le" in plain(browser.get("/welcome/"))
    assert "à accueillir" not in plain(browser.get("/day/"))


def test_the_form_says_what_is_free_and_keeps_what_was_typed(stage):
    home, browser = move_in(stage), stage.amina.browser()
    assert "vous êtes libre de dire non" in plain(browser.get(f"/welcome/{home.lease}/"))
    spoilt = browser.post(f"/welcome/{home.lease}/", {"met_on": "31/02/2026", "told": ["welcome"]})
    page = plain(spoilt)
    assert spoilt.status_code == 422 and "31/02/2026" in page and re.search(r'value="welcome"[^>]*checked', page)


def test_the_card_names_the_worker_and_no_tenant_in_the_persons_language(stage):
    home, browser = move_in(stage), stage.amina.browser()
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = ANY(%s)", [home.persons])
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        label = cursor.fetchone()[0]
    card = re.search(r'<section class="slip card".*?</section>', plain(browser.get(f"/welcome/{home.lease}/card/")))[0]
    assert 'lang="nl"' in card and "Amina Exemple" in card and "U mag nee zeggen" in card
    assert label not in card and "Zoé" not in card
    assert "Vous êtes libre de dire non" in plain(browser.get(f"/welcome/{home.lease}/card/", {"in": "fr"}))


def test_the_folder_introduces_the_company_and_the_commune(stage):
    home = move_in(stage)
    page = plain(stage.amina.browser().get(f"/welcome/{home.lease}/folder/", {"in": "fr"}))
    for words in ("Qui fait quoi dans la société", "Dans votre commune", "CPAS", "Amina Exemple", "libre de dire non"):
        assert words in page


def test_as_many_statements_for_many_newcomers_as_for_one(stage):
    browser = stage.amina.browser()
    note(stage, move_in(stage), offered_on=TODAY)

    def statements():
        with CaptureQueriesContext(connection) as seen:
            browser.get("/welcome/")
        return len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}])

    statements()
    few = statements()
    for _ in range(6):
        move_in(stage)
    assert statements() == few <= 14
