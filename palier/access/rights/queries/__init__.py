"""What is kept how long: the terms in force, those that wait for a signature, and the numbers that stayed."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.lock import declared_crossings
from palier.access.rights.models import RetentionTerm, ReviewLimit
from palier.access.rights.rules import (
    GOING_SOON_DAYS,
    PRESETS,
    CrossingKind,
    DatedTerm,
    ReviewRule,
    TermKey,
    Terms,
    TermState,
    in_force,
)
from palier.kernel.errors import Refused
from palier.kernel.terms import Term, Unit

REPORTS_SHOWN = 62
FINDINGS_SHOWN = 200


def term_of(row: RetentionTerm) -> Term:
    """The length of time of a row."""
    return Term(row.length, Unit(row.unit))


def _that_count(organisation: uuid.UUID | None) -> "QuerySet[RetentionTerm]":
    ours = Q(organisation=organisation, state=TermState.SIGNED)
    return RetentionTerm.objects.filter(Q(state=TermState.PRESET) | ours).order_by("valid_from", "signed_at")


def terms(actor: Actor) -> Terms:
    """How long everything is kept today where this actor works. One statement."""
    rows = _that_count(actor.organisation).values_list("key", "length", "unit", "valid_from", "organisation")
    dated = [DatedTerm(TermKey(key), Term(length, Unit(unit)), day, org) for key, length, unit, day, org in rows]
    return in_force(dated, actor.today)


@dataclass(frozen=True)
class Line:
    """One kind of thing: the row that counts today, the house's own term, one that waits for a signature."""

    key: TermKey
    row: RetentionTerm
    preset: Term
    longest: Term
    proposed: RetentionTerm | None

    @property
    def term(self) -> Term:
        return term_of(self.row)

    @property
    def wished(self) -> Term | None:
        return term_of(self.proposed) if self.proposed else None

    @property
    def stored(self) -> bool:
        return PRESETS[self.key].stored


def lines(actor: Actor) -> list[Line]:
    """Every kind of thing, in the order of the closed list. One statement. Raises Refused for who works nowhere."""
    require(actor, Capability.TERM_READ)
    mine = Q(organisation=actor.acting_organisation, state__in=[TermState.SIGNED, TermState.PROPOSED])
    rows = RetentionTerm.objects.filter(Q(state=TermState.PRESET) | mine)
    found: dict[TermKey, dict[str, RetentionTerm]] = {key: {} for key in TermKey}
    for row in rows.select_related("proposed_by__staff", "signed_by__staff").order_by("valid_from", "signed_at"):
        if row.state == TermState.PROPOSED or row.valid_from <= actor.today:
            found[TermKey(row.key)][row.state] = row
    return [_line(key, by_state) for key, by_state in found.items()]


def _line(key: TermKey, rows: dict[str, RetentionTerm]) -> Line:
    preset = rows[TermState.PRESET]
    longest = Term(preset.longest_length or preset.length, Unit(preset.longest_unit or preset.unit))
    counts = rows.get(TermState.SIGNED, preset)
    return Line(key, counts, term_of(preset), longest, rows.get(TermState.PROPOSED))


def line(actor: Actor, key: str) -> Line:
    """One kind of thing. Raises Refused when the closed list does not hold it."""
    found = next((one for one in lines(actor) if one.key == key), None)
    if found is None:
        raise Refused()
    return found


def former(actor: Actor) -> list[RetentionTerm]:
    """What was signed or set aside here, the latest first."""
    require(actor, Capability.TERM_READ)
    decided = RetentionTerm.objects.filter(
        organisation=actor.acting_organisation, state__in=[TermState.SIGNED, TermState.SET_ASIDE]
    )
    return list(decided.select_related("proposed_by__staff", "signed_by__staff").order_by("-signed_at")[:50])


@dataclass(frozen=True)
class HoldLine:
    """A hold as its officer, or a worker whose file it keeps, reads it."""

    id: uuid.UUID
    of_person: bool
    reason: str
    by: str
    placed_at: dt.datetime
    lifted_at: dt.datetime | None


def holds(actor: Actor) -> list[HoldLine]:
    """For the officer the holds of her company; for a worker those in force that keep something of hers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, of_person, reason, by, placed_at, lifted_at FROM sec.holds()")
        return [HoldLine(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Going:
    """One thing of a worker's own that ends soon, or that a hold keeps past its day."""

    kind: str
    household: uuid.UUID | None
    day: dt.date
    held: bool


def going_of_mine(actor: Actor) -> list[Going]:
    """What ends in the coming days of the files and the inbox of this worker, the first day first."""
    require(actor, Capability.ENDING_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, household, day, held FROM sec.going_of_mine(%s)", [GOING_SOON_DAYS])
        return [Going(*row) for row in cursor.fetchall()]


def going_counts(actor: Actor) -> list[tuple[str, int | None]]:
    """How many of each kind end in the coming days in the officer's company; None: fewer than five."""
    require(actor, Capability.HOLD_SET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, number FROM sec.going_counts(%s)", [GOING_SOON_DAYS])
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Forgotten:
    """How many of a kind were erased, by the year they were of; None: fewer than five."""

    year: int
    kind: str
    number: int | None


def forgotten(actor: Actor) -> list[Forgotten]:
    """The numbers that stay of one's own company; nothing for who plans nothing with them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT year, kind, number FROM sec.counts_kept()")
        return [Forgotten(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Count:
    """How often a kind crossed towards whom on a day; None: fewer than five."""

    kind: CrossingKind
    towards: str
    number: int | None


@dataclass(frozen=True)
class Report:
    """One signed report of one's own company, with its numbers taken out of its text."""

    day: dt.date
    number: int
    text: str
    signature: str
    key: str

    @property
    def counts(self) -> list[Count]:
        rows = json.loads(self.text)["counts"]
        return [Count(CrossingKind(row["kind"]), row["towards"], row["number"]) for row in rows]


def reports(actor: Actor, day: dt.date | None = None) -> list[Report]:
    """The signed reports of one's own company, the latest first, or that of one day. Raises Refused."""
    require(actor, Capability.CROSSING_READ)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, number, body, signature, key FROM sec.crossing_reports(%s, %s)", [day, REPORTS_SHOWN]
        )
        return [Report(*row) for row in cursor.fetchall()]


def may_cross() -> list[CrossingKind]:
    """The kinds for which the code has a way across, in the order of the closed list."""
    there = {one.kind for one in declared_crossings()}
    return [kind for kind in CrossingKind if kind in there]


@dataclass(frozen=True)
class FindingLine:
    """One line that the review puts before the officer: whose reading of what, when; never of which household."""

    id: uuid.UUID
    rule: ReviewRule
    name: str
    role: str
    at: dt.datetime
    what: str
    ground: str
    number: int
    seed: str
    answered_at: dt.datetime | None
    word: str
    own: bool


def findings(actor: Actor) -> list[FindingLine]:
    """What the review found in the officer’s company: without her word first, the latest first. Raises Refused."""
    require(actor, Capability.FINDING_ANSWER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.findings(%s)", [FINDINGS_SHOWN])
        return [FindingLine(pk, ReviewRule(rule), *rest) for pk, rule, *rest in cursor.fetchall()]


def review_limits(actor: Actor) -> dict[str, ReviewLimit]:
    """The numbers with which the review counts today, by their key."""
    require(actor, Capability.FINDING_ANSWER)
    rows = ReviewLimit.objects.filter(valid_from__lte=actor.today).order_by("valid_from")
    return {row.key: row for row in rows}
