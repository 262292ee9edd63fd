"""Persons of a landlord's file: its rows to typed rows, and these into the register (contracts.md, D37).

A file knows what the landlord declares. What a worker set (a protected address, a safe way of contact, languages
spoken) is not among its columns and is never written again (P11). No row is ever taken away.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection

from palier.access.actor import Actor
from palier.kernel.identifiers import InvalidIdentifier, NationalNumber, new_id
from palier.kernel.sort_keys import sort_key
from palier.kernel.table_cells import BadCell, as_text
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
    telephone,
    text,
    whole,
)

SEXES = {
    "f": "f", "female": "f", "femme": "f", "vrouw": "f", "v": "f", "féminin": "f", "vrouwelijk": "f",
    "m": "m", "male": "m", "homme": "m", "h": "m", "man": "m", "masculin": "m", "mannelijk": "m",
    "x": "x", "autre": "x", "ander": "x",
}  # fmt: skip
LANGUAGES = {
    "fr": "fr", "f": "fr", "fra": "fr", "fre": "fr", "français": "fr", "frans": "fr", "french": "fr",
    "nl": "nl", "n": "nl", "nld": "nl", "dut": "nl", "néerlandais": "nl", "nederlands": "nl", "dutch": "nl",
}  # fmt: skip
ROLES = {
    "head": "head", "tenant": "head", "locataire": "head", "huurder": "head", "huurster": "head", "titulaire": "head",
    "preneur": "head", "preneuse": "head", "chef de ménage": "head", "gezinshoofd": "head",
    "personne de référence": "head", "referentiepersoon": "head",
    "partner": "partner", "conjoint": "partner", "conjointe": "partner", "partenaire": "partner", "époux": "partner",
    "épouse": "partner", "cohabitant": "partner", "cohabitante": "partner", "cohabitant légal": "partner",
    "echtgenoot": "partner", "echtgenote": "partner", "samenwonende": "partner", "co-titulaire": "partner",
    "child": "child", "enfant": "child", "kind": "child", "fils": "child", "fille": "child", "zoon": "child",
    "dochter": "child",
    "other": "other", "autre": "other", "autre membre": "other", "andere": "other", "ander": "other",
    "ander lid": "other", "overig": "other",
}  # fmt: skip


def _email(cell: object, by: FileMap) -> str:
    address = as_text(cell)
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise BadCell("This is not a mail address.") from None
        if len(address) > 254:
            raise BadCell("This is longer than %(limit)s characters.", {"limit": 254})
    return address


def _national_number(cell: object, by: FileMap) -> str:
    """Eleven digits, or why not; the number itself is never in the reason (P32)."""
    digits = as_text(cell)
    if digits.isdigit() and 8 <= len(digits) < 11:
        digits = digits.zfill(11)  # a spreadsheet took the noughts of somebody born in 2000 to 2009
    if not digits:
        return ""
    try:
        return NationalNumber.parse(digits).digits
    except InvalidIdentifier as problem:
        raise BadCell(problem.what.msgid) from None


COLUMNS = (
    Column("source_id", text(64), needed=True),
    Column("last_name", text(100), needed=True),
    Column("first_name", text(100)),
    Column("born", day),
    Column("sex", choice(SEXES, blank="x")),
    Column("language", choice(LANGUAGES, blank="")),
    Column("phone", telephone),
    Column("email", _email),
    Column("household_source_id", text(64)),
    Column("role_in_household", choice(ROLES)),
    Column("national_number", _national_number),
    Column("net_taxable_income", hundredths(9_999_999, nought=True)),
    Column("income_year", whole(1990, 2100)),
)

PERSON = Target(
    "people_person",
    {
        "id": "uuid", "organisation_id": "uuid", "source_id": "text", "last_name": "text", "first_name": "text",
        "sort_key": "text", "born": "date", "sex": "text", "language": "text",
    },
    fixed={
        "languages_spoken": "'{}'", "languages_read": "'{}'", "protected_address": "false", "changed_at": "sec.now()",
    },
)  # fmt: skip
DETAILS = Target(
    "people_contactdetails",
    {"id": "uuid", "organisation_id": "uuid", "person_id": "uuid", "phone": "text", "email": "text"},
    keys=("person_id",),
    where="",
    fixed={"reach": "''", "reach_when": "''", "withheld": "false", "changed_at": "sec.now()"},
)
INCOME = Target(
    "people_nettaxableincome",
    {"id": "uuid", "organisation_id": "uuid", "year": "smallint", "amount": "numeric", "person_id": "uuid"},
    keys=("year", "person_id"),
    where="",
    stamped=False,
)
HOUSEHOLD = Target(
    "people_household",
    {"id": "uuid", "organisation_id": "uuid", "source_id": "text", "label": "text", "sort_key": "text"},
    fixed={"standing": "'tenant'", "changed_at": "sec.now()"},
)
NUMBER = Target(
    "people_nationalnumber",
    {"id": "uuid", "organisation_id": "uuid", "person_id": "uuid", "number": "text"},
    keys=("person_id",),
    where="",
    stamped=False,
)

FILE_MEMBERS = """
SELECT p.id AS person, p.source_id, h.id AS household, u.role
FROM unnest(%(persons)s::text[], %(households)s::text[], %(roles)s::text[]) AS u(person, household, role)
JOIN people_person p ON p.organisation_id = %(org)s AND p.source_id = u.person AND NOT (p.source_id = '')
JOIN people_household h ON h.organisation_id = %(org)s AND h.source_id = u.household AND NOT (h.source_id = '')
"""  # the last condition of each is that of the index: without it a register not yet analysed is read row by row
LEAVE = f"""
WITH file AS MATERIALIZED ({FILE_MEMBERS})
UPDATE people_householdmember m SET valid = daterange(lower(m.valid), sec.today())
FROM file WHERE m.person_id = file.person AND m.household_id <> file.household AND m.custody = 1
  AND m.valid @> (SELECT sec.today()) RETURNING file.source_id
