"""The directory as files: JSON written service by service, a zip of CSV files, a folder, a table to fill in."""

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.access.gate import require
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.kernel.spreadsheets import Sheet as Page
from palier.kernel.spreadsheets import write_xlsx
from palier.registry.partners.exports.documents import organisation_document, service_document
from palier.registry.partners.labels import (
    CAPACITIES,
    DOMAINS,
    LEVELS,
    PARTNER_KINDS,
    commune_choices,
    spoken_choices,
)
from palier.registry.partners.labels.columns import COLUMN_HELP, COLUMN_WORDS
from palier.registry.partners.queries import exchange as queries
from palier.registry.partners.rules.exchange.tables import SHEETS, Row, Sheet, flat

SERVICES, PACKAGE = "services.json", "datapackage.json"
_LINKS = {sheet.name: tuple(sheet.hangs) for sheet in SHEETS}


def services_json(actor: Actor) -> Iterator[str]:
    """A JSON list of all services, each with its organisation: a piece a service, never all of them in memory."""
    require(actor, queries.reads(actor))
    begins = "[\n"
    for whole in queries.every_service(actor):
        yield begins + json.dumps(service_document(whole), ensure_ascii=False)
        begins = ",\n"
    yield "[]\n" if begins == "[\n" else "\n]\n"


def package(actor: Actor, target: IO[bytes]) -> None:
    """The same as a zip of CSV files with its `datapackage.json`, also organisations without a service."""
    tables = _tables(actor)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet, rows in tables.items():
            archive.writestr(_member(sheet.file), _csv(sheet, rows))
        archive.writestr(_member(PACKAGE), json.dumps(_described(tables), ensure_ascii=False, indent=1))


def folder(actor: Actor, place: Path) -> dict[str, int]:
    """The JSON and the CSV files into `place`, made when new. Returns how many rows each table has."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / SERVICES).open("w", encoding="utf-8") as stream:
        stream.writelines(services_json(actor))
    tables = _tables(actor)
    for sheet, rows in tables.items():
        (place / sheet.file).write_text(_csv(sheet, rows), encoding="utf-8", newline="")
    (place / PACKAGE).write_text(json.dumps(_described(tables), ensure_ascii=False, indent=1), encoding="utf-8")
    return {sheet.name: len(rows) for sheet, rows in tables.items()}


def template(target: IO[bytes], language: str) -> None:
    """An empty table with our columns, an example that is visibly one, the words of its closed lists, and a guide."""
    header = [str(words) for words in COLUMN_WORDS.values()]
    example: dict[str, str] = {
        "source_id": "1", "name_fr": _("Example: service"), "organisation_fr": _("Example: organisation"),
        "kind": str(PARTNER_KINDS[10][1]), "level": str(LEVELS[0][1]), "domains": f"{DOMAINS[0][1]}; {DOMAINS[3][1]}",
        "languages": "; ".join(SPOKEN_LANGUAGES[code].name.in_(language) for code in ("fr", "nl")),
    }  # fmt: skip
    example["area"] = commune_choices(language)[0][1]
    lists: dict[str, Sequence[Any]] = {
        "kind": PARTNER_KINDS, "level": LEVELS, "domains": DOMAINS, "area": commune_choices(language),
        "languages": spoken_choices(language), "capacity": CAPACITIES,
    }  # fmt: skip
    longest = max(map(len, lists.values()))
    words = [[str(one[place][1]) if place < len(one) else "" for one in lists.values()] for place in range(longest)]
    guide = [[str(COLUMN_WORDS[name]), str(how)] for name, how in COLUMN_HELP.items()]
    write_xlsx(
        target,
        [
            Page(_("Services"), header, [[example.get(name, "") for name in COLUMN_WORDS]]),
            Page(_("Words"), [str(COLUMN_WORDS[name]) for name in lists], words),
            Page(_("How to fill it in"), [_("Column"), _("How to fill it in")], guide),
        ],
    )


def _tables(actor: Actor) -> dict[Sheet, list[Row]]:
    """Every row once: an object that hangs on several stands there with all its links.

    A link of the standard holds one id; what hangs on a second of a sort is written again, with an id of its own.
    """
    require(actor, queries.reads(actor))
    rows: dict[str, dict[str, Row]] = {sheet.name: {} for sheet in SHEETS}
    for whole in queries.every_service(actor):
        _add(rows, flat(service_document(whole)))
    for row in queries.organisations_without(actor):
        alone = {"id": str(uuid.UUID(int=0)), "organization": organisation_document(row)}
        _add(rows, ((sheet, one) for sheet, one in flat(alone) if sheet.name != "service"))
    return {sheet: list(rows[sheet.name].values()) for sheet in reversed(SHEETS) if rows[sheet.name]}


def _add(rows: dict[str, dict[str, Row]], found: Iterable[tuple[Sheet, Row]]) -> None:
    for sheet, row in found:
        there = rows[sheet.name].setdefault(row["id"], row)
        if there is row:
            continue
        clash = [name for name in _LINKS[sheet.name] if row.get(name) and there.get(name) not in (None, row[name])]
        if clash:
            pk = str(uuid.uuid5(uuid.UUID(row["id"]), row[clash[0]]))
            rows[sheet.name].setdefault(pk, {**row, "id": pk})
        else:
            there.update({name: value for name, value in row.items() if there.get(name) is None})


def _csv(sheet: Sheet, rows: Sequence[Row]) -> str:
    """As the standard has it: comma, UTF-8, cells as they are. Programs read this; for people there is `template`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(sheet.columns)
    writer.writerows(["" if row.get(name) is None else row[name] for name in sheet.columns] for row in rows)
    return stream.getvalue()


def _described(tables: dict[Sheet, list[Row]]) -> dict[str, Any]:
    """The description of the package (Data Package, tabular profile): which file has which columns."""
    return {
        "name": "partners",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": sheet.name,
                "path": sheet.file,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"primaryKey": "id", "fields": [_field(sheet, name) for name in sheet.columns]},
            }
            for sheet in tables
        ],
    }


def _field(sheet: Sheet, name: str) -> dict[str, Any]:
    return {"name": name, "type": "number" if name in sheet.numbers else "string"}


def _member(name: str) -> zipfile.ZipInfo:
    """A member without a clock: the same directory gives the same bytes."""
    info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
