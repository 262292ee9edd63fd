"""Where the fictional buildings would stand: near the middle of their commune, one after the other, some unknown."""

import math

from palier.demo import geography, positions
from palier.kernel.areas import METRES_EAST, METRES_NORTH
from tests.demo.conftest import Filled


def metres(one, two):
    east, north = (float(here) - float(there) for here, there in zip(one, two, strict=True))
    return math.hypot(east * METRES_EAST, north * METRES_NORTH)


def test_every_commune_has_a_middle_and_its_streets_lie_round_it():
    assert set(positions.MIDDLES) == {commune.nis for commune in geography.COMMUNES}
    for nis, middle in positions.MIDDLES.items():
        found = [positions.of_building(nis, street, 20) for street, _ in geography.STREETS]
        assert all(metres(at, middle) < 1_000 for at in found if at)
        assert 0 < found.count(None) < len(found) / 5  # a landlord's file is never whole


def test_the_next_number_is_a_few_steps_further_and_the_same_each_time():
    street = next(fr for fr, _ in geography.STREETS if positions.of_building("21001", fr, 2))
    two, four = (positions.of_building("21001", street, number) for number in (2, 4))
    assert 14 < metres(two, four) < 18
    assert positions.of_building("21001", street, 2) == two


def test_most_buildings_and_every_venue_of_the_sector_are_placed(tiny: Filled):
    placed, every = tiny.rows("SELECT count(longitude), count(*) FROM housing_building")[0]
    assert 0.7 * every < placed < every
    assert tiny.one("SELECT count(*) FROM calendar_venue WHERE longitude IS NULL") == 0
