"""How many dwellings an area holds, what is too few to show, how dark it is drawn."""

import datetime
import uuid
from decimal import Decimal

import pytest

from palier.desk.territories import rules
from palier.desk.territories.labels import legend
from palier.desk.territories.rules import (
    GRID,
    Number,
    Tally,
    bounds,
    chosen,
    number,
    short_code,
    short_name,
    step,
    tallies,
)
from palier.registry.housing.rules import COMMUNES
from palier.registry.territories.rules import Held, Part

HERE, THERE, M1, M2 = (uuid.uuid4() for _ in range(4))
HELD = [Held(HERE, "Ici", HERE, "21005", 40), Held(THERE, "Là", None, "21009", 7), Held(THERE, "Là", None, None, 2)]
PARTS = {HERE: [Part(M1, "M1", "x", Decimal("0.7")), Part(M2, "M2", "x", Decimal("0.3"))]}


def test_communes_follow_the_address_and_what_has_none_is_counted_apart():
    found, nowhere = tallies("communes", HELD, {})

    assert {key: tally.dwellings for key, tally in found.items()} == {"21005": 40, "21009": 7}
    assert found["21009"].sites == {THERE: "Là"}
    assert nowhere == 2


def test_a_company_neighbourhood_is_its_sites():
    found, nowhere = tallies("company", HELD, PARTS)

    assert (found[HERE].dwellings, found[HERE].about, nowhere) == (40, False, 9)


def test_another_list_gets_what_the_correspondences_say_as_an_estimate():
    found, _ = tallies("monitoring", HELD, PARTS)

    assert number(found[M1], 5).words == "≈ 28"
    assert number(found[M2], 5).words == "≈ 12"
    whole, _ = tallies("monitoring", HELD, {HERE: [Part(M1, "M1", "x", Decimal("1.0000"))]})
    assert number(whole[M1], 5).words == "40"


@pytest.mark.parametrize(("homes", "words"), [(0, ""), (1, "<5"), (4, "<5"), (4.9, "<5"), (5, "5"), (6, "6")])
def test_fewer_than_five_are_not_shown(homes, words):
    assert number(Tally(homes), 5).words == words
    assert number(None, 5).words == ""


def test_the_threshold_is_dated():
    assert rules.small_below(datetime.date(2026, 1, 1)) == 5


def test_steps_grow_with_the_number_and_the_smallest_is_what_is_hidden():
    shown = [Number(value) for value in (0, 8, 60, 400, 1_000)] + [Number(0, hidden_below=5)]

    edges = bounds(shown, 5)

    assert edges == [5, 250, 600]
    assert [step(one, edges) for one in shown] == [0, 2, 2, 3, 4, 1]
    assert bounds([Number(6)], 5) == [5]
    assert bounds([], 5) == [5]


def test_the_legend_names_the_steps_that_occur():
    said = legend([5, 250, 600], {0, 2, 4})

    assert [number for number, _ in said] == [0, 2, 4]
    assert "249" in said[1][1] and "600" in said[2][1]


def test_every_commune_has_a_tile_of_its_own_and_a_name_that_fits():
    assert set(GRID) == {one.nis for one in COMMUNES}
    assert len(set(GRID.values())) == 19
    for names in ([one.fr for one in COMMUNES], [one.nl for one in COMMUNES]):
        short = [short_name(name) for name in names]
        assert len(set(short)) == 19
        assert max(map(len, short)) <= 4


def test_a_code_loses_its_communes_own():
    assert short_code("21001A02-", "21001") == "A02-"
    assert short_code("Q07", "21001") == "Q07"
    assert short_code("21001", "21001") == "21001"


@pytest.mark.parametrize(
    ("wanted", "of"), [("company", "company"), ("", "communes"), ("' OR 1=1", "communes"), ("COMPANY", "communes")]
)
def test_an_unknown_list_is_the_communes(wanted, of):
    assert chosen(wanted) == of
