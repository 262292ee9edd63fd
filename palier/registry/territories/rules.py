"""Areas and what is said of them; which properties of a GeoJSON feature are read, and under which published names."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from palier.kernel.errors import Message
from palier.kernel.sort_keys import sort_key
from palier.registry.housing.rules import COMMUNES, AreaList
from palier.registry.imports.rules import Column, text

COMMUNE_LIST = "communes"
LISTS = (COMMUNE_LIST, *AreaList)
IN_MONITORING = (AreaList.COMPANY, AreaList.STATISTICAL)  # lists whose areas lie in neighbourhoods of the monitoring
DRAWN_TO = 30.0  # metres: about one pixel of a map of the Region
MOST_SHARES = 20

COLUMNS = (
    Column("code", text(20), needed=True),
    Column("name_fr", text(120), needed=True),
    Column("name_nl", text(120)),
    Column("municipality", text(120)),
    Column("monitoring", text(200)),
)
# The names under which Statbel, UrbIS and the monitoring publish these, in lower case.
_ALSO = {
    "code": ("nis", "refnis", "national_code", "mdzone", "nis9", "cd_sector"),
    "name_fr": ("namefre", "nom", "tx_sector_descr_fr", "tx_munty_descr_fr"),
    "name_nl": ("namedut", "naam", "tx_sector_descr_nl", "tx_munty_descr_nl"),
    "municipality": ("commune", "nis5", "cd_munty_refnis", "nom_commune", "gemeentenaam"),
    "monitoring": (),
}


@dataclass(frozen=True)
class Area:
    """An area of a list, or a commune. `key` is its id in the register; `commune` the NIS code of where it lies."""

    key: Any
    code: str
    name: str
    commune: str
    commune_name: str


@dataclass(frozen=True)
class Part:
    """How much of an area lies in an area of another list."""

    within: uuid.UUID
    code: str
    name: str
    share: Decimal


@dataclass(frozen=True)
class Held:
    """What the actor's company has at one site in one commune: no household, only doors."""

    site: uuid.UUID
    name: str
    neighbourhood: uuid.UUID | None
    commune: str | None
    dwellings: int


class BadProperty(Exception):
    """A property of a feature cannot be used: which, by our name, and why."""

    def __init__(self, column: str, reason: Message) -> None:
        self.column, self.reason = column, reason
        super().__init__(column)


def needed_of(of: str) -> tuple[str, ...]:
    """The properties that features of a list must have: communes are known by their code."""
    return ("code",) if of == COMMUNE_LIST else tuple(column.name for column in COLUMNS if column.needed)


def their_names(found: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """Our name -> theirs, for the properties found in a file; what the map says comes first."""
    names = {ours: theirs for theirs, ours in said.items()}
    lower = {name.casefold(): name for name in sorted(found, reverse=True)}
    for column in COLUMNS:
        for name in (column.name, *_ALSO[column.name]):
            if name in lower and lower[name] not in said:
                names.setdefault(column.name, lower[name])
    return names


_BY_NAME = {sort_key(name): one.nis for one in COMMUNES for name in (one.nis, one.fr, one.nl)}


def commune_of(words: str) -> str | None:
    """The NIS code of a commune given by its code or by its name in either language; None when blank."""
    if not words:
        return None
    try:
        return _BY_NAME[sort_key(words)]
    except KeyError:
        raise BadProperty(
            "municipality", Message("No commune of the Region is called %(name)s.", {"name": words[:60]})
        ) from None


@dataclass(frozen=True)
class Shares:
    """What a file says of one area: how much of it lies in which neighbourhoods of the monitoring, by their codes."""

    by_code: Mapping[str, float]


def shares_of(value: object, of: str) -> Shares | None:
    """« 36 », « 36: 0.6; 37: 0.4 » or {"36": 0.6, "37": 0.4}; None when nothing is said. Raises BadProperty."""
    if value in (None, "", {}):
        return None
    pairs = list(value.items()) if isinstance(value, Mapping) else _pairs(str(value))
    if not 0 < len(pairs) <= MOST_SHARES:
        raise BadProperty("monitoring", Message("Shares are written like this: 36: 0.6; 37: 0.4."))
    found = {str(code).strip(): _share(share) for code, share in pairs}
    if len(found) < len(pairs) or sum(found.values()) > 1.0005:
        raise BadProperty("monitoring", Message("The shares of one area are together at most 1, each code once."))
    if of == AreaList.STATISTICAL and len(found) > 1:
        raise BadProperty("monitoring", Message("A statistical sector lies in one neighbourhood of the monitoring."))
    return Shares(found)


def _pairs(words: str) -> list[tuple[str, object]]:
    parts = [part.partition(":") for part in words.split(";") if part.strip()]
    return [(code.strip(), share.strip().replace(",", ".") or 1) for code, _, share in parts]


def _share(value: object) -> float:
    try:
        share = float(str(value))
    except ValueError:
        share = -1.0
    if isinstance(value, bool) or not 0 < share <= 1:
        raise BadProperty("monitoring", Message("A share is a number above 0 and at most 1."))
    return round(share, 4)
