"""Writes to sites and buildings: what a landlord's file says of them, under the names it uses."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from palier.access.actor import Actor
from palier.identity.organisations.rules import PlaceKind
from palier.kernel.identifiers import new_id
from palier.kernel.positions import Position, as_position
from palier.kernel.sort_keys import sort_key
from palier.registry.housing.rules import MUNICIPALITY_OF


@dataclass(frozen=True)
class Address:
    """Where a building stands; a street written « fr / nl » has both its names."""

    street_fr: str
    street_nl: str
    number: str
    postcode: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Address":
        """The address in a row with street, number and postcode."""
        return cls(*two_names(row["street"]), row["number"], row["postcode"])


def two_names(text: str) -> tuple[str, str]:
    """« Cité Modèle / Modelwijk » gives a French and a Dutch name; any other text is both."""
    parts = [part.strip() for part in text.split(" / ")]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else (text, text)


def _key(name: str) -> str:
    return sort_key(name) or name


@dataclass
class Stock:
    """The sites and buildings of the actor's company, by name; new ones are gathered, then written together.

    A building is known by its site and its name. When a file gives one name several addresses (a block with several
    doors), each address is a building of its own and has it in its name. `moved` are buildings whose address or
    position changed. A position that the file does not give stays, unless the address changed: it was that of the
    former one. When rows give one building several positions, a few metres from door to door, the first counts.
    """

    actor: Actor
    sites: dict[str, uuid.UUID] = field(default_factory=dict)
    buildings: dict[tuple[uuid.UUID, str], uuid.UUID] = field(default_factory=dict)
    addresses: dict[uuid.UUID, Address] = field(default_factory=dict)
    positions: dict[uuid.UUID, Position | None] = field(default_factory=dict)
    moved: set[uuid.UUID] = field(default_factory=set)
    _top: uuid.UUID | None = None
    _places: list[tuple[Any, ...]] = field(default_factory=list)
    _changed: set[uuid.UUID] = field(default_factory=set)
    _placed: set[uuid.UUID] = field(default_factory=set)  # buildings whose position this file has given

    def __post_init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.id, p.parent_id, p.kind, p.name_fr, p.name_nl, b.street_fr, b.street_nl, b.number,"
                " b.postcode, b.longitude, b.latitude"
                " FROM organisations_place p LEFT JOIN housing_building b ON b.place_id = p.id"
                " WHERE p.organisation_id = %s ORDER BY p.id",
                [self.actor.organisation],
            )
            for place, parent, kind, name_fr, name_nl, *address, longitude, latitude in cursor.fetchall():
                self._remember(place, parent, kind, (name_fr, name_nl))
                if address[0] is not None:
                    self.addresses[place] = Address(*address)
                    self.positions[place] = as_position(longitude, latitude)

    def _remember(self, place: uuid.UUID, parent: uuid.UUID | None, kind: str, names: tuple[str, str]) -> None:
        if kind == PlaceKind.COMPANY:
            self._top = self._top or place
        for name in names:
            if kind == PlaceKind.SITE:
                self.sites.setdefault(_key(name), place)
            elif kind == PlaceKind.BUILDING and parent is not None:
                self.buildings.setdefault((parent, _key(name)), place)

    def buildings_of(self, rows: list[dict[str, Any]]) -> list[uuid.UUID]:
        """The building of each row, made or corrected where needed."""
        named = [(self._site(row["site"]), row.get("building") or "", Address.of(row)) for row in rows]
        doors: dict[tuple[uuid.UUID, str], set[Address]] = {}
        for site, name, address in named:
            doors.setdefault((site, _key(name)), set()).add(address)
        found = [self._building(site, name, address, len(doors[site, _key(name)]) > 1) for site, name, address in named]
        for place, row in zip(found, rows, strict=True):
            self._stands(place, row.get("position"))
        self._write()
        return found

    def _site(self, name: str) -> uuid.UUID:
        names = two_names(name)
        known = next((self.sites[key] for key in map(_key, names) if key in self.sites), None)
        return known or self._new(PlaceKind.SITE, self._company(), names)

    def _company(self) -> uuid.UUID:
        if self._top is None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT name_fr, name_nl FROM organisations_organisation WHERE id = %s", [self.actor.organisation]
                )
                self._top = self._new(PlaceKind.COMPANY, None, cursor.fetchone())
        return self._top

    def _building(self, site: uuid.UUID, name: str, address: Address, has_doors: bool) -> uuid.UUID:
        at_fr, at_nl = (f"{street} {address.number}" for street in (address.street_fr, address.street_nl))
        names = two_names(name)
        if not name:
            names = (at_fr, at_nl)
        elif has_doors:
            names = (f"{names[0]} ({at_fr})", f"{names[1]} ({at_nl})")
        known = next((self.buildings[site, key] for key in map(_key, names) if (site, key) in self.buildings), None)
        place = known or self._new(PlaceKind.BUILDING, site, names)
        if self.addresses.get(place) != address:
            self.addresses[place] = address
            self.positions[place] = None
            self._change(place)
        return place

    def _stands(self, place: uuid.UUID, position: Position | None) -> None:
        if position is None or place in self._placed:
            return
        self._placed.add(place)
        if self.positions.get(place) != position:
            self.positions[place] = position
            self._change(place)

    def _change(self, place: uuid.UUID) -> None:
        self._changed.add(place)
        self.moved.add(place)

    def _new(self, kind: PlaceKind, parent: uuid.UUID | None, names: tuple[str, str]) -> uuid.UUID:
        place = new_id()
        cut = (names[0][:200], names[1][:200])
        self._places.append((place, parent, kind, *cut))
        self._remember(place, parent, kind, names)
        return place

    def _write(self) -> None:
        """Places, then the sites and addresses that stand on them: the database takes the job's own company only."""
        changed = [self._row(place) for place in sorted(self._changed)]
        with connection.cursor() as cursor:
            if self._places:
                cursor.execute("SELECT sec.add_places(%s::uuid[], %s::uuid[], %s, %s, %s)", _columns(self._places))
            if changed:
                cursor.execute(
                    "SELECT sec.keep_buildings(%s::uuid[], %s, %s, %s, %s, %s, %s::numeric[], %s::numeric[])",
                    _columns(changed),
                )
        self._places.clear()
        self._changed.clear()

    def _row(self, place: uuid.UUID) -> tuple[Any, ...]:
        one, at = self.addresses[place], self.positions.get(place) or (None, None)
        return place, one.street_fr, one.street_nl, one.number, one.postcode, MUNICIPALITY_OF.get(one.postcode), *at


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[str | None]]:
    return [[None if cell is None else str(cell) for cell in column] for column in zip(*rows, strict=True)]
