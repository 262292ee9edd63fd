"""Areas as shapes: whether one is sound, outlines light enough to draw, and how much of one lies in another.

Degrees are first laid out as metres on a plane that is right at Brussels: an equirectangular one, with the length of
a degree on the ellipsoid at 50.85 N. Over the Region it errs by two in a thousand. GEOS does the geometry, imported
when something is asked. Outlines are simplified together (Visvalingam and Whyatt on the shared borders, as GEOS does
for coverages), so that neighbours stay neighbours: no gap, no overlap. Same areas, same outlines.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

Polygons = Sequence[Sequence[Sequence[tuple[float, float]]]]

AT = 50.85  # degrees north
METRES_NORTH, METRES_EAST = 111_245.0, 70_429.0  # one degree there, to the north and to the east
MENDED_AT_MOST = 0.001  # a border may cross itself over a thousandth of the area, by rounding; beyond, it is a fault
SMALLEST_SHARE = 0.02  # a thinner overlap is two drawings of one border

Key = TypeVar("Key", bound=Hashable)


class CrossesItself(Exception):
    """A border that crosses itself encloses nothing one could agree on."""


def sound(polygons: Polygons) -> Polygons:
    """The same area when its borders are sound, mended when they cross by a hair. Raises CrossesItself."""
    import shapely

    shape = _on_the_plane(polygons, mend=False)
    if shape.is_valid:
        return polygons
    mended = shapely.make_valid(shape, method="structure")
    # Where a border crosses itself, what it encloses the other way round counts against its surface.
    if mended.area == 0 or abs(mended.area - shape.area) > MENDED_AT_MOST * mended.area:
        raise CrossesItself
    return _off_the_plane(mended, 6)


def outlines(areas: Sequence[Polygons], metres: float) -> list[Polygons]:
    """Each area with as few corners as a drawing needs. `metres`: what may be left out, as the side of a square."""
    import shapely

    shapes = [_on_the_plane(one) for one in areas]
    simple = shapely.coverage_simplify(shapes, metres)
    return [_off_the_plane(one if not one.is_empty else shapes[n], 5) for n, one in enumerate(simple)]


class Ground(Generic[Key]):
    """Areas that others may lie in, laid out once."""

    def __init__(self, areas: Mapping[Key, Polygons]) -> None:
        import shapely

        self._keys = list(areas)
        self._shapes = [_on_the_plane(one) for one in areas.values()]
        self._tree = shapely.STRtree(self._shapes)

    def shares(self, area: Polygons) -> dict[Key, float]:
        """How much of `area` lies in each, the largest first; overlaps thinner than a border are left out."""
        shape = _on_the_plane(area)
        near = sorted(int(n) for n in self._tree.query(shape))
        found = [(self._keys[n], shape.intersection(self._shapes[n]).area / shape.area) for n in near]
        return dict(
            sorted(((key, share) for key, share in found if share >= SMALLEST_SHARE), key=lambda pair: -pair[1])
        )


def _on_the_plane(polygons: Polygons, *, mend: bool = True) -> Any:
    import shapely

    parts = [
        shapely.Polygon(*((rings[0], rings[1:]) if len(rings) > 1 else (rings[0],)))
        for rings in ([[_metres(at) for at in ring] for ring in polygon] for polygon in polygons)
    ]
    shape = shapely.MultiPolygon(parts)
    return shape if not mend or shape.is_valid else shapely.make_valid(shape, method="structure")


def _metres(at: tuple[float, float]) -> tuple[float, float]:
    return at[0] * METRES_EAST, (at[1] - AT) * METRES_NORTH


def _off_the_plane(shape: Any, decimals: int) -> Polygons:
    parts = getattr(shape, "geoms", [shape])
    return [
        [
            [(round(x / METRES_EAST, decimals), round(y / METRES_NORTH + AT, decimals)) for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in parts
        if part.geom_type == "Polygon"
    ]