"""
CHANGE_ROLE = f"""
WITH file AS MATERIALIZED ({FILE_MEMBERS})
UPDATE people_householdmember m SET role = file.role
FROM file WHERE m.person_id = file.person AND m.household_id = file.household AND m.valid @> (SELECT sec.today())
  AND m.role <> file.role RETURNING file.source_id
"""
ENTER = f"""
WITH file AS MATERIALIZED ({FILE_MEMBERS}), fresh AS (
  INSERT INTO people_householdmember (id, organisation_id, household_id, person_id, role, custody, disabled, valid)
  SELECT uuidv.id::uuid, %(org)s, file.household, file.person, coalesce(file.role, 'other'), 1, false,
    daterange(sec.today(), NULL)
  FROM file JOIN unnest(%(persons)s::text[], %(ids)s::text[]) AS uuidv(person, id) ON uuidv.person = file.source_id
  WHERE NOT EXISTS (SELECT 1 FROM people_householdmember m
    WHERE m.person_id = file.person AND m.household_id = file.household AND m.valid @> (SELECT sec.today()))
  RETURNING person_id)
SELECT p.source_id FROM fresh JOIN people_person p ON p.id = fresh.person_id
"""


def read(path: Path, by: FileMap, today: datetime.date, progress: Callable[[int], None] = lambda rows: None) -> Reading:
    """The persons of the file at `path`. Raises `palier.kernel.tables.UnreadableTable` and its kinds."""

    def check(row: dict[str, Any]) -> None:
        if row.get("born") and row["born"] > today:
            raise BadRow("born", "This day is still to come.")
        if row.get("net_taxable_income") is not None and not row.get("income_year"):
            raise BadRow("income_year", "Say of which year this income is.")

    return read_rows("people", path, COLUMNS, by, check=check, progress=progress)


def write(actor: Actor, reading: Reading) -> Outcome:
    """Persons, their households and national numbers into the register; a column the file lacks stays as it is."""
    outcome = Outcome()
    rows = [row for _, row in reading.rows]
    _write_households(actor, rows)
    given = [name for name in ("first_name", "born", "sex", "language") if name in reading.present]
    ways = [name for name in ("phone", "email") if name in reading.present]
    for batch in batches(rows):
        if "first_name" not in reading.present:
            _keep_first_names(actor, batch)
        created, changed = PERSON.write([_person(actor, row) for row in batch], ["last_name", "sort_key", *given])
        outcome.created |= created
        outcome.changed |= changed
        outcome.changed |= _memberships(actor, [row for row in batch if row.get("household_source_id")])
        outcome.changed |= _numbers(actor, [row for row in batch if row.get("national_number")])
        outcome.changed |= _details(actor, batch, ways)
        outcome.changed |= _incomes(actor, [row for row in batch if row.get("net_taxable_income") is not None])
    return outcome


def _write_households(actor: Actor, rows: Iterable[dict[str, Any]]) -> None:
    """A household is called after its tenants; a file without them names it when it is new, and never again."""
    tenants: dict[str, dict[str, None]] = {}
    first: dict[str, str] = {}
    for row in rows:
        household = row.get("household_source_id")
        if not household:
            continue
        first.setdefault(household, row["last_name"])
        if row.get("role_in_household") == "head":
            tenants.setdefault(household, {})[row["last_name"]] = None
    named = [(household, " – ".join(names)[:200]) for household, names in tenants.items()]
    unnamed = [(household, name) for household, name in first.items() if household not in tenants]
    for households, updated in ((named, ("label", "sort_key")), (unnamed, ())):
        for batch in batches(households):
            HOUSEHOLD.write(
                [(new_id(), actor.organisation, key, label, sort_key(label)[:220]) for key, label in batch], updated
            )


def _person(actor: Actor, row: dict[str, Any]) -> tuple[Any, ...]:
    first_name = row.get("first_name", "")
    key = sort_key(f"{row['last_name']} {first_name}")[:220]
    return (
        new_id(), actor.organisation, row["source_id"], row["last_name"], first_name, key, row.get("born"),
        row.get("sex", "x"), row.get("language", ""),
    )  # fmt: skip


def _keep_first_names(actor: Actor, batch: list[dict[str, Any]]) -> None:
    """The first names the register has, for a file without them: the sort key is made of both names."""
    there = known("people_person", actor.organisation, [row["source_id"] for row in batch], ["first_name"])
    for row in batch:
        row["first_name"] = there.get(row["source_id"], {"first_name": ""})["first_name"]


def _memberships(actor: Actor, rows: list[dict[str, Any]]) -> set[str]:
    """Membership of a household, dated from today: a person who moved leaves the one and enters the other."""
    moved: set[str] = set()
    values = {
        "org": actor.organisation,
        "persons": [row["source_id"] for row in rows],
        "households": [row["household_source_id"] for row in rows],
        "roles": [row.get("role_in_household") for row in rows],
        "ids": [str(new_id()) for _ in rows],
    }
    with connection.cursor() as cursor:
        for statement in (LEAVE, CHANGE_ROLE, ENTER) if rows else ():
            cursor.execute(statement, values)
            moved |= {row[0] for row in cursor.fetchall()}
    return moved


def _numbers(actor: Actor, rows: list[dict[str, Any]]) -> set[str]:
    """National numbers, kept apart from the person (P32). A blank cell takes none away."""
    persons = _ids(actor, rows)
    return _beside(
        NUMBER,
        ["number"],
        persons,
        [(new_id(), actor.organisation, persons[row["source_id"]], row["national_number"]) for row in rows],
    )


def _details(actor: Actor, rows: list[dict[str, Any]], given: Sequence[str]) -> set[str]:
    """Telephone and mail. A row is made only where one of them is known: the one that is missing says nothing (P10)."""
    if not given:
        return set()
    persons = _ids(actor, rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM people_contactdetails WHERE person_id = ANY(%s)", [list(persons.values())]
        )
        there = {row[0] for row in cursor.fetchall()}
    return _beside(
        DETAILS,
        given,
        persons,
        [
            (new_id(), actor.organisation, persons[row["source_id"]], row.get("phone", ""), row.get("email", ""))
            for row in rows
            if row.get("phone") or row.get("email") or persons[row["source_id"]] in there
        ],
    )


def _incomes(actor: Actor, rows: list[dict[str, Any]]) -> set[str]:
    """What a person declared for a year; a later year stands beside the earlier ones."""
    persons = _ids(actor, rows)
    return _beside(
        INCOME,
        ["amount"],
        persons,
        [
            (new_id(), actor.organisation, row["income_year"], row["net_taxable_income"], persons[row["source_id"]])
            for row in rows
        ],
    )


def _ids(actor: Actor, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The persons of these rows: their id by source id."""
    there = known("people_person", actor.organisation, [row["source_id"] for row in rows], ["id"])
    return {source_id: person["id"] for source_id, person in there.items()}


def _beside(target: Target, updated: Sequence[str], persons: dict[str, Any], values: list[tuple[Any, ...]]) -> set[str]:
    """Write rows that stand beside persons: the source ids of those for whom something changed."""
    created, changed = target.write(values, updated) if values else (set(), set())
    by_person = {str(person): source_id for source_id, person in persons.items()}
    return {by_person[person] for person in created | changed}
