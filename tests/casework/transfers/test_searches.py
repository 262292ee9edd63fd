"""Searches for exchanges: who takes part, what is proposed and why, what people decide, what a decision starts anew."""

import re
import uuid
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection

from palier.casework.transfers import actions
from palier.casework.transfers.rules import Help, Kind, MoveState, Need, Step
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.people.models import KeepApart
from tests.casework.transfers.mobility import agree, begin, days_ago, decide, home, met, moves, search, vacant, work
from tests.stage import put, without_locks


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def apart(stage, one, other):
    first, second = sorted((one.persons[0], other.persons[0]))
    with without_locks():
        put(KeepApart(organisation=stage.company, one_id=first, other_id=second))


def tight_and_wide(stage, building=0, other=0, **about):
    """A couple with a child in one bedroom, a couple in two: each has what the other needs."""
    tight = home(stage, building, children=1, bedrooms=1)
    wide = home(stage, other, bedrooms=2)
    return tight, wide, begin(stage, tight, **about), begin(stage, wide, **about)


# -- who takes part -----------------------------------------------------------------------------------------------


def test_two_who_have_what_the_other_needs_are_a_ring(stage):
    tight, wide, _one, _two = tight_and_wide(stage)

    found = moves(stage, search(stage))

    assert {(move.household_id, move.there_id) for move in found} == {
        (tight.household, wide.dwelling),
        (wide.household, tight.dwelling),
    }
    assert [(move.is_ring, move.length, move.state) for move in found] == [(True, 2, MoveState.PROPOSED)] * 2


def test_a_free_dwelling_begins_a_path(stage):
    tight = home(stage, children=1, bedrooms=1)
    begin(stage, tight)
    single = home(stage, adults=1, bedrooms=2)
    begin(stage, single)
    free = vacant(stage, bedrooms=1)

    found = moves(stage, search(stage))

    assert [(move.household_id, move.there_id) for move in found] == [
        (single.household, free),
        (tight.household, single.dwelling),
    ]
    assert [move.is_ring for move in found] == [False, False]


@pytest.mark.parametrize("agrees", [True, False])
def test_only_who_agreed_to_proposals_takes_part(stage, agrees):
    begin(stage, home(stage, children=1, bedrooms=1), agrees=agrees)
    vacant(stage, bedrooms=2)
    assert len(moves(stage, search(stage))) == agrees


def test_who_says_no_later_takes_part_no_more(stage):
    request = begin(stage, home(stage, children=1, bedrooms=1))
    vacant(stage, bedrooms=2)
    agree(stage, request, step=Step.PROPOSALS, given=False)
    assert moves(stage, search(stage)) == []


def test_who_was_not_met_is_neither_proposed_nor_ranked_but_counted(stage):
    there = home(stage, bedrooms=3)
    request = begin(stage, there, kind=Kind.MANDATORY)
    vacant(stage, bedrooms=1)

    first = search(stage)
    assert moves(stage, first) == []
    page = plain(stage.transfers.browser().get(f"/exchanges/{first}/"))
    assert "1 ménage n’a pas été rencontré" in page
    assert str(request) not in page

    met(stage, request)
    assert [move.household_id for move in moves(stage, search(stage))] == [there.household]


def test_who_turned_seventy_is_left_out_before_the_search(stage):
    day = clock.today().replace(day=1)
    there = home(stage, bedrooms=3, born=day.replace(year=day.year - 69))
    request = begin(stage, there, kind=Kind.MANDATORY)
    met(stage, request)
    vacant(stage, bedrooms=1)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET born = %s WHERE id = %s", [day.replace(year=day.year - 70), there.persons[1]]
        )
    first = search(stage)
    assert moves(stage, first) == []
    assert "1 ménage dispensé" in plain(stage.transfers.browser().get(f"/exchanges/{first}/"))


def test_who_is_exempted_is_left_out(stage):
    request = begin(stage, home(stage, bedrooms=3), kind=Kind.MANDATORY)
    met(stage, request)
    vacant(stage, bedrooms=1)
    with stage.transfers.acting() as actor:
        actions.exempt(actor=actor, pk=request, version=2)
    assert moves(stage, search(stage)) == []


# -- where to -----------------------------------------------------------------------------------------------------


