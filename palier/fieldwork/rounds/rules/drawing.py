"""The round drawn: places as dots with their numbers, the order as a line. No tiles; the list beside says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from palier.kernel.positions import Position
from palier.ui.maps import ASPECT, WIDTH

MARGIN = 28
HEIGHT_AT_MOST = 420


@dataclass(frozen=True)
class Dot:
    """A stop on the drawing."""

    x: int
    y: int
    number: int


@dataclass(frozen=True)
class Drawing:
    """`lines`: the points of one agent's way, for a polyline."""

    height: int
    dots: tuple[Dot, ...]
    line: str
    width: int = WIDTH


def drawn(found: Sequence[tuple[int, Position | None]]) -> Drawing | None:
    """Stops by their number and where they lie. None: fewer than two places are known."""
    points = [(number, float(at.longitude), -float(at.latitude) * ASPECT) for number, at in found if at is not None]
    if len({(x, y) for _, x, y in points}) < 2:
        return None
    west, north = min(x for _, x, _ in points), min(y for _, _, y in points)
    east, south = max(x for _, x, _ in points), max(y for _, _, y in points)
    scale = min((WIDTH - 2 * MARGIN) / max(east - west, 1e-9), (HEIGHT_AT_MOST - 2 * MARGIN) / max(south - north, 1e-9))
    dots = tuple(
        Dot(round((x - west) * scale) + MARGIN, round((y - north) * scale) + MARGIN, number) for number, x, y in points
    )
    return Drawing(round((south - north) * scale) + 2 * MARGIN, dots, " ".join(f"{dot.x},{dot.y}" for dot in dots))
