"""Where something stands, in degrees of WGS84: what address files (BeSt), maps and telephones give.

BeSt gives Lambert 72 and Lambert 2008 beside WGS84; those are metres on a flat map and are refused, never converted:
who made the file knows which columns hold degrees, we would guess.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from palier.kernel.errors import Message, Problem
from palier.kernel.geojson import DECIMALS, EAST, NORTH, SOUTH, WEST
from palier.kernel.table_cells import BadCell, as_text

LARGEST_DEGREE = 180
_DEGREES = re.compile(r"-?\d{1,9}([.,]\d{1,20})?")  # longer is no measure; six decimals are a tenth of a metre
_STEP = Decimal(1).scaleb(-DECIMALS)


class Position(NamedTuple):
    """Degrees east and north, to six decimals."""

    longitude: Decimal
    latitude: Decimal


class BadPosition(Problem):
    """This is no position in Belgium."""

    code = "bad_position"

    def __init__(self, column: str, reason: Message) -> None:
        """`column`: `longitude` or `latitude`, the one to mend first."""
        self.column = column
        super().__init__(reason)


def as_degrees(value: object) -> Decimal | None:
    """A number with a point or a comma before its decimals: degrees have no thousands, so both are clear."""
    text = as_text(value)
    if not text:
        return None
    if not (text.isascii() and _DEGREES.fullmatch(text)):
        raise BadCell("This is not a number of degrees, such as 4.351700.")
    return Decimal(text.replace(",", "."))


def as_position(longitude: Decimal | None, latitude: Decimal | None) -> Position | None:
    """The position, or None when neither is given. Raises BadPosition."""
    if longitude is None or latitude is None:
        if longitude is None and latitude is None:
            return None
        raise BadPosition(
            "longitude" if longitude is None else "latitude",
            Message("A position takes both, the longitude and the latitude: fill in the other one, or neither."),
        )
    if _in_belgium(longitude, latitude):
        return Position(longitude.quantize(_STEP), latitude.quantize(_STEP))
    raise BadPosition("longitude", _what_is_wrong(longitude, latitude))


def _in_belgium(longitude: Decimal, latitude: Decimal) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _what_is_wrong(longitude: Decimal, latitude: Decimal) -> Message:
    if _in_belgium(latitude, longitude):
        return Message(
            "Longitude and latitude seem to be swapped:"
            " in Brussels the longitude is about 4.35, the latitude about 50.85."
        )
    if max(abs(longitude), abs(latitude)) > LARGEST_DEGREE:
        return Message("These are metres of a flat map (Lambert), not degrees: give the WGS84 columns.")
    return Message("This does not lie in Belgium: give degrees of WGS84, such as 4.351700 and 50.846600.")
