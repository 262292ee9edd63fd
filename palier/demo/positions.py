"""Where buildings that do not exist would stand: a walk from the middle of their commune, in a line along their street.

The middles are rough, from general knowledge, and nobody lives at any of these doors. Each street has dice of its own,
so that no other row changes.
"""

import math
from decimal import Decimal

from palier.demo.dice import Dice
from palier.kernel.areas import METRES_EAST, METRES_NORTH
from palier.kernel.positions import Position, as_position

MIDDLES = {
    "21001": (4.31, 50.835), "21002": (4.43, 50.815), "21003": (4.295, 50.865), "21004": (4.35, 50.85),
    "21005": (4.39, 50.835), "21006": (4.40, 50.87), "21007": (4.325, 50.81), "21008": (4.31, 50.873),
    "21009": (4.375, 50.825), "21010": (4.325, 50.88), "21011": (4.33, 50.863), "21012": (4.325, 50.855),
    "21013": (4.345, 50.828), "21014": (4.37, 50.853), "21015": (4.38, 50.865), "21016": (4.34, 50.80),
    "21017": (4.415, 50.80), "21018": (4.43, 50.85), "21019": (4.445, 50.835),
}  # fmt: skip
REACH = 500  # metres from the middle at which a street may begin
A_NUMBER = 8  # metres from one house number to the next
UNKNOWN = 0.06  # streets of which the landlord's file gives no position


def of_building(nis: str, street: str, number: int) -> Position | None:
    """Where a house number of this street stands; None for the streets that nobody has placed."""
    dice = Dice("positions", nis, street)
    if dice.chance(UNKNOWN):
        return None
    east, north = (dice.between(-REACH, REACH) for _ in "xy")
    turn = math.radians(dice.between(0, 359))
    return _moved(MIDDLES[nis], east + A_NUMBER * number * math.cos(turn), north + A_NUMBER * number * math.sin(turn))


def beside(position: Position, metres: int) -> Position:
    """A place so many metres further east."""
    return _moved((float(position.longitude), float(position.latitude)), metres, 0)


def _moved(start: tuple[float, float], east: float, north: float) -> Position:
    moved = start[0] + east / METRES_EAST, start[1] + north / METRES_NORTH
    found = as_position(*(Decimal(repr(degrees)) for degrees in moved))
    assert found is not None
    return found
