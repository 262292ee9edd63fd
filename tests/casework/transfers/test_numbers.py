"""The table by company, searches between companies, and what a tenant reads of her transfer at her own door."""

import re

from django.db import connection
from django.urls import reverse

from palier.casework.transfers import actions
from palier.casework.transfers.models import CompanyCount, Move
from palier.casework.transfers.rules import Need
from palier.identity.organisations.models import Service
from palier.identity.organisations.rules import Role, ServiceKind
from tests.casework.transfers.mobility import begin, home, moves, search, vacant
from tests.door.comers import come_in, give
from tests.stage import Stage, put, without_locks


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def counted(stage):
    with without_locks():
        rows = CompanyCount.objects.using("stage").filter(organisation=stage.company.pk)
        return {row.what: row.number for row in rows}


def test_the_table_counts_declared_households_by_company(stage):
    for _one in range(6):
        home(stage, children=1, bedrooms=1)
    for _one in range(7):
        home(stage, bedrooms=1)
    begin(stage, home(stage, bedrooms=3))

    actions.count_companies(without_locks)

    found = counted(stage)
    assert found["fitting"] == 7
    # One alone lives much too wide; what would tell it is closed with it.
    assert found["oversized"] is None
    assert sum(found[one] is None for one in ("overcrowded", "under_occupied", "oversized", "fitting")) >= 2
    assert found["running"] is None
    assert found["moved"] == 0
    page = plain(stage.transfers.browser().get("/transfers/numbers/"))
    assert "ce nombre n’est pas communiqué" in page
    assert stage.company.name_fr in page


def test_the_table_is_for_the_department(stage):
    assert stage.transfers.browser().get("/transfers/numbers/").status_code == 200
    assert stage.amina.browser().get("/transfers/numbers/").status_code == 404


# -- between companies --------------------------------------------------------------------------------------------


def neighbour():
    """Another company with a transfers department."""
    with without_locks():
        other = Stage._company("voisine")
        service = put(
            Service(organisation=other.company, kind=ServiceKind.TRANSFERS, name_fr="Mutations", name_nl="Mutaties")
        )
        other.somebody("transfers", Role.TRANSFERS, service=service)
    return other


def test_two_companies_exchange_and_each_decides_on_its_own(stage):
    other = neighbour()
    tight, wide = home(stage, children=1, bedrooms=1), home(other, bedrooms=2)
    begin(stage, tight, elsewhere=True, sites=(other.sites[0].pk,))
    begin(other, wide, elsewhere=True, sites=(stage.sites[0].pk,))
    vacant(other, bedrooms=2)  # not this company's to give
    assert moves(stage, search(stage)) == []  # within one company there is nothing

    between = search(stage, between=True)

    mine, theirs = moves(stage), moves(other)
    assert [(move.household_id, move.there_id) for move in mine] == [(tight.household, wide.dwelling)]
    assert [(move.household_id, move.there_id) for move in theirs] == [(wide.household, tight.dwelling)]
    page = plain(stage.transfers.browser().get(f"/exchanges/{between}/"))
    assert "1 déménagement en est décidé par une autre société" in page
    assert str(theirs[0].pk) not in page
    assert stage.transfers.browser().get(f"/transfers/moves/{theirs[0].pk}/").status_code == 404
    assert other.transfers.browser().get(f"/transfers/moves/{theirs[0].pk}/").status_code == 200
    with stage.transfers.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE transfers_move SET motive = 'x' WHERE id = %s", [theirs[0].pk])
        assert cursor.rowcount == 0


def test_who_did_not_agree_to_other_companies_stays_in_her_own(stage):
    other = neighbour()
    begin(stage, home(stage, children=1, bedrooms=1), elsewhere=True, sites=(other.sites[0].pk,))
    begin(other, home(other, bedrooms=2), elsewhere=False, sites=(stage.sites[0].pk,))
    search(stage, between=True)
    with without_locks():
        companies = [stage.company.pk, other.company.pk]
        assert not Move._base_manager.using("stage").filter(organisation__in=companies).exists()


# -- at her own door ----------------------------------------------------------------------------------------------


def test_she_reads_what_she_declared_and_her_partner_learns_nothing(stage):
    there = home(stage)
    zoe, omer = there.persons
    begin(stage, there, by=[zoe], needs=(Need.NEAR_PLACE,), near="marché des Exemples")

    hers = plain(come_in(give(stage.amina, zoe)).get(reverse("my_file")))
    assert "marché des Exemples" in hers
    assert "vous l’avez demandé" in hers
    his = plain(come_in(give(stage.amina, omer)).get(reverse("my_file")))
    assert "marché des Exemples" not in his
    assert "Un autre logement" not in his
