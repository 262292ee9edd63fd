"""What carries the cell: kept by the cell alone; an alert while requests are open; a year in figures, frozen for the Region."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.support_partnership import actions, queries
from palier.casework.support_partnership.rules import (
    FundingDraft,
    NoteDraft,
    NoteKind,
    PresentationDraft,
    PresentationKind,
)
from palier.casework.support_partnership.rules.figures import List
from palier.casework.support_requests import actions as requests
from palier.casework.support_requests.rules import Evaluation, Gain, Met, Relay
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.partners.models import Agreement, PartnerOrganisation, PartnerService
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up, phoned
from tests.casework.support_requests.test_support_requests import plain
from tests.stage import put, without_locks

OUTSIDE = ["amina", "bart", "head", "direction", "admin", "officer", "desk", "chloe", "analyst"]
PAGES = (
    "/partnership/",
    "/partnership/relays/",
    "/partnership/year/",
    "/partnership/funding/new/",
    "/partnership/notes/new/",
)


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam")


def fund(stage, since, until, **changes):
    draft = FundingDraft(dt.date.fromisoformat(since), until and dt.date.fromisoformat(until), "Région", **changes)
    with stage.people["selma"].acting() as selma:
        return actions.add_funding(actor=selma, draft=draft)


def found(stage, who="selma"):
    with stage.people[who].acting() as actor:
        return queries.partnership(actor)


# -- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_the_cell_reads_or_keeps_it(stage, cell, who):
    pk = fund(stage, "2020-01-01", "2020-12-31")
    browser = stage.people[who].browser()

    for page in (*PAGES, f"/partnership/funding/{pk}/"):
        assert browser.get(page).status_code == 404, page
    with stage.people[who].acting() as actor:
        with pytest.raises(Refused):
            queries.partnership(actor)
        with pytest.raises(Refused):
            actions.add_note(actor=actor, draft=NoteDraft(actor.today, NoteKind.SUSPENDED, "x"))
        with connection.cursor() as cursor:
            for read in ("presentations()", "funding_periods()", "partnership_notes()"):
                cursor.execute(f"SELECT count(*) FROM sec.{read}")
                assert cursor.fetchone() == (0,)
            cursor.execute("SELECT sec.keep_funding(%s, '2020-01-01', NULL, 'x', '', NULL, true, NULL, 1)", [pk])
            assert cursor.fetchone() == (False,)


def test_another_cell_reads_its_own(stage, cell):
    from palier.identity.organisations.models import Organisation
    from palier.identity.organisations.rules import Role

    pk = fund(stage, "2020-01-01", "2020-12-31")
    with without_locks():
        elsewhere = put(
            Organisation(
                kind="mental_health_support_cell", slug=f"autre-{stage.company.slug}", name_fr="A", name_nl="A"
            )
        )
        stage.somebody("other", Role.SUPPORT_CELL_WORKER, organisation=elsewhere)

    assert found(stage, "other").funding == [] and len(found(stage, "sam").funding) == 1
    with stage.people["other"].acting() as other, pytest.raises(Refused):
        queries.funding(other, pk)


# -- keeping --------------------------------------------------------------------------------------------------------


def test_a_funding_is_typed_shown_with_its_gap_and_corrected(stage, cell):
    browser = stage.people["selma"].browser()
    first = {"since": "2009-01-01", "until": "2012-12-31", "funder": "Région de Bruxelles-Capitale (Logement)"}
    again = {"since": "2015-01-01", "until": "2030-12-31", "funder": "Région", "amount": "45 000", "half_time_posts": 1}

    for sent in (first, again):
        assert browser.post("/partnership/funding/new/", sent).status_code == 302

    page = plain(browser.get("/partnership/"))
    assert "Interrompu du 1 janvier 2013 au 31 décembre 2014" in page.replace("1er", "1")
    assert "45 000,00 euros" in page and "1 détachement à mi-temps" in page and "Non structurel" in page
    row = found(stage).funding[0]
    assert (row.amount, row.structural) == (Decimal(45000), False)
    change = again | {"funder": "Perspective", "version": row.version}
    assert browser.post(f"/partnership/funding/{row.id}/", change).status_code == 302
    assert browser.post(f"/partnership/funding/{row.id}/", change).status_code == 409
    assert found(stage).funding[0].funder == "Perspective"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"until": "2008-01-01"}, "précède le premier"),
        ({"until": ""}, "n’est pas structurel"),
        ({"amount": "beaucoup"}, "1234,50"),
        ({"funder": ""}, "obligatoire"),
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(stage, cell, changes, says):
    sent = {"since": "2009-01-01", "until": "2012-12-31", "funder": "Région", "decision": "Décision 12/b"} | changes
    answer = stage.people["selma"].browser().post("/partnership/funding/new/", sent)

    assert answer.status_code == 422 and says in plain(answer) and "Décision 12/b" in plain(answer)
    assert found(stage).funding == []


def test_a_presentation_is_noted_and_what_came_of_it_added_later(stage, cell):
    browser = stage.people["selma"].browser()
    sent = {"day": "2026-03-03", "kind": "presentation", "organisation": str(stage.company.pk), "present": 14}

    assert browser.post("/partnership/presentations/new/", sent).status_code == 302

    (row,) = found(stage).presentations
    change = sent | {"came_of_it": "Deux demandes dans le mois", "version": row.version}
    assert browser.post(f"/partnership/presentations/{row.id}/", change).status_code == 302
    page = plain(browser.get("/partnership/"))
    assert "14 personnes" in page and "Deux demandes dans le mois" in page and stage.company.name_fr in page
    with stage.people["selma"].acting() as selma, pytest.raises(Conflict):
        draft = PresentationDraft(selma.today, PresentationKind.COLLOQUIUM, audience="Colloque")
        actions.change_presentation(actor=selma, pk=row.id, draft=draft, version=row.version)


def test_a_presentation_before_nobody_comes_back(stage, cell):
    answer = (
        stage.people["selma"]
        .browser()
        .post(
            "/partnership/presentations/new/", {"day": "2026-03-03", "kind": "publication", "came_of_it": "un article"}
        )
    )
    assert answer.status_code == 422 and "Devant qui" in plain(answer) and "un article" in plain(answer)


def test_the_latest_line_stands_and_what_stood_before_is_kept(stage, cell):
    browser = stage.people["selma"].browser()
    for kind, when, words in (
        ("risk_tenant", "2012-06-01", "Ils perdent un lien"),
        ("risk_tenant", "2026-01-01", "Rupture des soins"),
        ("suspended", "2013-01-01", "Subside interrompu"),
        ("running_again", "2015-01-01", "Subside repris"),
    ):
        assert browser.post("/partnership/notes/new/", {"kind": kind, "day": when, "words": words}).status_code == 302

    page = plain(browser.get("/partnership/"))
    assert not found(stage).suspended
    for words in ("Ils perdent un lien", "Rupture des soins", "Subside interrompu", "Subside repris"):
        assert words in page
    assert page.index("Rupture des soins") < page.index("Ils perdent un lien")


def test_suspended_is_said_at_the_head_of_the_page(stage, cell):
    with stage.people["selma"].acting() as selma:
        actions.add_note(actor=selma, draft=NoteDraft(selma.today, NoteKind.SUSPENDED, "Plus de subside"))
    assert found(stage).suspended


def test_agreements_are_those_of_the_directory_of_the_cell(stage, cell):
    with without_locks():
        named = {"kind": "association", "name_fr": "Service qui détache", "name_nl": "Dienst"}
        house = put(PartnerOrganisation(organisation=cell, level="regional", **named))
        parties = [{"name": "SASLS", "role": "détache"}, {"name": "Cellule", "role": "accueille"}]
        put(
            Agreement(organisation=cell, partner=house, title="Convention", parties=parties, starts=dt.date(2009, 3, 1))
        )

    page = plain(stage.people["selma"].browser().get("/partnership/"))
    assert "Convention" in page and "2009" in page and "SASLS (détache)" in page
    assert stage.people["selma"].browser().get(f"/partners/organisations/{house.pk}/").status_code == 200


def test_the_page_costs_the_same_empty_or_full(stage, cell):
    browser = stage.people["selma"].browser()
    browser.get("/partnership/")
    with CaptureQueriesContext(connection) as empty:
        browser.get("/partnership/")
    for year in range(2016, 2020):
        fund(stage, f"{year}-01-01", f"{year}-11-30")
        ask(stage, cell)
    with CaptureQueriesContext(connection) as full:
        browser.get("/partnership/")

    assert len(empty) == len(full) <= 14


# -- when it stops ----------------------------------------------------------------------------------------------------


def test_the_end_of_funding_is_spoken_of_while_requests_are_open(stage, cell):
    with stage.people["selma"].acting() as selma:
        soon = selma.today + dt.timedelta(days=30)
    fund(stage, "2020-01-01", soon.isoformat())
    assert not found(stage).alert
    _asking, request = ask(stage, cell)

    page = plain(stage.people["selma"].browser().get("/partnership/"))
    assert found(stage).alert and "1 demande est ouverte, dont 1 sans relais désigné" in page
    fund(stage, soon.isoformat(), None, structural=True)
    assert not found(stage).alert


def test_each_open_request_gets_a_named_relay(stage, cell):
    with without_locks():
        named = {"kind": "association", "name_fr": "Santé d’exemple", "name_nl": "Voorbeeld"}
        house = put(PartnerOrganisation(organisation=cell, level="regional", **named))
        service = put(PartnerService(organisation=cell, partner=house, search_key="x", **named))
        foreign_house = put(PartnerOrganisation(organisation=stage.company, level="regional", **named))
        foreign = put(PartnerService(organisation=stage.company, partner=foreign_house, search_key="x", **named))
    _asking, one = ask(stage, cell)
    two = phoned(stage, cell)
    browser = stage.people["sam"].browser()
    assert plain(browser.get("/partnership/relays/")).count("Personne n’est désigné") == 2

    sent = {"version": 1, "relay": "partner", "service": str(service.pk)}
    assert browser.post(f"/partnership/relays/{one}/", sent).status_code == 302
    assert browser.post(f"/partnership/relays/{two}/", {"version": 1, "relay": "its_worker"}).status_code == 302

    page = plain(browser.get("/partnership/relays/"))
    assert (
        "Santé d’exemple" in page
        and "La personne qui a demandé continue" in page
        and "Personne n’est désigné" not in page
    )
    assert found(stage).without_relay == 0
    with stage.people["sam"].acting() as sam, pytest.raises(Conflict):
        requests.name_relay(actor=sam, pk=two, relay=Relay.PARTNER, service=foreign.pk, version=2)


def test_a_relay_to_a_partner_names_it(stage, cell):
    _asking, one = ask(stage, cell)
    answer = stage.people["sam"].browser().post(f"/partnership/relays/{one}/", {"version": 1, "relay": "partner"})
    assert answer.status_code == 422 and "Choisissez le service" in plain(answer)


# -- a year -----------------------------------------------------------------------------------------------------------


def of_a_year(stage, cell, year, how_many=6):
    """So many requests asked, paired and closed in a year; who asked says what it gave."""
    for number in range(how_many):
        asking, request = ask(stage, cell)
        pair_up(stage, request)
        end(stage, request)
        with stage.amina.acting() as amina:
            gained = (Gain.LESS_ALONE,) if number else (Gain.NOTHING,)
            requests.say_what_it_gave(actor=amina, pk=asking, said=Evaluation(gained, Met.YES, "mots gardés"))
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE support_requests_supportrequest SET received_on = %s, named_on = %s, closed_on = %s WHERE id = %s",
                [f"{year}-02-01", f"{year}-02-05", f"{year}-09-01", request],
            )


def test_the_year_of_the_cell_with_small_cells_closed(stage, cell):
    with stage.people["selma"].acting() as selma:
        year = selma.today.year - 1
    of_a_year(stage, cell, year)

    page = plain(stage.people["selma"].browser().get(f"/partnership/year/?year={year}"))

    assert "La moitié des binômes a été désignée en 4 jours au plus." in page
    assert "mots gardés" not in page and "jamais comme une note" in page
    with stage.people["selma"].acting() as selma:
        lists = {one.name: one for one in queries.year(selma, year).lists}
    assert [(line.code, line.number) for line in lists[List.ORIGIN].lines] == [("housing_company", 6)]
    assert {line.code: line.number for line in lists[List.GAINED].lines}["nothing"] is None
    assert [(line.code, line.number) for line in lists[List.MET].lines] == [("yes", 6)]


def test_statements_do_not_grow_with_the_year(stage, cell):
    with stage.people["selma"].acting() as selma:
        year = selma.today.year - 1
    browser = stage.people["selma"].browser()
    path = f"/partnership/year/?year={year}"
    browser.get(path)
    with CaptureQueriesContext(connection) as empty:
        browser.get(path)
    of_a_year(stage, cell, year, 2)
    with CaptureQueriesContext(connection) as full:
        browser.get(path)

    assert len(empty) == len(full)


def test_a_year_that_is_over_is_frozen_once_and_the_region_reads_that_and_nothing_else(stage, cell):
    with stage.people["selma"].acting() as selma:
        year = selma.today.year - 1
    of_a_year(stage, cell, year, 11)
    analyst = stage.people["analyst"].browser()
    assert plain(analyst.get("/support/years/")).count(f"{year}, {cell.name_fr}") == 0

    browser = stage.people["selma"].browser()
    assert browser.post("/partnership/year/freeze/", {"year": year}).status_code == 302
    shown = plain(analyst.get("/support/years/"))
    assert f"{year}, {cell.name_fr}" in shown and "Je suis moins seul avec la situation 10" in re_spaced(shown)
    of_a_year(stage, cell, year, 3)

    with stage.people["selma"].acting() as selma, pytest.raises(InvalidInput):
        actions.freeze(actor=selma, year=year)
    assert mine(stage, cell) == [11]
    for page in ("/partnership/", "/partnership/year/", "/support/queue/", "/support/asked/"):
        assert analyst.get(page).status_code == 404
    with stage.people["analyst"].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.support_year('2000-01-01', '2100-01-01')")
        assert cursor.fetchone() == (0,)


def re_spaced(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def mine(stage, cell):
    """The totals of requests in the frozen years of this cell, as the Region reads them."""
    with stage.people["analyst"].acting() as analyst:
        frozen = queries.frozen(analyst)
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM support_partnership_frozenyear WHERE organisation_id = %s", [cell.pk])
        ours = {row[0] for row in cursor.fetchall()}
    return [one.total for row in frozen if row.id in ours for one in row.figures.lists if one.name == List.ORIGIN]


def test_to_the_region_what_is_under_ten_is_closed(stage, cell):
    with stage.people["selma"].acting() as selma:
        year = selma.today.year - 1
    of_a_year(stage, cell, year, 9)
    with stage.people["selma"].acting() as selma:
        actions.freeze(actor=selma, year=year)

    assert mine(stage, cell) == [None]


def test_this_year_is_not_frozen(stage, cell):
    with stage.people["selma"].acting() as selma, pytest.raises(InvalidInput):
        actions.freeze(actor=selma, year=selma.today.year)


@pytest.mark.parametrize("who", ["amina", "head", "direction", "officer", "admin"])
def test_nobody_but_the_cell_and_the_region_reads_a_frozen_year(stage, cell, who):
    assert stage.people[who].browser().get("/support/years/").status_code == 404
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.frozen_support_years()")
        assert cursor.fetchone() == (0,)
