"""Figures of areas: the right aspect, text where there is room, tiles where there is no outline."""

import pytest

from palier.ui.maps import ASPECT, GAP, MANY, TILE, Area, Step, picture


def box(west, south, east, north):
    return [[[(west, south), (east, south), (east, north), (west, north), (west, south)]]]


def test_a_square_of_metres_is_drawn_square():
    kilometre = Area("a", "a", "1", 1, outline=box(4.35, 50.85, 4.35 + 1 / 70.429, 50.85 + 1 / 111.245))

    panel = picture([kilometre], "x").panels[0]

    assert panel.width == pytest.approx(panel.height, rel=0.002)
    assert 1.55 < ASPECT < 1.6


def test_north_is_up_and_text_stands_inside():
    south = Area("s", "south", "12", 2, outline=box(4.3, 50.8, 4.4, 50.84))
    north = Area("n", "north", "7", 1, outline=box(4.3, 50.86, 4.4, 50.9))

    one, other = picture([south, north], "x").panels[0].shapes

    assert one.text_y > other.text_y
    assert one.path.startswith("M") and one.path.endswith("Z")
    assert one.named and one.written


def test_text_of_a_horseshoe_stands_on_it_and_not_in_its_gap():
    shoe = [[[(0, 0), (9, 0), (9, 9), (6, 9), (6, 2), (2, 2), (2, 9), (0, 9), (0, 0)]]]

    shape = picture([Area("u", "u", "5", 1, outline=shoe)], "x").panels[0].shapes[0]

    left, right = 4 + 6 / 9 * (picture([Area("u", "u", outline=shoe)], "x").panels[0].width - 8), shape.text_x
    assert right > left


def test_a_hole_stays_open_and_is_not_written_in():
    ring = box(4.3, 50.8, 4.4, 50.9)[0] + [[(4.33, 50.82), (4.37, 50.82), (4.37, 50.88), (4.33, 50.88), (4.33, 50.82)]]

    shape = picture([Area("r", "r", "3", 1, outline=[ring])], "x").panels[0].shapes[0]

    assert shape.path.count("M") == 2
    middle = picture([Area("r", "r", outline=[ring])], "x").panels[0].width / 2
    assert abs(shape.text_x - middle) > 50


def test_an_area_too_narrow_for_its_text_is_only_filled():
    wide = Area("w", "w", "100", 4, outline=box(4.2, 50.8, 4.5, 50.9))
    narrow = Area("nnnn", "n", "1000", 4, outline=box(4.5, 50.8, 4.501, 50.9))

    shapes = picture([wide, narrow], "x").panels[0].shapes

    assert [shape.written for shape in shapes] == [True, False]
    assert [shape.named for shape in shapes] == [True, False]


def test_tiles_by_hand_stand_in_their_cells():
    tiles = [Area("a", "a", cell=(1, 0)), Area("b", "b", cell=(0, 2))]

    drawn = picture(tiles, "x", [Step(0, "none")])

    assert (drawn.kind, drawn.many) == ("grid", False)
    one, other = drawn.panels[0].shapes
    assert (one.x, one.y) == (TILE + GAP, 0)
    assert (other.x, other.y) == (0, 2 * (TILE + GAP))
    assert drawn.panels[0].height == 3 * TILE + 2 * GAP


def test_tiles_without_cells_are_gathered_under_their_group():
    drawn = picture([Area(str(n), "x", group="A" if n < 7 else "B") for n in range(MANY + 1)], "x")

    assert drawn.kind == "groups" and drawn.many
    assert [(panel.name, len(panel.shapes)) for panel in drawn.panels] == [("A", 7), ("B", MANY - 6)]
    assert drawn.panels[0].width == 5 * TILE + 4 * GAP
    assert drawn.panels[0].height == 2 * TILE + GAP


def test_one_outline_makes_a_map_of_those_that_have_one():
    drawn = picture([Area("a", "a", outline=box(4.3, 50.8, 4.4, 50.9)), Area("b", "b")], "x")

    assert drawn.kind == "map"
    assert [shape.area.label for shape in drawn.panels[0].shapes] == ["a"]
