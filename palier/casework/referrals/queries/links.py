"""What a professional without an account reads on a link, and what the house counts of needs that nobody took up."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require


@dataclass(frozen=True)
class Head:
    """For whom the pack is and who sends it. `is_read`: the declaration was confirmed in this session."""

    name: str
    function: str
    service_fr: str
    service_nl: str
    company_fr: str
    company_nl: str
    is_read: bool

    def service(self, language: str) -> str:
        return self.service_nl if language == "nl" else self.service_fr

    def company(self, language: str) -> str:
        return self.company_nl if language == "nl" else self.company_fr


@dataclass(frozen=True)
class Pack:
    """Exactly what went, and what was said since. `parts`: {part: its words}; replies in the order of the questions."""

    name: str
    need: str
    parts: Mapping[str, str]
    worker: str
    phone: str
    agreed_on: dt.date
    sent_on: dt.date
    last_day: dt.date
    state: str
    why: str
    next_day: dt.date | None
    questions: list[str]
    replies: list[str]
    news: list[tuple[dt.date, str]]

    @property
    def talk(self) -> list[tuple[str, str]]:
        """Each question with its reply; the last may still wait for one."""
        return [(asked, self.replies[n] if n < len(self.replies) else "") for n, asked in enumerate(self.questions)]


@dataclass(frozen=True)
class Unmet:
    """How many needs of a theme in a commune no service took up: five at least. `area`: a NIS code, or empty."""

    theme: str
    area: str
    number: int


def head() -> Head | None:
    """Of the link whose session asks in this transaction; None: nothing (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.link_head()")
        row = cursor.fetchone()
    return Head(*row) if row else None


def pack() -> Pack | None:
    """Of the link whose session asks in this transaction, its declaration confirmed; None: nothing (any more)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, need, parts::text, worker, phone, agreed_on, sent_on, last_day, state, why, next_day,"
            " questions, replies, news::text FROM sec.link_pack()"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    name, need, parts, *rest, news = row
    values: list[Any] = [name, need, json.loads(parts), *rest, told(json.loads(news))]
    return Pack(*values)


def told(news: Sequence[Sequence[str]]) -> list[tuple[dt.date, str]]:
    """News of a link as it is kept, the oldest first: its day and its code."""
    return [(dt.date.fromisoformat(day), code) for day, code in news]


def unmet(actor: Actor, year: int) -> list[Unmet]:
    """Needs of a year that no service took up, the most frequent first; small cells are not there. One statement."""
    require(actor, Capability.YEAR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT theme, area, number FROM sec.unmet_needs(%s)", [year])
        return [Unmet(theme, area, int(number)) for theme, area, number in cursor.fetchall()]