def test_a_ground_floor_that_is_needed_is_a_ground_floor(stage):
    begin(stage, home(stage, bedrooms=1), needs=(Need.NO_STAIRS,))
    vacant(stage, bedrooms=1, floor=2)
    below = vacant(stage, bedrooms=1, floor=0)
    assert [move.there_id for move in moves(stage, search(stage))] == [below]


def test_what_the_register_does_not_know_is_said_to_be_looked_at(stage):
    begin(stage, home(stage, children=1, bedrooms=1), needs=(Need.LIFT,))
    vacant(stage, bedrooms=2)
    first = search(stage)
    assert [move.to_look for move in moves(stage, first)] == [["lift"]]
    assert "le registre ne dit pas s’il y en a un" in plain(stage.transfers.browser().get(f"/exchanges/{first}/"))


def test_one_room_more_is_counted_and_no_reason_is_known(stage):
    begin(stage, home(stage, bedrooms=1), needs=(Need.ONE_MORE_ROOM,))
    vacant(stage, bedrooms=1)
    two = vacant(stage, bedrooms=2)
    assert [move.there_id for move in moves(stage, search(stage))] == [two]


def test_only_where_it_wished(stage):
    begin(stage, home(stage, children=1, bedrooms=1), sites=(stage.sites[1].pk,))
    vacant(stage, 0, bedrooms=2)
    wished = vacant(stage, 2, bedrooms=2)
    assert [move.there_id for move in moves(stage, search(stage))] == [wished]


def test_a_protected_address_stands_in_no_search(stage):
    tight, wide, *_ = tight_and_wide(stage)
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.protect_address(%s, true)", [wide.persons[0]])
    assert moves(stage, search(stage)) == []
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.protect_address(%s, false)", [wide.persons[0]])
    assert {move.household_id for move in moves(stage, search(stage))} == {tight.household, wide.household}


def test_two_who_must_be_kept_apart_are_not_brought_to_one_site_and_nothing_says_so(stage):
    tight = home(stage, 2, children=1, bedrooms=1)
    begin(stage, tight)
    feared = home(stage, 0)
    near = vacant(stage, 1, bedrooms=2)
    assert [move.there_id for move in moves(stage, search(stage))] == [near]

    apart(stage, tight, feared)
    second = search(stage)

    assert moves(stage, second) == []
    page = plain(stage.transfers.browser().get(f"/exchanges/{second}/"))
    assert "Aucun échange n’est possible" in page
    with stage.transfers.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_keepapart")
        assert cursor.fetchone() == (0,)


def test_neither_do_both_move_to_one_site(stage):
    one, other = (home(stage, 0, children=1, bedrooms=1) for _ in range(2))
    for there in (one, other):
        begin(stage, there, sites=(stage.sites[1].pk,))
        vacant(stage, 2, bedrooms=2)
    assert len(moves(stage, search(stage))) == 2
    # Kept apart as neighbours of today too: only one of the two may go.
    apart(stage, one, other)
    assert len(moves(stage, search(stage))) == 1


@pytest.mark.parametrize("call", ["sec.take_round()", "sec.gathered_for(gen_random_uuid())", "sec.declared_sizes()",
                                  "sec.candidates_of(gen_random_uuid())", "sec.people_to_search(gen_random_uuid())"])  # fmt: skip
