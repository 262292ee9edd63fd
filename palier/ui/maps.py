"""Draws figures of areas: a map with filled areas when their outlines are known, tiles when they are not.

Pure: what to fill and what to write in it comes from the caller, who puts a table with the same figures beside it. What
is shown is written in the area too, so that nothing hangs on a colour. Templates of `ui/components/` make SVG of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

WIDTH = 640  # units of the drawing; the page scales it
MARGIN = 4
ASPECT = 111_245 / 70_429  # a degree north over a degree east at 50.85 N
TILE = 48
GAP = 4
TILES_ACROSS = 5  # what fits a phone without shrinking
MANY = 40  # areas of a map: beyond, it is written in smaller and scrolls on a phone
A_SIGN, A_SMALL_SIGN = 10, 7  # units that one sign takes: in a narrower area it is not written

Outline = Sequence[Sequence[Sequence[Sequence[float]]]]  # polygons of rings of longitude and latitude


@dataclass(frozen=True)
class Area:
    """One area to draw. `step` 0 is empty, 1 to 4 darker; `value` is written in it; `title` says all in words."""

    label: str
    title: str
    value: str = ""
    step: int = 0
    group: str = ""
    cell: tuple[int, int] | None = None  # column and row of its tile, when a grid was made by hand
    outline: Outline | None = None


@dataclass(frozen=True)
class Step:
    """A line of the legend."""

    number: int
    words: str


@dataclass(frozen=True)
class Shape:
    """An area drawn: its path, or its tile at (x, y); its text stands around (text_x, text_y).

    `named`, `written`: there is room for its label, and for its value.
    """

    area: Area
    text_x: float
    text_y: float
    path: str = ""
    x: float = 0
    y: float = 0
    named: bool = True
    written: bool = True


@dataclass(frozen=True)
class Panel:
    """One drawing: the whole map, or the tiles of one group under its name."""

    name: str
    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def view_width(self) -> float:
        """With room for the border of the outermost areas."""
        return round(self.width + 2, 1)

    @property
    def view_height(self) -> float:
        """With room for the border of the outermost areas."""
        return round(self.height + 2, 1)


@dataclass(frozen=True)
class Picture:
    """All of a figure. `kind` is "map", "grid" (tiles on one grid) or "groups" (tiles under names)."""

    kind: str
    title: str
    many: bool
    panels: tuple[Panel, ...]
    legend: tuple[Step, ...] = ()
    tile: int = TILE
    notes: tuple[str, ...] = field(default=())


def picture(areas: Sequence[Area], title: str, legend: Iterable[Step] = (), notes: Iterable[str] = ()) -> Picture:
    """A map of the areas whose outlines are known; without any, tiles: by hand where every area has its cell."""
    panels: tuple[Panel, ...]
    if any(area.outline for area in areas):
        kind, panels = "map", (_map([area for area in areas if area.outline]),)
    elif areas and all(area.cell for area in areas):
        kind, panels = "grid", (_grid(areas),)
    else:
        kind, panels = "groups", tuple(_groups(areas))
    return Picture(kind, title, len(areas) > MANY, panels, tuple(legend), notes=tuple(notes))


# -- tiles ---------------------------------------------------------------------------------------------------


def _tile(area: Area, column: int, row: int) -> Shape:
    x, y = column * (TILE + GAP), row * (TILE + GAP)
    return Shape(area, x + TILE / 2, y + TILE / 2, x=x, y=y, written=bool(area.value))


def _size(number: int) -> int:
    return number * (TILE + GAP) - GAP


def _grid(areas: Sequence[Area]) -> Panel:
    cells = [area.cell for area in areas if area.cell]
    shapes = tuple(_tile(area, *area.cell) for area in areas if area.cell)
    return Panel("", _size(max(x for x, _ in cells) + 1), _size(max(y for _, y in cells) + 1), shapes)


def _groups(areas: Sequence[Area]) -> Iterable[Panel]:
    """The order of the areas is kept; those of one group must follow each other."""
    for name, members in groupby(areas, key=lambda area: area.group):
        tiles = list(members)
        across = min(TILES_ACROSS, len(tiles))
        down = -(-len(tiles) // across)
        shapes = tuple(_tile(area, n % across, n // across) for n, area in enumerate(tiles))
        yield Panel(name, _size(across), _size(down), shapes)


# -- a map ---------------------------------------------------------------------------------------------------


def _map(areas: Sequence[Area]) -> Panel:
    points = [at for area in areas for polygon in area.outline or () for at in polygon[0]]
    west, east = min(at[0] for at in points), max(at[0] for at in points)
    south, north = min(at[1] for at in points), max(at[1] for at in points)
    scale = (WIDTH - 2 * MARGIN) / max(east - west, (north - south) * ASPECT, 1e-9)

    def place(at: Sequence[float]) -> tuple[float, float]:
        return round((at[0] - west) * scale + MARGIN, 1), round((north - at[1]) * ASPECT * scale + MARGIN, 1)

    sign = A_SMALL_SIGN if len(areas) > MANY else A_SIGN
    shapes = tuple(
        _shape(area, [[[place(at) for at in ring] for ring in polygon] for polygon in area.outline or ()], sign)
        for area in areas
    )
    width, height = place((east, south))
    return Panel("", round(width + MARGIN, 1), round(height + MARGIN, 1), shapes)


Placed = list[list[list[tuple[float, float]]]]


def _shape(area: Area, polygons: Placed, sign: float) -> Shape:
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z" for rings in polygons for ring in rings)
    x, y, room = _inside(max(polygons, key=lambda rings: abs(_moments(rings[0])[0])))
    written = bool(area.value) and room >= sign * len(area.value)
    return Shape(area, x, y, path=path, named=room >= sign * len(area.label), written=written)


def _moments(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Twice the signed surface of a ring, and the height of its centre."""
    surface = height = 0.0
    for (x, y), (u, v) in pairwise(ring):
        cross = x * v - u * y
        surface += cross
        height += (y + v) * cross
    return surface, height / (3 * surface) if surface else ring[0][1]


def _inside(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float, float]:
    """A point inside the polygon, with room for text: the middle of the widest stretch at the height of its centre."""
    y = _moments(rings[0])[1]
    crossings = sorted(
        x + (y - v) / (w - v) * (u - x) for ring in rings for (x, v), (u, w) in pairwise(ring) if (v > y) != (w > y)
    )
    stretches = [(right - left, left, right) for left, right in zip(crossings[::2], crossings[1::2], strict=False)]
    if not stretches:
        return rings[0][0][0], rings[0][0][1], 0
    room, left, right = max(stretches)
    return round((left + right) / 2, 1), round(y, 1), room
