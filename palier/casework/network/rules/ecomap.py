"""The ecomap as numbers: the household in the middle, two rings, a line to each. Lengths in units of the drawing.

What tells one line from another is its shape; the words beside it say the same, and colour says nothing.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from palier.casework.network.rules import Side, Strength

HOUSEHOLD, DISC = 54, 24  # radius of the middle, and of one around it
INNER, BETWEEN, MARGIN = 130, 105, 74  # first ring; from ring to ring; room for words outside the second
ROOM = 96  # what a name needs along its ring
LETTERS, LETTERS_WITHIN = 15, 11  # of a name that fits beside its disc; of a line in the household
TURNS = 18  # ways to turn the second ring that are tried, times two
STEP, SWING = 9, 6  # of a tense line: length of one turn, how far it goes aside


@dataclass(frozen=True)
class Around:
    """Who is to be drawn. `number`: of its line in the list; `here`: lives in the household, as told."""

    number: int
    name: str
    side: Side
    strength: str = ""
    here: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Node:
    """One around the household: where it stands, and the way of its line. `name`: cut to what fits.

    `above`: its words stand over the disc, away from the line that comes from below.
    """

    of: Around
    name: str
    x: int
    y: int
    line: str
    above: bool

    @property
    def left(self) -> int:
        return self.x - DISC

    @property
    def top(self) -> int:
        return self.y - DISC

    @property
    def name_y(self) -> int:
        return self.y - DISC - 21 if self.above else self.y + DISC + 16

    @property
    def word_y(self) -> int:
        return self.y - DISC - 6 if self.above else self.y + DISC + 31

    @property
    def number_y(self) -> int:
        return self.y + 7


@dataclass(frozen=True)
class Ecomap:
    """A square drawing. `middle`: the words in the household, one a line, each with its height."""

    size: int
    inner: int
    outer: int
    middle: tuple[tuple[str, int], ...]
    nodes: tuple[Node, ...]

    @property
    def centre(self) -> int:
        return self.size // 2

    @property
    def inner_top(self) -> int:
        return self.centre - self.inner

    @property
    def outer_top(self) -> int:
        return self.centre - self.outer


def ecomap(household: str, around: Sequence[Around]) -> Ecomap:
    """Persons on the first ring, services on the second. A ring grows with those who stand on it."""
    near = [one for one in around if one.side is Side.PERSON]
    far = sorted((one for one in around if one.side is not Side.PERSON), key=lambda one: one.side is Side.OUTSIDE)
    inner = max(INNER, _radius(len(near)))
    outer = max(inner + BETWEEN, _radius(len(far)))
    size = 2 * (outer + MARGIN)
    nodes = [*_ring(near, inner, size // 2, 0.0), *_ring(far, outer, size // 2, _turned(len(near), len(far)))]
    return Ecomap(size, inner, outer, _middle(household, size // 2), tuple(nodes))


def _radius(number: int) -> int:
    return math.ceil(number * ROOM / (2 * math.pi))


def _turned(near: int, far: int) -> float:
    """By how much the second ring is turned, so that its lines pass as far as can be from who stands on the first."""
    first = [place * 2 * math.pi / near for place in range(near)]

    def nearest(turned: float) -> float:
        lines = (turned + place * 2 * math.pi / far for place in range(far))
        return min((abs(math.remainder(line - one, 2 * math.pi)) for line in lines for one in first), default=0.0)

    return max(
        (turn * math.pi / (TURNS * max(far, 1)) for turn in range(2 * TURNS)), key=lambda turn: round(nearest(turn), 6)
    )


def _ring(around: Sequence[Around], radius: int, centre: int, turned: float) -> list[Node]:
    nodes = []
    for place, one in enumerate(around):
        angle = turned - math.pi / 2 + place * 2 * math.pi / len(around)
        x, y = math.cos(angle), math.sin(angle)
        line = _line(one.strength, centre, angle, HOUSEHOLD, radius - DISC)
        across, down = round(centre + radius * x), round(centre + radius * y)
        nodes.append(Node(one, short(one.name), across, down, line, above=down < centre - DISC))
    return nodes


def _line(strength: str, centre: int, angle: float, start: int, end: int) -> str:
    """The way from the household to a disc: straight, or from side to side when the tie is tense."""
    x, y = math.cos(angle), math.sin(angle)
    points = [(float(start), 0.0), (float(end), 0.0)]
    if strength == Strength.TENSE:
        turns = max(2, (end - start) // STEP)
        inside = [(start + (end - start) * n / turns, SWING * (-1) ** n) for n in range(1, turns)]
        points = [points[0], *((along, float(aside)) for along, aside in inside), points[1]]
    drawn = [(centre + along * x - aside * y, centre + along * y + aside * x) for along, aside in points]
    return "M" + " L".join(f"{px:.0f} {py:.0f}" for px, py in drawn)


def short(name: str, at_most: int = LETTERS) -> str:
    """A name that fits, cut at its end."""
    return name if len(name) <= at_most else f"{name[: at_most - 1].rstrip()}…"


def _middle(household: str, centre: int) -> tuple[tuple[str, int], ...]:
    """At most two lines of the household's name, broken where they are most alike: at a space, or after a hyphen."""
    lines = [household]
    if len(household) > LETTERS_WITHIN:
        breaks = [at.end() for at in re.finditer(r"[\s-]", household)]
        halves = [[household[:at].rstrip(), household[at:].lstrip()] for at in breaks]
        lines = min(halves, key=lambda two: max(map(len, two)), default=lines)
    return tuple(
        (short(line, LETTERS_WITHIN), centre + 5 + 18 * place - 9 * (len(lines) - 1))
        for place, line in enumerate(lines)
    )
