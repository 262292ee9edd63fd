"""Where buildings stand: taken from a landlord's file, kept, refused with a sentence, as open as the address."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from palier.registry.housing import queries
from palier.registry.housing.models import Building, Dwelling
from tests.registry.files import DWELLINGS, POSITION, bring_in, numbers, write_csv
from tests.registry.test_import_housing import FLAT, NEXT
from tests.stage import STAGE, without_locks

HERE, THERE = ("4.351700", "50.846600"), ("4.360000", "50.840000")


def file(tmp_path, *rows, header=(*DWELLINGS, *POSITION)):
    return write_csv(tmp_path / "dwellings.csv", [list(header), *map(list, rows)], delimiter=";")


def stands(stage):
    with without_locks():
        rows = Dwelling.objects.unguarded(because="looks behind").using(STAGE).select_related("building")
        at = rows.get(organisation=stage.company, source_id="d1").building.position
    return at and (str(at.longitude), str(at.latitude))


def place(building, longitude, latitude):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE housing_building SET longitude = %s, latitude = %s WHERE place_id = %s",
            [longitude, latitude, building],
        )


@pytest.mark.parametrize("pair", [HERE, ("4,3517", "50,8466"), ("4.35170004", "50.84659996")])
def test_a_position_is_taken_with_a_point_or_a_comma(stage, tmp_path, pair):
    assert numbers(bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *pair)))) == (1, 1, 0, 0, 0)
    assert stands(stage) == HERE


def test_the_same_file_twice_changes_nothing_and_another_position_does(stage, tmp_path):
    bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *HERE), (*NEXT, *HERE)))

    again = bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *HERE), (*NEXT, *HERE)))
    moved = bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *THERE), (*NEXT, *THERE)))

    assert numbers(again) == (2, 0, 0, 2, 0)
    assert numbers(moved) == (2, 0, 2, 0, 0)
    assert stands(stage) == THERE


def test_of_several_positions_of_one_building_the_first_counts_each_time(stage, tmp_path):
    path = file(tmp_path, (*FLAT, *HERE), (*NEXT, *THERE))
    bring_in(stage, "dwellings", path)

    assert numbers(bring_in(stage, "dwellings", path)) == (2, 0, 0, 2, 0)
    assert stands(stage) == HERE


def test_a_position_that_the_file_does_not_say_stays(stage, tmp_path):
    bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *HERE)))

    without = bring_in(stage, "dwellings", file(tmp_path, FLAT, header=DWELLINGS))
    blank = bring_in(stage, "dwellings", file(tmp_path, (*FLAT, "", "")))

    assert numbers(without) == numbers(blank) == (1, 0, 0, 1, 0)
    assert stands(stage) == HERE


def test_another_street_takes_the_position_of_the_former_one_away(stage, tmp_path):
    bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *HERE)))
    corrected = (*FLAT[:5], "rue du Patron", *FLAT[6:])

    bring_in(stage, "dwellings", file(tmp_path, (*corrected, "", "")))

    assert stands(stage) is None


@pytest.mark.parametrize(
    ("pair", "column", "word"),
    [
        (("4.3517", ""), "latitude", "longitude"),
        (("", "50.8466"), "longitude", "latitude"),
        (("50.8466", "4.3517"), "longitude", "swapped"),
        (("149328", "170262"), "longitude", "Lambert"),
        (("2.3522", "48.8566"), "longitude", "Belgium"),
        (("est", "50.8466"), "longitude", "degrees"),
    ],
)
def test_a_bad_pair_is_refused_alone_and_says_why(stage, tmp_path, pair, column, word):
    report = bring_in(stage, "dwellings", file(tmp_path, (*FLAT, *pair), (*NEXT, *HERE)))

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(2, column)]
    assert word in report["refused"][0]["reason"]


@pytest.mark.parametrize(
    "pair", [("4.35", None), (None, "50.85"), ("50.85", "4.35"), ("2.29", "50.85"), ("4.35", "51.71")]
)
def test_the_database_keeps_a_whole_position_in_belgium_or_none(stage, pair):
    building = stage.buildings[0].pk
    with pytest.raises(IntegrityError, match="building_stands_in_belgium"), transaction.atomic(using=STAGE):
        place(building, *pair)

    place(building, *HERE)
    with without_locks():
        kept = Building.objects.using(STAGE).get(pk=building)
    assert kept.position == (Decimal(HERE[0]), Decimal(HERE[1]))


def test_a_position_is_as_open_as_the_address(stage):
    home = stage.homes[0]
    place(stage.buildings[0].pk, *HERE)

    def seen(who):
        with who.acting() as actor:
            return queries.homes(actor, [home.household], "fr")[home.household].position

    assert seen(stage.dries) == seen(stage.amina) != None  # noqa: E711 - all three at once
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])
    assert seen(stage.amina) is not None
    assert seen(stage.dries) is None
