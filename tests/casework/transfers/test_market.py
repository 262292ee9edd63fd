"""The market of a search, without a database: who is filtered before it, what is kept of an earlier answer."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from palier.casework.transfers.rules import Kind
from palier.casework.transfers.rules.counts import REQUESTS, SIZES, Count, told
from palier.casework.transfers.rules.drawing import path, ring
from palier.casework.transfers.rules.mandatory import (
    RuleCode,
    is_exempt_by_age,
    is_nearby,
    kilometres,
    rent_fits,
    rules,
    value,
)
from palier.casework.transfers.rules.market import MOST_DWELLINGS, Candidate, Gathered, Place, solve
from palier.casework.transfers.rules.sizes import Declared, norm_on, size

ON = dt.date(2026, 11, 26)
ADULT = dt.date(1980, 5, 17)


def declared(role="head", born=ADULT, sex="f"):
    return Declared(born, sex, role, 1.0, False)


def place(name, bedrooms, *, site="north", company="logis", floor=1, areas=None):
    return Place(name, company, f"b-{site}", site, "21001", floor, tuple(areas or [None] * bedrooms))


def household(name, bedrooms, members=1, **about):
    """One adult, or a couple, then children of ten."""
    people = [declared(), declared("partner", sex="m")][:members]
    people += [declared("child", dt.date(2016, 5, number + 1), "m") for number in range(members - 2)]
    home = about.pop("home", None) or place(f"home-{name}", bedrooms, **about.pop("at", {}))
    return Candidate(name, home, tuple(people), **about)


def there(answer):
    return {move.household: move.there for move in answer.moves}


def test_a_mandatory_transfer_takes_part_only_when_met_and_never_from_seventy():
    old = (declared(born=dt.date(1956, 11, 26)), declared("partner", sex="m"))
    wide = {"kind": Kind.MANDATORY, "met": True}
    candidates = (
        household("a", 3, **wide),
        household("b", 3, **wide | {"met": False}),
        household("c", 3, **wide | {"exempted": True}),
        Candidate("d", place("home-d", 3), old, **wide),
    )
    gathered = Gathered(ON, candidates, tuple(place(f"free-{n}", 1) for n in range(4)))

    answer = solve(gathered)

    assert [one.household for one in gathered.movers] == ["a"]
    assert set(there(answer)) == {"a"}
    assert answer.left_out == {"exempt": 2, "not_met": 1}


def test_the_day_before_seventy_one_may_be_asked():
    assert not is_exempt_by_age([dt.date(1956, 11, 27), None], ON)
    assert is_exempt_by_age([dt.date(1990, 1, 1), dt.date(1956, 11, 26)], ON)


def test_a_small_bedroom_holds_one_so_that_one_more_is_needed():
    three = household("a", 1, 4)  # a couple and two boys, who may share a room of six square metres
    small = place("small", 2, areas=(12.0, 5.6))
    enough = place("enough", 3, areas=(12.0, 5.6, 5.0))
    assert three.needed(small.areas, ON) == 3
    assert there(solve(Gathered(ON, (three,), (small,)))) == {}
    assert there(solve(Gathered(ON, (three,), (small, enough)))) == {"a": "enough"}


def test_nobody_is_proposed_what_is_no_gain():
    fits = household("a", 1)
    assert there(solve(Gathered(ON, (fits,), (place("same", 1),)))) == {}
    wishes = household("a", 1, sites=frozenset({"south"}))
    assert there(solve(Gathered(ON, (wishes,), (place("south-1", 1, site="south"),)))) == {"a": "south-1"}
    stays = household("a", 1, sites=frozenset({"north"}))
    assert there(solve(Gathered(ON, (stays,), (place("north-1", 1),)))) == {}


def test_another_company_only_for_who_agreed_to_it():
    elsewhere = place("far", 2, company="voisin")
    assert there(solve(Gathered(ON, (household("a", 1, 3),), (elsewhere,)))) == {}
    assert there(solve(Gathered(ON, (household("a", 1, 3, elsewhere=True),), (elsewhere,)))) == {"a": "far"}


def test_what_was_not_kept_is_not_proposed_again():
    one = household("a", 1, 3, excluded=frozenset({"first"}))
    assert there(solve(Gathered(ON, (one,), (place("first", 2), place("second", 2))))) == {"a": "second"}


def test_a_household_brings_its_nearest_dwellings_and_no_more():
    free = tuple(place(f"free-{number:02}", 2) for number in range(3 * MOST_DWELLINGS))
    assert solve(Gathered(ON, (household("a", 1, 3),), free)).possible == MOST_DWELLINGS


def test_what_stood_before_stands_though_something_better_has_come():
    tight, wide = household("a", 1, 3), household("b", 2, 2)
    kept = Gathered(ON, (tight, wide), (place("free", 1),), kept_rings=(("a", "b"),))
    assert there(solve(kept)) == {"a": wide.home.id, "b": tight.home.id}
    gone = Gathered(ON, (tight,), (place("free", 2),), kept_rings=(("a", "b"),))
    assert there(solve(gone)) == {"a": "free"}


def test_a_kept_path_may_go_on_otherwise():
    first, second = household("a", 2), household("b", 1, 3)
    kept = Gathered(ON, (first, second), (place("free", 1),), kept_paths=(("free", "a"),))
    assert there(solve(kept)) == {"a": "free", "b": first.home.id}


def test_the_order_of_what_was_gathered_does_not_matter():
    candidates = (household("a", 1, 3), household("b", 2, 2), household("c", 2), household("d", 1, 3))
    free = (place("x", 1), place("y", 2))
    assert solve(Gathered(ON, candidates, free)) == solve(Gathered(ON, candidates[::-1], free[::-1]))


# -- rules --------------------------------------------------------------------------------------------------------


def test_the_rules_are_dated_and_each_has_its_source():
    assert [rule.code for rule in rules(ON)] == list(RuleCode)
    assert all(rule.source for rule in rules(ON))
    assert [rule.code for rule in rules(dt.date(2014, 12, 31))] == [RuleCode.MET_FIRST]
    assert value(RuleCode.ROOMS_IN_EXCESS, ON) == 2
    with pytest.raises(KeyError):
        value(RuleCode.NEARBY, dt.date(2014, 12, 31))


def test_five_kilometres_are_counted_as_the_crow_flies():
    midi, atomium = ("21013", 4.3357, 50.8357), ("21004", 4.3415, 50.8950)
    assert kilometres(midi, atomium) == pytest.approx(6.6, abs=0.1)
    assert not is_nearby(midi, atomium, ON)
    assert is_nearby(midi, ("21013", None, None), ON)
    assert not is_nearby(midi, ("21004", None, None), ON)


@pytest.mark.parametrize(("there", "fits"), [("575.00", True), ("575.01", False)])
def test_fifteen_per_cent_is_counted_to_the_cent(there, fits):
    from decimal import Decimal

    assert rent_fits(Decimal("500.00"), Decimal(there), ON) is fits


def test_the_norm_is_that_of_the_day():
    assert norm_on(ON).name == "brussels-2013"
    assert norm_on(dt.date(2010, 1, 1)).name == "brussels-1996"
    assert norm_on(dt.date(1990, 1, 1)).name == "brussels-1996"


def test_without_a_birth_date_or_a_head_there_is_no_answer():
    assert size(ON, [declared()], [None]) is not None
    assert size(ON, [declared(born=None)], [None]) is None
    assert size(ON, [declared("child")], [None]) is None


# -- the table by company, the drawing ----------------------------------------------------------------------------


@given(
    some.lists(some.integers(0, 12), min_size=5, max_size=5), some.lists(some.integers(0, 9), min_size=3, max_size=3)
)
def test_no_small_figure_is_said_and_no_closed_size_stands_alone(sizes, requests):
    said = told(dict(zip(SIZES, sizes, strict=True)), dict(zip(REQUESTS, requests, strict=True)), 3, [1, 2])
    assert all(number is None or number == 0 or number >= 5 for number in said.values())
    closed = [one for one in SIZES if said[one] is None]
    assert len(closed) != 1
    assert said[Count.WAITING_MONTHS] is None


def test_large_figures_are_said():
    said = told({Count.FITTING: 50, Count.OVERSIZED: 12}, {Count.RUNNING: 9}, 0, [1, 2, 3, 4, 50])
    assert (said[Count.FITTING], said[Count.OVERSIZED], said[Count.RUNNING], said[Count.WAITING_MONTHS]) == (
        50,
        12,
        9,
        3,
    )


@pytest.mark.parametrize("length", [2, 3])
def test_a_ring_has_a_home_and_an_arrow_for_each(length):
    found = ring(length)
    assert [node.number for node in found.nodes] == list(range(1, length + 1))
    assert len(set(found.arrows)) == length
    assert all(24 <= node.x <= found.width - 24 and 24 <= node.y <= found.height - 24 for node in found.nodes)


def test_a_path_begins_with_a_free_dwelling():
    found = path(3)
    assert [node.number for node in found.nodes] == [0, 1, 2, 3]
    assert len(found.arrows) == 3
