"""Reads of doubles: closed functions tell both lines of a pair, to who keeps the register and to nobody else."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.grounds_of_doubles import StandsFor
from palier.kernel.days import day_of
from palier.kernel.errors import Refused
from palier.kernel.identifiers import format_phone
from palier.registry.doubles.labels import REASONS
from palier.registry.doubles.models import DoublePair, Merging
from palier.registry.doubles.rules import AGREED_WITHIN_DAYS, UNDONE_WITHIN_DAYS
from palier.registry.people.labels import MEMBER_ROLES

AT_MOST = 50


@dataclass(frozen=True)
class Line:
    """One line of the register, as the landlord's file declares it. An address that does not show is empty."""

    pair: uuid.UUID
    person: uuid.UUID
    number: str
    last_name: str
    first_name: str
    born: dt.date | None
    sex: str
    language: str
    phone: str
    email: str
    changed_at: dt.datetime
    households: int
    incomes: int
    spoken_for: int
    household: uuid.UUID | None
    label: str
    role: str
    street_fr: str
    street_nl: str
    house: str
    box: str
    postcode: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def telephone(self) -> str:
        """As it is read here; a number of no known plan as it was imported."""
        plain = self.phone.startswith("+") and self.phone[1:].isdigit()
        return format_phone(self.phone) if plain else self.phone

    @property
    def place_in_it(self) -> Any:
        """Her place in the household, in words."""
        return dict(MEMBER_ROLES).get(self.role, "")  # type: ignore[call-overload]

    @property
    def address(self) -> str:
        """In the language of the screen; empty without a dwelling."""
        if not self.house:
            return ""
        street = self.street_nl if get_language() == "nl" else self.street_fr
        return f"{street} {self.house}{f' / {self.box}' if self.box else ''}, {self.postcode}"


@dataclass(frozen=True)
class Pair:
    """Two lines that resemble each other, and why."""

    id: uuid.UUID
    score: int
    reasons: list[Any]
    lines: tuple[Line, Line]


@dataclass(frozen=True)
class ToLookAt:
    """The likeliest pairs first; `more`: there are others behind."""

    pairs: list[Pair]
    more: bool


def to_look_at(actor: Actor, limit: int = AT_MOST) -> ToLookAt:
    """The pairs of the actor's company, or of the places she looks after. Three statements however many there are."""
    require(actor, Capability.DOUBLE_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pair FROM sec.pairs_to_look_at(%s)", [limit + 1])
        found = [row[0] for row in cursor.fetchall()]
    return ToLookAt(_pairs(actor, found[:limit]), len(found) > limit)


def pair(actor: Actor, pk: uuid.UUID) -> Pair:
    """One pair that is still to be looked at, or Refused."""
    for found in _pairs(actor, [pk]):
        return found
    raise Refused()


@dataclass(frozen=True)
class Merge:
    """Two lines that are to be one person, or have become it. `mine`: the actor is asked, and has not said yes."""

    id: uuid.UUID
    kept: Line
    merged: Line
    asked: list[str]
    until: dt.date
    done_on: dt.date | None
    mine: bool

    @property
    def lines(self) -> tuple[Line, Line]:
        return (self.kept, self.merged)


def merges(actor: Actor) -> list[Merge]:
    """What waits for the yes of two workers, those of the actor first, and what can still be undone."""
    require(actor, Capability.MERGING_READ)
    rows = Merging.objects.visible_to(actor, Capability.MERGING_READ).select_related(
        "asked_kept__staff", "asked_merged__staff"
    )
    listed = list(rows.annotate(for_kept=StandsFor(F("asked_kept_id")), for_merged=StandsFor(F("asked_merged_id")))
                  .order_by("-merged_at", "-proposed_at", "id")[:AT_MOST])  # fmt: skip
    lines = _lines([row.pair_id for row in listed])
    found = [_merge(row, lines[row.pair_id]) for row in listed if row.pair_id in lines]
    return sorted(found, key=lambda one: not one.mine)


def merge(actor: Actor, pk: uuid.UUID) -> Merge:
    """One of them, or Refused."""
    for found in merges(actor):
        if found.id == pk:
            return found
    raise Refused()


def _merge(row: Any, lines: tuple[Line, Line]) -> Merge:
    kept, merged = lines if lines[0].person == row.kept_id else lines[::-1]
    lasts = UNDONE_WITHIN_DAYS if row.merged_at else AGREED_WITHIN_DAYS
    mine = (row.for_kept and not row.agreed_kept_at) or (row.for_merged and not row.agreed_merged_at)
    return Merge(
        id=row.pk,
        kept=kept,
        merged=merged,
        asked=list(dict.fromkeys([str(row.asked_kept.staff), str(row.asked_merged.staff)])),
        until=day_of((row.merged_at or row.proposed_at) + dt.timedelta(days=lasts)),
        done_on=day_of(row.merged_at) if row.merged_at else None,
        mine=not row.merged_at and mine,
    )


def _pairs(actor: Actor, pks: list[uuid.UUID]) -> list[Pair]:
    rows = DoublePair.objects.visible_to(actor, Capability.DOUBLE_READ).filter(id__any_of=pks, state="open")
    weighed = {row.pk: row for row in rows}
    lines = _lines(pks)
    return [
        Pair(pk, weighed[pk].score, _said(weighed[pk].reasons), lines[pk])
        for pk in pks
        if pk in weighed and pk in lines
    ]


def _lines(pks: list[uuid.UUID]) -> dict[uuid.UUID, tuple[Line, Line]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.lines_of_pairs(%s)", [pks])
        rows = [Line(*row) for row in cursor.fetchall()]
    found: dict[uuid.UUID, tuple[Line, Line]] = {}
    for pk, both in groupby(rows, key=lambda line: line.pair):
        one, other = both
        found[pk] = (one, other)
    return found


def _said(reasons: Iterable[str]) -> list[Any]:
    """In the order of the list: names first, then births, then where and how she is reached."""
    chosen = set(reasons)
    return [words for reason, words in REASONS if reason in chosen]
