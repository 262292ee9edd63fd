"""Dwellings and leases of a landlord's file: rows to typed rows, and these into the register (contracts.md, D37).

Sites and buildings have no id in such a file: they are known by their names, and made when new. A lease that begins for
somebody whose address is protected is protected from its first row on (P11): the database sees to it.
"""

import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from palier.access.actor import Actor
from palier.kernel.identifiers import new_id
from palier.kernel.positions import BadPosition, as_degrees, as_position
from palier.kernel.sort_keys import sort_key
from palier.kernel.table_cells import BadCell, as_text
from palier.registry.housing.actions import Stock, two_names
from palier.registry.imports.actions import Outcome, Target, batches, known
from palier.registry.imports.rules import (
    BadRow,
    Column,
    FileMap,
    Reading,
    choice,
    day,
    hundredths,
    read_rows,
    text,
    whole,
)

DWELLING_KINDS = {
    "social": "social", "logement social": "social", "sociaal": "social", "sociale woning": "social",
    "transit": "transit", "logement de transit": "transit", "transitwoning": "transit",
    "insertion": "insertion", "logement d'insertion": "insertion", "inschakeling": "insertion",
    "inschakelingswoning": "insertion",
    "supported": "supported", "logement accompagné": "supported", "habitat accompagné": "supported",
    "begeleid wonen": "supported",
}  # fmt: skip
LEASE_KINDS = {
    "fixed": "fixed", "durée déterminée": "fixed", "déterminée": "fixed", "bail à durée déterminée": "fixed",
    "bepaalde duur": "fixed", "bepaald": "fixed", "huurovereenkomst van bepaalde duur": "fixed", "CDD": "fixed",
    "9 ans": "fixed", "9 jaar": "fixed",
    "open_ended": "open_ended", "durée indéterminée": "open_ended", "indéterminée": "open_ended",
    "bail à durée indéterminée": "open_ended", "onbepaalde duur": "open_ended", "onbepaald": "open_ended",
    "huurovereenkomst van onbepaalde duur": "open_ended", "CDI": "open_ended",
    "renovation": "renovation", "bail de rénovation": "renovation", "renovatie": "renovation",
    "renovatiehuurovereenkomst": "renovation",
}  # fmt: skip


def _postcode(cell: object, by: FileMap) -> str:
    code = as_text(cell).upper().removeprefix("B-").removeprefix("BE-").strip()
    if code and not (len(code) == 4 and code.isascii() and code.isdigit() and code[0] != "0"):
        raise BadCell("This is not a Belgian postcode of four digits.")
    return code


def _degrees(cell: object, by: FileMap) -> Decimal | None:
    return as_degrees(cell)


DWELLINGS = (
    Column("source_id", text(64), needed=True),
    Column("company", text(200)),
    Column("site", text(200), needed=True),
    Column("building", text(200)),
    Column("unit", text(40)),
    Column("street", text(400), needed=True),
    Column("number", text(12), needed=True),
    Column("box", text(12)),
    Column("postcode", _postcode, needed=True),
    Column("bedrooms", whole(0, 30)),
    Column("area_m2", hundredths(9_999)),
    Column("kind", choice(DWELLING_KINDS)),
    Column("longitude", _degrees),
    Column("latitude", _degrees),
)
LEASES = (
    Column("source_id", text(64), needed=True),
    Column("dwelling_source_id", text(64), needed=True),
    Column("household_source_id", text(64), needed=True),
    Column("kind", choice(LEASE_KINDS), needed=True),
    Column("starts", day, needed=True),
    Column("ends", day),
)

DWELLING = Target(
    "housing_dwelling",
    {
        "id": "uuid", "organisation_id": "uuid", "source_id": "text", "building_id": "uuid", "unit": "text",
        "box": "text", "kind": "text", "bedrooms": "smallint", "area_m2": "numeric", "address_key": "text",
    },
    fixed={"changed_at": "sec.now()"},
)  # fmt: skip
LEASE = Target(
    "housing_lease",
    {
        "id": "uuid", "organisation_id": "uuid", "source_id": "text", "dwelling_id": "uuid", "household_id": "uuid",
        "kind": "text", "starts": "date", "ends": "date",
    },
    fixed={"protected": "false", "changed_at": "sec.now()"},
)  # fmt: skip

UNSAID = {"box": "", "kind": "social", "bedrooms": 1}  # of a new dwelling, when the file does not say
OTHER_COMPANY = "This dwelling is of another company: %(company)s."
UNKNOWN = {
    "dwelling_source_id": "There is no dwelling with this source_id: import dwellings first.",
    "household_source_id": "There is no household with this source_id: import people first.",
}


