"""The drawing as numbers: two rings, a line to each by its strength, words that fit, nothing on top of anything."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.casework.network.rules import Side, Strength, is_ended
from palier.casework.network.rules.ecomap import DISC, HOUSEHOLD, Around, ecomap, short

FELT = ("", *Strength)
AROUND = st.lists(st.tuples(st.sampled_from(list(Side)), st.sampled_from(FELT), st.text(max_size=40)), max_size=40)


def drawn(sides):
    return ecomap("Famille Fictive", [Around(n, f"Nom {n}", side) for n, side in enumerate(sides, 1)])


def far_from(map_, node):
    return math.hypot(node.x - map_.centre, node.y - map_.centre)


def test_persons_stand_on_the_first_ring_and_services_on_the_second():
    map_ = drawn([Side.PERSON, Side.OUTSIDE, Side.PERSON, Side.DEPARTMENT])

    ring = {node.of.number: round(far_from(map_, node), -1) for node in map_.nodes}
    assert ring == {
        n: round(radius, -1) for n, radius in ((1, map_.inner), (2, map_.outer), (3, map_.inner), (4, map_.outer))
    }


@given(AROUND)
def test_everybody_is_drawn_once_within_the_drawing_and_nobody_covers_another(around):
    map_ = ecomap("Un", [Around(n, name, side, felt) for n, (side, felt, name) in enumerate(around, 1)])

    assert sorted(node.of.number for node in map_.nodes) == list(range(1, len(around) + 1))
    for node in map_.nodes:
        assert DISC < node.x < map_.size - DISC
        assert min(node.y - DISC, node.name_y - 14) > 0
        assert max(node.y + DISC, node.word_y) < map_.size
        assert far_from(map_, node) > HOUSEHOLD + DISC
    for one, other in itertools.combinations(map_.nodes, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * DISC


def test_each_strength_has_a_line_of_its_own_shape_and_a_tense_one_goes_from_side_to_side():
    map_ = ecomap("Un", [Around(n, "x", Side.PERSON, felt) for n, felt in enumerate(FELT)])
    turns = {node.of.strength: node.line.count("L") for node in map_.nodes}

    assert turns.pop(Strength.TENSE) > 3
    assert set(turns.values()) == {1}


@pytest.mark.parametrize(
    ("household", "lines"),
    [
        ("Brume", ["Brume"]),
        ("Maquette-Zeytoun", ["Maquette-", "Zeytoun"]),
        ("Da Maquet – Exemple", ["Da Maquet", "– Exemple"]),
        ("Famille Imaginaire-Longue", ["Famille", "Imaginaire…"]),
        ("Unnomdunseultenant", ["Unnomdunse…"]),
    ],
)
def test_the_name_of_the_household_fits_in_its_circle(household, lines):
    map_ = ecomap(household, [])
    assert [words for words, _y in map_.middle] == lines
    assert all(abs(y - map_.centre) < HOUSEHOLD - 20 for _words, y in map_.middle)


def test_a_name_is_cut_only_when_it_must():
    assert (short("a" * 15), short("a" * 16)) == ("a" * 15, "a" * 14 + "…")


def test_words_of_who_stands_above_are_over_the_disc():
    (above, below) = sorted(drawn([Side.PERSON, Side.PERSON]).nodes, key=lambda node: node.y)
    assert above.word_y < above.y < below.y < below.name_y


def test_a_tie_ends_after_its_last_day():
    import datetime as dt

    day = dt.date(2026, 3, 3)
    assert [is_ended(until, day) for until in (None, day, day - dt.timedelta(days=1))] == [False, False, True]
