"""Reading areas from a GeoJSON file (RFC 7946), trusting nothing of it.

A file is refused as a whole when it is no collection of features. A feature is refused alone, with its reason, when
its geometry cannot be a place in Belgium: the others may still be looked at.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from palier.kernel.errors import Message, Problem

MAX_BYTES = 50_000_000
MAX_FEATURES = 5_000
MAX_POSITIONS = 2_000_000
MAX_PROPERTIES = 200
WEST, SOUTH, EAST, NORTH = 2.3, 49.4, 6.6, 51.7  # Belgium, with a margin
DECIMALS = 6  # a tenth of a metre
FLATTEST = 1e-12  # square degrees, about a hundredth of a square metre

Position = tuple[float, float]
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
Polygons = tuple[Polygon, ...]


class UnreadableAreas(Problem):
    """This file cannot be read as GeoJSON."""

    code = "unreadable_areas"


class NoAreas(UnreadableAreas):
    """The file does not hold areas as GeoJSON."""

    code = "no_areas"


class BadShape(Exception):
    """This geometry cannot be used, and why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as it stands in the file. `number` from 1; `geometry` not yet looked at."""

    number: int
    properties: dict[str, object]
    geometry: object


def read_features(path: Path) -> list[Feature]:
    """The features of the collection at `path`. Raises UnreadableAreas and NoAreas."""
    data = _json(path)
    if not isinstance(data, dict):
        raise NoAreas(where=Message("Found: JSON that is no object."))
    if data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        kind = data.get("type")
        shown = kind[:40] if isinstance(kind, str) and kind else "-"
        raise NoAreas(where=Message("Found: an object of type %(type)s.", {"type": shown}))
    features = data["features"]
    if not features:
        raise NoAreas(where=Message("Found: a collection without features."))
    if len(features) > MAX_FEATURES:
        raise UnreadableAreas(where=Message("A file may have %(limit)s features.", {"limit": MAX_FEATURES}))
    return [_feature(number, one) for number, one in enumerate(features, start=1)]


def _json(path: Path) -> Any:
    if not path.is_file():
        raise UnreadableAreas(where=Message("There is no such file."))
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableAreas(where=Message("A file may have %(limit)s bytes.", {"limit": MAX_BYTES}))
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_not_a_number)
    except RecursionError:
        raise UnreadableAreas(where=Message("It is nested too deeply.")) from None
    except ValueError:  # also bytes that are no UTF-8, NaN, and numbers of thousands of digits
        raise NoAreas(where=Message("Found: a file that is not JSON.")) from None


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(word)


def _feature(number: int, data: object) -> Feature:
    """What is no feature has no properties and no geometry, and is refused for it later."""
    if not isinstance(data, dict) or data.get("type") != "Feature":
        return Feature(number, {}, None)
    properties = data.get("properties")
    known = properties if isinstance(properties, dict) and len(properties) <= MAX_PROPERTIES else {}
    return Feature(number, known, data.get("geometry"))


def as_words(value: object) -> str:
    """A property as text: a whole number loses its `.0`; what is no text or number is blank."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    return " ".join(str(value).replace("\x00", " ").split()) if isinstance(value, str | int) else ""


class Positions:
    """Counts the positions of a whole file, so that no file is larger than can be drawn."""

    def __init__(self, limit: int = MAX_POSITIONS) -> None:
        self.left = self.limit = limit

    def take(self, number: int) -> None:
        """Raises UnreadableAreas when there are too many."""
        self.left -= number
        if self.left < 0:
            raise UnreadableAreas(where=Message("A file may have %(limit)s positions.", {"limit": self.limit}))


def polygons(geometry: object, positions: Positions) -> Polygons:
    """The polygons of a Polygon or MultiPolygon in WGS84, rounded to a tenth of a metre. Raises BadShape."""
    if not isinstance(geometry, dict):
        raise BadShape(Message("There is no geometry."))
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        parts = [parts]
    elif kind != "MultiPolygon":
        raise BadShape(Message("An area is a Polygon or a MultiPolygon, not this: %(type)s.", {"type": str(kind)[:40]}))
    return tuple(_polygon(part, positions) for part in _filled(parts))


def _filled(value: object) -> Sequence[object]:
    if not isinstance(value, list) or not value:
        raise BadShape(Message("The coordinates are not lists of positions."))
    return value


def _polygon(part: object, positions: Positions) -> Polygon:
    return tuple(_ring(ring, positions) for ring in _filled(part))


def _ring(ring: object, positions: Positions) -> Ring:
    given = _filled(ring)
    positions.take(len(given))
    made = tuple(_position(one) for one in given)
    if len(made) < 4:
        raise BadShape(Message("A ring has at least four positions."))
    if made[0] != made[-1]:
        raise BadShape(Message("A ring is not closed: its last position is not its first."))
    kept = tuple(one for one, before in zip(made, (None, *made), strict=False) if one != before)
    if len(kept) < 4 or abs(_surface(kept)) < FLATTEST:
        raise BadShape(Message("A ring encloses nothing."))
    return kept


def _position(value: object) -> Position:
    if not isinstance(value, list) or len(value) < 2:
        raise BadShape(Message("A position is a longitude and a latitude."))
    longitude, latitude = value[0], value[1]
    for number in (longitude, latitude):
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise BadShape(Message("A position is a longitude and a latitude."))
    if WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
        raise BadShape(Message("Longitude and latitude are the wrong way round: GeoJSON has the longitude first."))
    if abs(longitude) > 180 or abs(latitude) > 90:
        raise BadShape(Message("These are not degrees: save the file in WGS84 (EPSG:4326)."))
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise BadShape(Message("A position lies outside Belgium: %(at)s.", {"at": f"{longitude:.4f}, {latitude:.4f}"}))
    return round(float(longitude), DECIMALS), round(float(latitude), DECIMALS)


def _surface(ring: Ring) -> float:
    """Twice the signed surface, in square degrees."""
    x0, y0 = ring[0]
    return sum((x - x0) * (v - y0) - (u - x0) * (y - y0) for (x, y), (u, v) in pairwise(ring))
