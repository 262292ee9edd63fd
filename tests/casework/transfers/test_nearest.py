"""Dwellings by distance: the same order as measuring each of them one by one."""

import random
from dataclasses import dataclass

from palier.casework.transfers.rules.mandatory import kilometres
from palier.casework.transfers.rules.nearest import FAR, Nearest


@dataclass(frozen=True)
class Somewhere:
    id: str
    longitude: float | None
    latitude: float | None


def test_the_order_is_that_of_the_distances_one_by_one():
    chance = random.Random(7)
    places = [Somewhere(f"{n:03}", 4.3 + chance.random() / 8, 50.8 + chance.random() / 10) for n in range(300)]
    places += [Somewhere("lost", None, 50.8), Somewhere("found", 4.35, 50.85), Somewhere("also", 4.35, 50.85)]
    home = Somewhere("home", 4.35, 50.85)

    def far(place):
        found = kilometres(("", home.longitude, home.latitude), ("", place.longitude, place.latitude))
        return FAR if found is None else round(found, 3), place.id

    order = list(Nearest(places).around(home))

    assert order == sorted(places, key=far)
    assert [place.id for place in order[:2]] == ["also", "found"] and order[-1].id == "lost"


def test_nobody_knows_where_the_home_is_and_there_are_no_places():
    places = [Somewhere("b", 4.3, 50.8), Somewhere("a", 4.4, 50.9)]

    assert [place.id for place in Nearest(places).around(Somewhere("home", None, None))] == ["a", "b"]
    assert list(Nearest([]).around(places[0])) == []
