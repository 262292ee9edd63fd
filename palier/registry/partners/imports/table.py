"""A table of services with our own columns (CSV, XLSX, XLS, ODS), as a region or a network keeps its list.

One row is one service with its organisation. What names a service in the sender's program is its `source_id`; the
organisation is known by its name.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from palier.kernel.errors import Message
from palier.kernel.sort_keys import sort_key
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.kernel.spreadsheets import without_apostrophe
from palier.kernel.table_cells import BadCell, as_choice, as_text, as_yes_no
from palier.registry.housing.rules import COMMUNES
from palier.registry.imports.rules import Column, FileMap, Read, choice, read_rows, telephone, text
from palier.registry.partners.labels import CAPACITIES, DOMAINS, LEVELS, PARTNER_KINDS
from palier.registry.partners.labels.columns import DAYS, headers, words_of
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
from palier.registry.partners.rules.hours import of_a_week, spans

OURS = uuid.UUID("5f0d2a54-4d1f-5e6a-9a4c-6d1f6c9b7a10")  # under which a number that is no UUID becomes one
_OF_THE_ORGANISATION = ("kind", "level", "url")


@contextmanager
def _listed() -> Iterator[None]:
    """Says where a list of fifty words is to be read, rather than all of it for each cell."""
    try:
        yield
    except BadCell:
        raise BadCell("This is not a word of the list: see the sheet “Words” of the empty table.") from None


def _one_of(words: Mapping[str, str]) -> Read:
    known = choice(words)

    def read(cell: object, by: FileMap) -> str | None:
        with _listed():
            return known(cell, by)  # type: ignore[no-any-return]

    return read


def _some_of(words: Mapping[str, str]) -> Read:
    """Several of a closed list in one cell, between semicolons or commas. A word may hold a comma of its own."""
    alone = {sort_key(word) for word in words}

    def read(cell: object, by: FileMap) -> list[str]:
        parts = as_text(cell).replace("|", ";").replace("\n", ";").split(";")
        if len(parts) == 1 and sort_key(parts[0]) not in alone:
            parts = parts[0].split(",")
        with _listed():
            found = [as_choice(part, words) for part in parts if part.strip()]
        return list(dict.fromkeys(one for one in found if one))

    return read


def _lines(cell: object, by: FileMap) -> str:
    """Text that may have lines of its own: what goes out in a table comes back the same."""
    given = as_text(cell)
    if len(given) > WORDS_AT_MOST:
        raise BadCell("This is longer than %(limit)s characters.", {"limit": WORDS_AT_MOST})
    return given


def _hours(cell: object, by: FileMap) -> list[tuple[dt.time, dt.time]]:
    try:
        return spans(as_text(cell))
    except ValueError:
        raise BadCell("Write hours like 9:00-12:00, 13:30-17:00.") from None


def _yes_no(cell: object, by: FileMap) -> bool | None:
    return as_yes_no(cell)


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
    ours = (
        Column("source_id", text(64), needed=True),
        Column("name_fr", text(NAME_AT_MOST), needed=True),
        Column("organisation_fr", text(NAME_AT_MOST), needed=True),
        Column("name_nl", text(NAME_AT_MOST)),
        Column("organisation_nl", text(NAME_AT_MOST)),
        Column("kind", _one_of(words_of(PARTNER_KINDS))),
        Column("level", _one_of(words_of(LEVELS))),
        Column("url", _website),
        Column("description_fr", _lines),
        Column("description_nl", _lines),
        Column("domains", _some_of(words_of(DOMAINS))),
        Column("eligibility", _lines),
        Column("area", _some_of(communes)),
        Column("languages", _some_of(spoken)),
        Column("hours", text(LINE_AT_MOST)),
        *(Column(day, _hours) for day in DAYS),
        Column("phone", telephone),
        Column("email", _mail),
        Column("address", text(LINE_AT_MOST)),
        Column("step_free", _yes_no),
        Column("capacity", _one_of(words_of(CAPACITIES))),
    )
    return tuple(Column(one.name, _as_typed(one.read), one.needed) for one in ours)


def _as_typed(read: Read) -> Read:
    """Without the apostrophe that our own table puts before what a spreadsheet would run as a formula."""
    return lambda cell, by: read(without_apostrophe(cell), by)


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
    said = {name: value for name, value in row.items() if value not in (None, "", [])}  # an empty cell is unsaid
    hours = {day: said.pop(name, []) for name, day in DAYS.items()}
    if any(hours.values()):
        said["week"] = of_a_week(hours)
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
    if said.get("capacity") == Capacity.UNKNOWN:
        said.pop("capacity")
    source = said.pop("source_id")
    reading.services.append(ServiceTold(_id(source), place, number, key, said))


def _id(source: str) -> uuid.UUID:
    try:
        return uuid.UUID(source)
    except ValueError:
        return uuid.uuid5(OURS, source)
