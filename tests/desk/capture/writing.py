"""Files, and what a form sends, for the pages of writing down."""

import datetime
import re
import uuid
from html import unescape

from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft
from tests.stage import Stage, without_locks

MARCH = datetime.date(2026, 3, 3)


def open_file(stage: Stage, who: str = "amina", home: int = 0) -> uuid.UUID:
    """An open social file of a household, in the team of `who`."""
    where = stage.homes[home]
    with stage.people[who].acting() as actor:
        return actions.open_case(actor=actor, draft=CaseDraft(where.household, (where.persons[0],), MARCH))


def rows(sql: str, *values: object) -> list[tuple]:
    """What the database holds, behind the locks."""
    with without_locks() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def send(browser, path: str = "/capture/", **fields):
    """Press Save."""
    return browser.post(path, {"act": "save", "idempotency_key": uuid.uuid4(), **fields})


def contact_of(post: uuid.UUID) -> dict:
    """The one contact a post wrote."""
    names = "id subject_id case_id household_id who concerns channel result domain facts tier ends_on at"
    (found,) = rows(f"SELECT {names.replace(' ', ', ')} FROM cases_contact WHERE author_id = %s", post)
    return dict(zip(names.split(), found, strict=True))


def field_value(html: str, name: str) -> str:
    """The value of a hidden field of a page."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert tag, f"no field {name}"
    value = re.search(r'value="([^"]*)"', tag[0])
    return value[1] if value else ""


def typed(page, name: str) -> str:
    """The text in a box of a page, as a browser reads it: the first line end is the page's own."""
    html = page if isinstance(page, str) else page.content.decode()
    box = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    assert box, f"no box {name}"
    return unescape(re.sub(r"^\r?\n", "", box[1]))


def written_earlier(table: str, moment: str, pk: uuid.UUID, by: str) -> None:
    """Move the moment at which a row was written, behind the locks and past the trigger that keeps it."""
    with without_locks() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {moment} = {moment} - %s::interval WHERE id = %s", [by, pk])
        assert cursor.rowcount == 1
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
