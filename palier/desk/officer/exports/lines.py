"""Which lines of the ledgers are of one person, asked of what the tables declare, so that a new one is not forgotten.

Read as palier_backup, which sees every row and writes none; rows come one by one, however many there are.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
from django.apps import apps
from django.db.models import ForeignKey

from palier.access.guarded import Guarded
from palier.kernel.errors import InvalidInput

PERSON = "%(person)s::uuid"
HOMES = "ARRAY(SELECT m.household_id FROM public.people_householdmember m WHERE m.person_id = %(person)s::uuid)"
MOST_AT_ONCE = 2000  # rows fetched in one go

Connection = psycopg.Connection[Any]


def _guarded() -> list[Any]:
    found = [model for model in apps.get_models() if issubclass(model, Guarded)]
    return sorted(found, key=lambda one: str(one._meta.db_table))


def _column(model: Any, path: str | None) -> str | None:
    """The table's own column behind a declared path; None when it lies in another table."""
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    return columns.get(path or "")


def _names(model: Any) -> tuple[list[str], list[str]]:
    """(columns that hold several persons, columns that hold one)."""
    many = [column for path in (model.ACCESS.persons, "confided_by") if (column := _column(model, path))]
    one = {
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.label == "people.Person"
    }
    declared = _column(model, model.ACCESS.person)
    return list(dict.fromkeys(many)), sorted(one | ({declared} if declared else set()))


def _items() -> str:
    """SQL: every row that names the person, or that names nobody and lies on her household; its file or inbox."""
    looks = []
    for model in _guarded():
        many, one = _names(model)
        subject = _column(model, model.ACCESS.subject)
        place = f"t.{subject}" if subject else "NULL::uuid"
        household = _column(model, model.ACCESS.household)
        start = f"FROM public.{model._meta.db_table} t WHERE"
        hers = [f"t.{column} @> ARRAY[{PERSON}]" for column in many] + [f"t.{column} = {PERSON}" for column in one]
        if hers:
            looks.append(f"SELECT t.id, {place}, true {start} {' OR '.join(hers)}")
        if household and not one:
            nobody = "".join(f" AND cardinality(t.{column}) = 0" for column in many)
            # A table without persons tells nothing of the file it lies in: the file may be another member's alone.
            place = place if many else "NULL::uuid"
            looks.append(f"SELECT t.id, {place}, false {start} t.{household} = ANY ({HOMES}){nobody}")
    return "\n    UNION ALL ".join(looks)


def _readings() -> str:
    return f"""
WITH items (id, subject, hers) AS MATERIALIZED ({_items()}),
  hers AS MATERIALIZED (SELECT
    coalesce(array_agg(DISTINCT i.subject) FILTER (WHERE i.hers AND s.kind = 'case'), '{{}}') AS files,
    coalesce(array_agg(DISTINCT i.subject) FILTER (WHERE i.hers AND s.kind = 'inbox'), '{{}}') AS inboxes,
    coalesce(array_agg(DISTINCT i.subject) FILTER (WHERE NOT i.hers), '{{}}') AS households
    FROM items i JOIN public.access_subject s ON s.id = i.subject),
  found AS (
    SELECT e.id, e.at, e.post_id, e.what, e.ground, CASE
      WHEN e.reference = {PERSON} THEN 'person'
      WHEN e.person = {PERSON} THEN 'herself'
      WHEN e.reference IN (SELECT i.id FROM items i WHERE i.hers) THEN 'item'
      WHEN e.subjects && (SELECT files FROM hers) THEN 'file'
      WHEN e.subjects && (SELECT inboxes FROM hers) THEN 'inbox'
      WHEN e.subjects && (SELECT households FROM hers) OR e.reference = ANY ({HOMES})
        OR e.reference IN (SELECT i.id FROM items i) THEN 'household' END AS link
    FROM public.access_read_event e WHERE e.at >= %(since)s AND e.at < %(until)s)
SELECT f.at, f.post_id, {NAME}, p.role, {SERVICE}, f.what, f.ground, f.link
FROM found f {WHO.format(post="f.post_id")} WHERE f.link IS NOT NULL ORDER BY f.at, f.id"""


NAME = "coalesce(m.first_name || ' ' || m.last_name, '')"
SERVICE = "coalesce(v.name_fr || ' / ' || v.name_nl, '')"
WHO = (
    "LEFT JOIN public.organisations_post p ON p.id = {post}"
    " LEFT JOIN public.organisations_staffmember m ON m.id = p.staff_id"
    " LEFT JOIN public.organisations_service v ON v.id = p.service_id"
)
EMERGENCIES = f"""SELECT e.opened_at, e.until, e.post_id, {NAME}, p.role, {SERVICE}, e.ground, e.reviewed_at, e.outcome
FROM public.access_emergencyaccess e {WHO.format(post="e.post_id")}
WHERE e.person = {PERSON} AND e.opened_at >= %(since)s AND e.opened_at < %(until)s ORDER BY e.opened_at, e.id"""
LETTERS = f"""SELECT d.sent_at, d.channel FROM public.messaging_dispatch d
WHERE d.person_id = {PERSON} AND d.state = 'sent' AND d.sent_at >= %(since)s AND d.sent_at < %(until)s
ORDER BY d.sent_at, d.id"""


def _rows(connection: Connection, name: str, query: str, asked: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Rows through a cursor of the server: as much memory for ten as for ten million."""
    with connection.cursor(name=name) as cursor:
        cursor.itersize = MOST_AT_ONCE
        cursor.execute(query.encode(), asked)
        yield from cursor


def asked_for(person: uuid.UUID, since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    """The parameters of the three questions; `until` is the first moment after."""
    return {"person": person, "since": since, "until": until}


def readings(connection: Connection, asked: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """at, post, name, role, service, what, ground, link: every line of the read ledger that is of the person."""
    return _rows(connection, "readings", _readings(), asked)


def emergencies(connection: Connection, asked: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """opened at, until, post, name, role, service, ground, reviewed at, outcome: what was opened of the person."""
    return _rows(connection, "emergencies", EMERGENCIES, asked)


def letters(connection: Connection, asked: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """sent at, channel: that something went out to the person."""
    return _rows(connection, "letters", LETTERS, asked)


def person_of(connection: Connection, given: str) -> uuid.UUID:
    """The person behind her id, or behind a company's own number when one company alone has it. Raises InvalidInput."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM public.people_person WHERE id::text = lower(%(given)s)"
            " OR (source_id = %(given)s AND source_id <> '') LIMIT 2",
            {"given": given.replace("\0", "")},
        )
        found = cursor.fetchall()
    if len(found) == 1:
        return uuid.UUID(str(found[0][0]))
    if found:
        raise InvalidInput({}, f"Several companies have a person {given[:40]!r}.", how_to_mend="Give the person's id.")
    raise InvalidInput(
        {}, f"There is no person {given[:40]!r}.", how_to_mend="Give her id, or the company's own number."
    )