def test_what_a_search_is_made_of_is_for_the_job_alone(stage, call):
    with (
        stage.transfers.acting(),
        pytest.raises(DatabaseError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {call}")


def test_far_away_is_for_who_wants_it_never_for_who_must(stage):
    def placed(building, east):
        with without_locks() as cursor:
            cursor.execute("UPDATE housing_building SET longitude = %s, latitude = 50.85, municipality_id = %s WHERE place_id = %s",
                           [east, "21001" if east < 4.35 else "21019", stage.buildings[building].pk])  # fmt: skip

    placed(0, Decimal("4.300000"))
    placed(2, Decimal("4.390000"))  # 6.3 km further east
    must = begin(stage, home(stage, 0, bedrooms=3), kind=Kind.MANDATORY)
    met(stage, must)
    vacant(stage, 2, bedrooms=1)
    assert moves(stage, search(stage)) == []
    placed(2, Decimal("4.360000"))  # 4.2 km
    assert len(moves(stage, search(stage))) == 1


# -- what a page says ---------------------------------------------------------------------------------------------


def test_each_move_says_its_norm_what_it_solves_and_what_could_break_it(stage):
    tight_and_wide(stage)
    page = plain(stage.transfers.browser().get(f"/exchanges/{search(stage)}/"))
    for words in (
        "Boucle 1 : 2 ménages échangent",
        "Norme de 2013 : 2 chambres nécessaires ; aujourd’hui 1 (sous-adapté (trop petit)), là-bas 2 (adapté).",
        "une chambre qui manquait",
        "une chambre de trop rendue",
        "il dépend d’un autre ménage",
        "Rien de mieux n’existe dans ces conditions",
    ):
        assert words in page
    assert page.count("<circle") >= 2
    assert "<svg" in page


def test_while_it_runs_the_page_may_be_left_and_looks_again(stage):
    with stage.transfers.acting() as actor:
        waiting = actions.ask_search(actor=actor, between=False)
    browser = stage.transfers.browser()
    page = browser.get(f"/exchanges/{waiting}/").content.decode()
    assert 'http-equiv="refresh"' in page
    assert work() >= 1
    assert 'http-equiv="refresh"' not in browser.get(f"/exchanges/{waiting}/").content.decode()


def test_a_form_sent_twice_asks_for_one_search(stage):
    browser, key = stage.transfers.browser(), str(uuid.uuid4())
    answers = [browser.post("/exchanges/", {"idempotency_key": key}).headers["Location"] for _ in range(2)]
    assert answers[0] == answers[1]


def test_the_referent_reads_the_move_of_her_household_and_no_search(stage):
    tight, *_ = tight_and_wide(stage)
    first = search(stage)
    mine = next(move for move in moves(stage, first) if move.household_id == tight.household)
    browser = stage.amina.browser()
    assert "Ce que cela résout" in plain(browser.get(f"/transfers/moves/{mine.pk}/"))
    assert browser.get(f"/exchanges/{first}/").status_code == 404
    assert browser.get(f"/transfers/moves/{mine.pk}/decide/").status_code == 404
    assert stage.people["bart"].browser().get(f"/transfers/moves/{mine.pk}/").status_code == 404


# -- decisions ----------------------------------------------------------------------------------------------------


def test_a_move_is_accepted_with_the_households_agreement_and_a_motive(stage):
    request = begin(stage, home(stage, children=1, bedrooms=1))
    vacant(stage, bedrooms=2)
    move = moves(stage, search(stage))[0]
    with pytest.raises(InvalidInput) as problem:
        decide(stage, move, True)
    assert list(problem.value.fields) == ["accept"]

    agree(stage, request, move=move.pk)
    with pytest.raises(InvalidInput) as problem:
        decide(stage, move, True, motive="ok")
    assert list(problem.value.fields) == ["motive"]
    decide(stage, move, True)
    assert moves(stage)[0].state == MoveState.ACCEPTED
    with pytest.raises(Conflict):
        decide(stage, move, True)


def test_its_latest_word_counts(stage):
    request = begin(stage, home(stage, children=1, bedrooms=1))
    vacant(stage, bedrooms=2)
    move = moves(stage, search(stage))[0]
    agree(stage, request, move=move.pk)
    agree(stage, request, move=move.pk, given=False)
    with pytest.raises(InvalidInput):
        decide(stage, move, True)


def test_a_decision_is_about_a_move_of_that_household(stage):
    tight, wide, one, two = tight_and_wide(stage)
    found = {move.household_id: move for move in moves(stage, search(stage))}
    with pytest.raises(Refused):
        agree(stage, two, move=found[tight.household].pk)
    agree(stage, one, move=found[tight.household].pk)


@pytest.mark.parametrize(("there", "fits"), [("460.00", True), ("460.01", False)])
def test_the_rent_of_a_mandatory_one_is_at_most_fifteen_per_cent_higher(stage, there, fits):
    request = begin(stage, home(stage, bedrooms=3), kind=Kind.MANDATORY)
    met(stage, request)
    vacant(stage, bedrooms=1)
    move = moves(stage, search(stage))[0]
    agree(stage, request, move=move.pk)
    with pytest.raises(InvalidInput):
        decide(stage, move, True)
    rents = {"rent_now": Decimal(400), "rent_there": Decimal(there)}
    if fits:
        decide(stage, move, True, **rents)
        assert moves(stage)[0].rent_there == Decimal(there)
    else:
        with pytest.raises(InvalidInput) as problem:
            decide(stage, move, True, **rents)
        assert list(problem.value.fields) == ["rent_there"]


def test_what_is_not_kept_is_searched_again_without_it_and_the_rest_stands(stage):
    tight, wide, one, _two = tight_and_wide(stage)
    other_tight, other_wide, *_ = tight_and_wide(stage, 2, 2, sites=(stage.sites[1].pk,))
    first = search(stage)
    found = {move.household_id: move for move in moves(stage, first)}
    assert len(found) == 4
    kept = {found[there.household].pk for there in (other_tight, other_wide)}

    decide(stage, found[tight.household], False, motive="Le logement attend des travaux.")
    assert work() >= 1

    after = {move.pk: move for move in moves(stage, first)}
    assert after[found[tight.household].pk].state == MoveState.NOT_KEPT
    assert after[found[wide.household].pk].state == MoveState.FALLEN
    assert {pk for pk, move in after.items() if move.state == MoveState.PROPOSED} == kept
    page = plain(stage.transfers.browser().get(f"/exchanges/{first}/"))
    assert "Le logement attend des travaux." in page
    assert moves(stage, search(stage)) == [] or all(
        move.there_id != wide.dwelling
        for move in moves(stage)
        if move.household_id == tight.household and move.state == "proposed"
    )


def test_an_accepted_path_stands_when_its_end_is_not_kept(stage):
    single, tight = home(stage, adults=1, bedrooms=2), home(stage, children=1, bedrooms=1)
    mine = begin(stage, single)
    begin(stage, tight)
    vacant(stage, bedrooms=1)
    first = search(stage)
    before, after = moves(stage, first)
    agree(stage, mine, move=before.pk)
    decide(stage, before, True)

    decide(stage, after, False, motive="Le ménage préfère attendre le printemps.")
    work()

    assert [(move.pk, move.state) for move in moves(stage, first)] == [
        (before.pk, MoveState.ACCEPTED),
        (after.pk, MoveState.NOT_KEPT),
    ]


def test_a_later_search_leaves_alone_what_was_accepted(stage):
    request = begin(stage, home(stage, children=1, bedrooms=1))
    free = vacant(stage, bedrooms=2)
    first = search(stage)
    move = moves(stage, first)[0]
    agree(stage, request, move=move.pk)
    decide(stage, move, True)
    begin(stage, home(stage, children=1, bedrooms=1))

    second = moves(stage, search(stage))

    assert [move.state for move in moves(stage, first)] == [MoveState.ACCEPTED]
    assert free not in {move.there_id for move in second}


# -- help, the move, three months later ---------------------------------------------------------------------------


def accepted(stage, **about):
    request = begin(stage, home(stage, children=1, bedrooms=1, **about))
    vacant(stage, bedrooms=2)
    move = moves(stage, search(stage))[0]
    agree(stage, request, move=move.pk)
    decide(stage, move, True)
    return moves(stage)[0]


def test_help_is_ticked_and_older_tenants_get_more_of_it(stage):
    move = accepted(stage)
    browser = stage.transfers.browser()
    assert "Déménageurs" in plain(browser.get(f"/transfers/moves/{move.pk}/help/"))
    assert "à son rythme" not in plain(browser.get(f"/transfers/moves/{move.pk}/help/"))
    browser.post(f"/transfers/moves/{move.pk}/help/", {"version": move.version, "done": ["movers", "energy"]})
    assert moves(stage)[0].help_done == [Help.MOVERS, Help.ENERGY]


def test_older_tenants_get_more_help(stage):
    move = accepted(stage, born=clock.today().replace(day=1, year=clock.today().year - 66))
    assert "à son rythme" in plain(stage.transfers.browser().get(f"/transfers/moves/{move.pk}/help/"))


def test_three_months_after_the_move_it_comes_back_as_something_to_do(stage):
    move, browser = accepted(stage), stage.transfers.browser()
    with without_locks() as cursor:
        cursor.execute("UPDATE transfers_move SET decided_on = %s WHERE id = %s", [days_ago(120), move.pk])
    address = f"/transfers/moves/{move.pk}/moved/"
    assert browser.post(address, {"version": move.version, "on": days_ago(-1).isoformat()}).status_code == 422
    assert browser.post(address, {"version": move.version, "on": days_ago(100).isoformat()}).status_code == 302

    assert "Trois mois après le déménagement" in plain(browser.get("/transfers/"))
    moved = moves(stage)[0]
    assert moved.state == MoveState.MOVED
    browser.post(f"/transfers/moves/{move.pk}/followed/", {"version": moved.version})
    assert "Trois mois après le déménagement" not in plain(browser.get("/transfers/"))
