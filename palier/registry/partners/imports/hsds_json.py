"""HSDS 3.0 as JSON: services, organisations with their services, a page of a list, or all tables in one object."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from palier.kernel.errors import Message, Problem
from palier.registry.partners.rules.exchange import tables
from palier.registry.partners.rules.exchange.reading import (
    MOST_SERVICES,
    Exchange,
    below,
    faults,
    new_exchange,
    take_partner,
    take_service,
)
from palier.registry.partners.rules.exchange.tables import BY_FILE, BY_NAME, Dangling, Sheet, Told, TooMany

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WHERE = re.compile(r"line (\d+) column (\d+)")
_OF_AN_ORGANISATION = {"website", "tax_status", "tax_id", "year_incorporated", "legal_status", "logo",
                       "parent_organization_id", "locations", "organization_identifiers", "programs"}  # fmt: skip
_OF_A_SERVICE = {"status", "organization", "organization_id", "service_at_locations", "service_areas"}


class NotAnExchange(Problem):
    """This file holds no services in the form of HSDS 3.0."""

    code = "not_an_exchange"


def is_json(path: Path) -> bool:
    """Does the file begin as JSON does?"""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        start = stream.read(64)
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").lstrip()[:1] in (b"{", b"[")


def read_json(path: Path) -> Exchange:
    """The services of the file at `path`. Raises NotAnExchange; what is wrong inside is refused with its path."""
    data = _parsed(path.read_bytes())
    reading = new_exchange()
    if isinstance(data, dict) and "id" not in data and any(name in BY_FILE or name in BY_NAME for name in data):
        put_in(reading, list(_rows(reading, data)))
    else:
        for number, (place, item) in enumerate(_items(data), 1):
            if number > MOST_SERVICES:
                raise too_many()
            _take(reading, item, place, number)
    if not reading.read and not reading.partners and not reading.refused:
        raise NotAnExchange(how_to_mend=Message("The least of a service: id, name, status, organization."))
    return reading


def put_in(reading: Exchange, rows: list[Told]) -> None:
    """Rows of tables, each judged, into the reading as whole services. Raises NotAnExchange when they are too many."""
    for one in rows:
        for path, reason in faults(BY_NAME[one.sheet].kind, one.row):
            reading.refuse_at(_number(one.place), below(one.place, path), reason)
    _refuse_twins(reading, rows)
    if reading.refused:
        reading.read = sum(one.sheet == "service" for one in rows)
        return
    try:
        services, organisations, loose = tables.put_together(rows)
    except Dangling as bad:
        reason = Message("Nothing in this file has this id.")
        reading.refuse_at(_number(bad.place), below(bad.place, [bad.column]), reason)
        return
    except TooMany:
        raise too_many() from None
    if len(services) > MOST_SERVICES:
        raise too_many()
    for one in organisations:
        take_partner(reading, one.row, one.place, _number(one.place), is_sound=True)
    for one in services:
        take_service(reading, one.row, one.place, _number(one.place), is_sound=True)
    reading.dropped += [(one.place, Message("It belongs to nothing in this file.")) for one in loose]


def too_many() -> NotAnExchange:
    return NotAnExchange(
        Message("A file may hold %(limit)s services, with what belongs to them.", {"limit": MOST_SERVICES}),
        how_to_mend="Split it.",
    )


def _parsed(data: bytes) -> Any:
    """The JSON of a file in any Unicode encoding, without null characters, which the database cannot hold."""
    try:
        text = data.decode(json.detect_encoding(data))
        return _clean(from_json(text.removeprefix("\ufeff"), allow_inf_nan=False))
    except UnicodeError:
        raise NotAnExchange("This file is not in UTF-8.", how_to_mend="Save it as UTF-8.") from None
    except (ValueError, RecursionError) as problem:
        found = _WHERE.search(str(problem))
        where = Message("Line %(line)s, column %(column)s.", {"line": found[1], "column": found[2]}) if found else None
        raise NotAnExchange("This file is not JSON.", where=where) from None


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_clean(name): _clean(one) for name, one in value.items()}
    return value


def _items(data: Any) -> Iterator[tuple[str, Any]]:
    """The objects of the file with their places: a list, the contents of a page of one, or one alone."""
    if isinstance(data, list):
        yield from ((f"$[{number}]", item) for number, item in enumerate(data))
    elif isinstance(data, dict) and isinstance(data.get("contents"), list):
        yield from ((f"$.contents[{number}]", item) for number, item in enumerate(data["contents"]))
    elif isinstance(data, dict) and ({"id", "name", "service"} & set(data)):
        yield "$", data


def _take(reading: Exchange, item: Any, place: str, number: int) -> None:
    if not isinstance(item, dict):
        reading.refuse_at(number, place, Message("This must be an object."))
    elif isinstance(item.get("service"), dict):
        whole = {name: value for name, value in item.items() if name != "service"}
        service = {"service_at_locations": [whole], **item["service"]}
        take_service(reading, service, f"{place}.service", number, is_sound=False)
    elif _is_organisation(item):
        _take_organisation(reading, item, place, number)
    else:
        take_service(reading, item, place, number, is_sound=False)


def _is_organisation(item: dict[str, Any]) -> bool:
    return "services" in item or bool(_OF_AN_ORGANISATION & set(item) and not _OF_A_SERVICE & set(item))


def _take_organisation(reading: Exchange, item: dict[str, Any], place: str, number: int) -> None:
    services = item.get("services")
    if services is not None and not isinstance(services, list):
        reading.refuse_at(number, f"{place}.services", Message("This must be a list."))
        return
    organisation = {name: value for name, value in item.items() if name != "services"}
    if not take_partner(reading, organisation, place, number, is_sound=False):
        return
    for place_of_it, service in enumerate(services or ()):
        here = f"{place}.services[{place_of_it}]"
        if isinstance(service, dict):
            take_service(reading, {**service, "organization": organisation}, here, number, is_sound=False)
        else:
            reading.refuse_at(number, here, Message("This must be an object."))


def _rows(reading: Exchange, data: dict[str, Any]) -> Iterator[Told]:
    """The rows of one object with all tables, each named as its sheet or as its file."""
    for name, rows in data.items():
        sheet, place = BY_NAME.get(name) or BY_FILE.get(name), f"$.{name}" if name in BY_NAME else f'$["{name}"]'
        if sheet is None:
            reading.dropped.append((place, Message("The standard knows no such file.")))
        elif not isinstance(rows, list):
            reading.refuse_at(1, place, Message("This must be a list."))
        for number, row in enumerate(rows if sheet and isinstance(rows, list) else ()):
            if sheet and isinstance(row, dict):
                yield Told(sheet.name, f"{place}[{number}]", _row(sheet, row))
            else:
                reading.refuse_at(number + 1, f"{place}[{number}]", Message("This must be an object."))


def _row(sheet: Sheet, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table made into JSON: null is an empty cell, and what looks like a number became one."""
    return {
        name: str(value) if type(value) is int and name in sheet.columns and name not in sheet.numbers else value
        for name, value in row.items()
        if value is not None
    }


def _refuse_twins(reading: Exchange, rows: list[Told]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for one in rows:
        first = seen.setdefault((one.sheet, tables.key(one.row.get("id"))), one.place)
        if first != one.place:
            said = Message("The same id stands at %(place)s.", {"place": first})
            reading.refuse_at(_number(one.place), below(one.place, ["id"]), said)


def _number(place: str) -> int:
    """The line of a row, or its place in a list counted from 1."""
    if ":" in place:
        return int(place.rsplit(":", 1)[1])
    return int(place[place.rindex("[") + 1 : -1]) + 1 if "[" in place else 1
