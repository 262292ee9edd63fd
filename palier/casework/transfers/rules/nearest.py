"""Dwellings in order of their distance from a place: one array for each search, one sort for each household."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np

from palier.casework.transfers.rules.mandatory import EARTH_KM

FAR = 1e6  # km: where a position is missing


class Placed(Protocol):
    """Whatever stands somewhere: degrees, None where unknown."""

    @property
    def id(self) -> str: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def latitude(self) -> float | None: ...


Somewhere = TypeVar("Somewhere", bound=Placed)


class Nearest(Generic[Somewhere]):
    """Places in a fixed order of their ids, with their positions side by side."""

    def __init__(self, places: Sequence[Somewhere]) -> None:
        self.places = sorted(places, key=lambda place: place.id)
        self.positions = np.radians(np.array([_position(place) for place in self.places], dtype=float).reshape(-1, 2))

    def around(self, home: Placed) -> Iterator[Somewhere]:
        """The nearest first, to the metre (haversine); what is equally far by its id, what has no position last."""
        (east, north), (easts, norths) = np.radians(_position(home)), self.positions.T
        chord = np.sin((norths - north) / 2) ** 2 + np.cos(north) * np.cos(norths) * np.sin((easts - east) / 2) ** 2
        far = np.nan_to_num(np.round(2 * EARTH_KM * np.arcsin(np.sqrt(chord)), 3), nan=FAR)
        return (self.places[place] for place in np.argsort(far, kind="stable"))


def _position(place: Placed) -> tuple[float, float]:
    missing = place.longitude is None or place.latitude is None
    return (np.nan, np.nan) if missing else (place.longitude, place.latitude)  # type: ignore[return-value]
