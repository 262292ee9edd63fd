"""Where the rings and paths of a search stand in their drawing. Units are those of the drawing, about a pixel each."""

from dataclasses import dataclass
from math import asin, cos, pi, sin

RING = (320, 216)  # width, height
PATH_HEIGHT, STRIDE, EDGE = 88, 92, 34
RADIUS, NODE = 72, 24
GAP = 9  # between an arrow and what it touches


@dataclass(frozen=True)
class Node:
    """A home. `number`: of the household that leaves it, counted from 1; 0: a dwelling that is free."""

    x: float
    y: float
    number: int

    @property
    def text_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True)
class Drawn:
    """A ring or a path: its homes, and an SVG path for each move, from the home left to the one taken."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    arrows: tuple[str, ...]


def ring(length: int) -> Drawn:
    """Homes on a circle; each household goes to the home before its own."""
    width, height = RING
    angles = [-pi / 2 + 2 * pi * place / length for place in range(length)]
    if length == 2:
        angles = [pi, 0.0]
    nodes = tuple(Node(*_on_circle(angle), number) for number, angle in enumerate(angles, 1))
    clear = 2 * asin((NODE + GAP) / (2 * RADIUS))
    arrows = tuple(_arc(angles[place] - clear, angles[place - 1] + clear) for place in range(length))
    return Drawn(width, height, nodes, arrows)


def path(length: int) -> Drawn:
    """A free dwelling, then homes in a row; each household goes to the one before."""
    y = PATH_HEIGHT / 2
    nodes = tuple(Node(EDGE + STRIDE * place, y, place) for place in range(length + 1))
    reach = NODE + GAP
    arrows = tuple(f"M{nodes[n].x - reach} {y}L{nodes[n - 1].x + reach} {y}" for n in range(1, length + 1))
    return Drawn(2 * EDGE + STRIDE * length, PATH_HEIGHT, nodes, arrows)


def _on_circle(angle: float) -> tuple[float, float]:
    width, height = RING
    return round(width / 2 + RADIUS * cos(angle), 1), round(height / 2 + RADIUS * sin(angle), 1)


def _arc(start: float, end: float) -> str:
    """Against the clock, the short way round: from one angle to another on the circle."""
    (x, y), (to_x, to_y) = _on_circle(start), _on_circle(end)
    return f"M{x} {y}A{RADIUS} {RADIUS} 0 0 0 {to_x} {to_y}"
