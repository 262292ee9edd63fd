"""A table of services with our own columns (CSV, XLSX, XLS, ODS), as a region or a network keeps its list.

One row is one service with its organisation. What names a service in the sender's program is its `source_id`; the
organisation is known by its name.
"""

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from palier.kernel.errors import Message
from palier.kernel.sort_keys import sort_key
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.kernel.table_cells import BadCell, as_choice, as_text
from palier.registry.housing.rules import COMMUNES
from palier.registry.imports.rules import Column, FileMap, Read, choice, read_rows, telephone, text
from palier.registry.partners.labels import CAPACITIES, DOMAINS, LEVELS, PARTNER_KINDS
from palier.registry.partners.labels.columns import headers, words_of
from palier.registry.partners.rules import LINE_AT_MOST, NAME_AT_MOST, WORDS_AT_MOST, Capacity
from palier.registry.partners.rules.exchange.reading import (
    KIND,
    MOST_SERVICES,
    Exchange,
    PartnerTold,
    ServiceTold,
    new_exchange,
)
from palier.registry.partners.rules.exchange.told import mail

OURS = uuid.UUID("5f0d2a54-4d1f-5e6a-9a4c-6d1f6c9b7a10")  # under which a number that is no UUID becomes one
_OF_THE_ORGANISATION = ("kind", "level", "url")


def _some_of(words: Mapping[str, str]) -> Read:
    """Several of a closed list in one cell, between semicolons or commas."""

    def read(cell: object, by: FileMap) -> list[str]:
        parts = as_text(cell).replace("|", ";").replace("\n", ";").split(";")
        if len(parts) == 1:
            parts = parts[0].split(",")
        found = [as_choice(part, words) for part in parts if part.strip()]
        return list(dict.fromkeys(one for one in found if one))

    return read


def _mail(cell: object, by: FileMap) -> str:
    given = as_text(cell)
    if given and not mail(given):
        raise BadCell("This is not a mail address.")
    return given


def _website(cell: object, by: FileMap) -> str:
    given = text(LINE_AT_MOST)(cell, by)
    if given and not given.startswith(("https://", "http://")):
        raise BadCell("An address begins with https://")
    return str(given)


def columns() -> tuple[Column, ...]:
    """Our columns, with the words of the closed lists in both languages."""
    spoken = {name: code for code, one in SPOKEN_LANGUAGES.items() for name in (code, one.name.fr, one.name.nl)}
    communes = {name: one.nis for one in COMMUNES for name in (one.nis, one.fr, one.nl)}
    return (
        Column("source_id", text(64), needed=True),
        Column("name_fr", text(NAME_AT_MOST), needed=True),
        Column("organisation_fr", text(NAME_AT_MOST), needed=True),
        Column("name_nl", text(NAME_AT_MOST)),
        Column("organisation_nl", text(NAME_AT_MOST)),
        Column("kind", choice(words_of(PARTNER_KINDS))),
        Column("level", choice(words_of(LEVELS))),
        Column("url", _website),
        Column("description_fr", text(WORDS_AT_MOST)),
        Column("description_nl", text(WORDS_AT_MOST)),
        Column("domains", _some_of(words_of(DOMAINS))),
        Column("eligibility", text(WORDS_AT_MOST)),
        Column("area", _some_of(communes)),
        Column("languages", _some_of(spoken)),
        Column("hours", text(LINE_AT_MOST)),
        Column("phone", telephone),
        Column("email", _mail),
        Column("address", text(LINE_AT_MOST)),
        Column("capacity", choice(words_of(CAPACITIES))),
    )


def read_table(path: Path, by: FileMap, progress: Callable[[int], None]) -> Exchange:
    """The services of the table at `path`. Raises `palier.kernel.tables.UnreadableTable` and its kinds."""
    mapped = FileMap({**headers(), **by.columns}, by.date, by.decimal, by.encoding)
    rows = read_rows(KIND, path, columns(), mapped, progress=progress)
    reading = new_exchange()
    reading.refused, reading.read = rows.refused, rows.read
    for number, row in rows.rows[: MOST_SERVICES + 1]:
        _take(reading, number, row)
    if len(rows.rows) > MOST_SERVICES:
        reading.refuse_at(rows.rows[MOST_SERVICES][0], "", Message("A file may hold %(limit)s services, with what"
                          " belongs to them.", {"limit": MOST_SERVICES}))  # fmt: skip
    return reading


def _take(reading: Exchange, number: int, row: dict[str, Any]) -> None:
    place = str(number)
    said = {name: value for name, value in row.items() if value is not None}
    partner: dict[str, Any] = {"name_fr": said.pop("organisation_fr")}
    if dutch := said.pop("organisation_nl", ""):
        partner["name_nl"] = dutch
    partner |= {name: said.pop(name) for name in _OF_THE_ORGANISATION if name in said}
    key = uuid.uuid5(OURS, f"organisation {sort_key(partner['name_fr'])}")
    there = reading.partners.get(key)
    wrong = next((one for one in partner if there and one != "name_fr" and there.told.get(one) != partner[one]), None)
    if there is not None and wrong:
        said_there = Message("The same organisation is said in another way at %(place)s.", {"place": there.place})
        reading.refuse_at(number, {"name_nl": "organisation_nl"}.get(wrong, wrong), said_there)
        return
    reading.partners.setdefault(key, PartnerTold(key, place, number, partner, by_name=True))
    if not said.get("name_nl"):
        said.pop("name_nl", None)
    if said.get("capacity") == Capacity.UNKNOWN or not said.get("capacity"):
        said.pop("capacity", None)
    source = said.pop("source_id")
    reading.services.append(ServiceTold(_id(source), place, number, key, said))


def _id(source: str) -> uuid.UUID:
    try:
        return uuid.UUID(source)
    except ValueError:
        return uuid.uuid5(OURS, source)