def read_dwellings(path: Path, by: FileMap, progress: Callable[[int], None] = lambda rows: None) -> Reading:
    """The dwellings of the file at `path`. Raises `palier.kernel.tables.UnreadableTable` and its kinds."""

    def check(row: dict[str, Any]) -> None:
        if max(map(len, two_names(row["street"]))) > 200:
            raise BadRow("street", "This is longer than %(limit)s characters.", limit=200)
        try:
            row["position"] = as_position(row.get("longitude"), row.get("latitude"))
        except BadPosition as bad:
            raise BadRow(bad.column, bad.what) from None

    return read_rows("dwellings", path, DWELLINGS, by, check=check, progress=progress)


def read_leases(path: Path, by: FileMap, progress: Callable[[int], None] = lambda rows: None) -> Reading:
    """The leases of the file at `path`. Raises `palier.kernel.tables.UnreadableTable` and its kinds."""

    def check(row: dict[str, Any]) -> None:
        if row.get("ends") and row["ends"] < row["starts"]:
            raise BadRow("ends", "The lease ends before it starts.")

    return read_rows("leases", path, LEASES, by, check=check, progress=progress)


def company_named(reading: Reading) -> str | None:
    """The company that a dwellings file names first, or None."""
    return next((row["company"] for _, row in reading.rows if row.get("company")), None)


def write_dwellings(actor: Actor, reading: Reading) -> Outcome:
    """Sites, buildings and dwellings into the register; a column the file lacks stays as it is."""
    _refuse_other_companies(actor, reading)
    outcome = Outcome()
    rows = [row for _, row in reading.rows]
    stock = Stock(actor)
    buildings = stock.buildings_of(rows)
    given = [name for name in ("unit", "box", "kind", "bedrooms", "area_m2") if name in reading.present]
    for batch in batches(list(zip(rows, buildings, strict=True))):
        _keep_what_is_blank(actor, [row for row, _ in batch])
        values = [_dwelling(actor, row, building) for row, building in batch]
        created, changed = DWELLING.write(values, ["building_id", "address_key", *given])
        outcome.created |= created
        outcome.changed |= changed
        outcome.changed |= {row["source_id"] for row, building in batch if building in stock.moved}
    return outcome


def _refuse_other_companies(actor: Actor, reading: Reading) -> None:
    """A dwelling that the file gives to another company than the one it is imported for is not taken."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug, name_fr, name_nl FROM organisations_organisation WHERE id = %s", [actor.organisation]
        )
        own = {sort_key(name) for name in cursor.fetchone()}
    kept = []
    for number, row in reading.rows:
        if row.get("company") and sort_key(row["company"]) not in own:
            reading.refuse(
                number, "company", "This dwelling is of another company: %(company)s.", company=row["company"]
            )
        else:
            kept.append((number, row))
    reading.rows[:] = kept


def _keep_what_is_blank(actor: Actor, rows: list[dict[str, Any]]) -> None:
    """Box, kind and bedrooms that the file does not say stay as the register has them."""
    there = known("housing_dwelling", actor.organisation, [row["source_id"] for row in rows], list(UNSAID))
    for row in rows:
        for name, unsaid in UNSAID.items():
            if row.get(name) is None:
                row[name] = there.get(row["source_id"], UNSAID).get(name, unsaid)


def _dwelling(actor: Actor, row: dict[str, Any], building: uuid.UUID) -> tuple[Any, ...]:
    streets = " ".join(dict.fromkeys(two_names(row["street"])))
    key = sort_key(f"{streets} {row['number']} {row['box']} {row['postcode']}")[:260]
    return (
        new_id(), actor.organisation, row["source_id"], building, row.get("unit", ""), row["box"], row["kind"],
        row["bedrooms"], row.get("area_m2"), key,
    )  # fmt: skip


def write_leases(actor: Actor, reading: Reading) -> Outcome:
    """Leases into the register. A row whose dwelling or household nobody knows is refused."""
    outcome = Outcome()
    there = {
        name: known(table, actor.organisation, [row[name] for _, row in reading.rows], ["id"])
        for name, table in (("dwelling_source_id", "housing_dwelling"), ("household_source_id", "people_household"))
    }
    values = []
    for number, row in reading.rows:
        unknown = next((name for name in there if row[name] not in there[name]), None)
        if unknown:
            reading.refuse(number, unknown, UNKNOWN[unknown])
            continue
        dwelling, household = (there[name][row[name]]["id"] for name in there)
        lease = (row["kind"], row["starts"], row.get("ends"))
        values.append((new_id(), actor.organisation, row["source_id"], dwelling, household, *lease))
    given = ["ends"] if "ends" in reading.present else []
    for batch in batches(values):
        created, changed = LEASE.write(batch, ["dwelling_id", "household_id", "kind", "starts", *given])
        outcome.created |= created
        outcome.changed |= changed
    return outcome
