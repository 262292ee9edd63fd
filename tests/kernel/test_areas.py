"""Shapes: sound or not, outlines that still touch, shares that add up."""

import pytest

from palier.kernel.areas import AT, METRES_EAST, METRES_NORTH, CrossesItself, Ground, outlines, sound


def box(west, south, east, north):
    return [[[(west, south), (east, south), (east, north), (west, north), (west, south)]]]


def wavy(west, east, border):
    """A box whose side `border` follows many small steps that both neighbours share."""
    steps = [(border + (0.00002 if n % 2 else 0), 50.8 + n * 0.0005) for n in range(201)]
    far = west if border == east else east
    return [[[(far, 50.8), *steps, (far, 50.9), (far, 50.8)]]]


def corners(area):
    return sum(len(ring) for polygon in area for ring in polygon)


def test_a_degree_is_as_long_as_at_brussels():
    # Grand-Place to the Atomium: about 5.6 km as the crow flies.
    east, north = (4.3415 - 4.3525) * METRES_EAST, (50.8950 - 50.8467) * METRES_NORTH

    assert (east**2 + north**2) ** 0.5 == pytest.approx(5_430, abs=60)
    assert AT == 50.85


def test_a_sound_area_comes_back_as_it_is():
    area = box(4.3, 50.8, 4.4, 50.9)

    assert sound(area) is area


def test_a_bow_tie_is_refused_and_a_hair_is_mended():
    bow = [[[(4.3, 50.8), (4.4, 50.9), (4.4, 50.8), (4.3, 50.9), (4.3, 50.8)]]]
    hair = [
        [
            [
                (4.3, 50.8), (4.4, 50.8), (4.4, 50.85), (4.400001, 50.85), (4.4, 50.850001), (4.400001, 50.850001),
                (4.4, 50.9), (4.3, 50.9), (4.3, 50.8),
            ]
        ]
    ]  # fmt: skip

    with pytest.raises(CrossesItself):
        sound(bow)
    mended = sound(hair)
    assert Ground({"it": mended}).shares(box(4.3, 50.8, 4.4, 50.9))["it"] == pytest.approx(1, abs=1e-3)


def test_outlines_have_fewer_corners_and_neighbours_stay_neighbours():
    left, right = wavy(4.3, 4.35, 4.35), wavy(4.35, 4.4, 4.35)

    drawn = outlines([left, right], 30)

    assert all(corners(simple) < 20 < 200 < corners(area) for simple, area in zip(drawn, (left, right), strict=True))
    border = [{at for ring in area[0] for at in ring if abs(at[0] - 4.35) < 0.001} for area in drawn]
    assert border[0] == border[1]
    assert drawn == outlines([left, right], 30)


def test_shares_of_an_area_that_lies_in_two_others():
    ground = Ground(
        {"west": box(4.2, 50.8, 4.33, 50.9), "east": box(4.33, 50.8, 4.5, 50.9), "far": box(5, 50, 5.1, 51)}
    )

    shares = ground.shares(box(4.3, 50.82, 4.4, 50.84))

    assert list(shares) == ["east", "west"]
    assert (round(shares["east"], 3), round(shares["west"], 3)) == (0.7, 0.3)


def test_a_sliver_along_a_border_is_no_share():
    ground = Ground({"here": box(4.3, 50.8, 4.4, 50.9), "beside": box(4.2, 50.8, 4.301, 50.9)})

    assert list(ground.shares(box(4.3, 50.8, 4.4, 50.9))) == ["here"]
    assert Ground({}).shares(box(4.3, 50.8, 4.4, 50.9)) == {}
