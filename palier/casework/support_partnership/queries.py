"""Reads of the partnership: what it is, a year in figures, what is left without relay, by closed functions."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from palier.access import closed
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.support_partnership.rules import STATES, NoteKind, is_suspended
from palier.casework.support_partnership.rules.figures import Counted, Year, read, small_cells, span, told
from palier.casework.support_partnership.rules.funding import Span, funded_until, gaps, is_near_its_end
from palier.casework.support_requests import queries as requests
from palier.casework.support_requests.queries import Received
from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import OrganisationKind
from palier.kernel.errors import Refused
from palier.registry.partners.models import Agreement, PartnerService


@dataclass(frozen=True)
class Presentation:
    """How the work was made known. `house_fr`, `house_nl`: before whom, when that is in the list; else `audience`."""

    id: uuid.UUID
    day: dt.date
    kind: str
    before: uuid.UUID | None
    house_fr: str | None
    house_nl: str | None
    audience: str
    present: int | None
    came_of_it: str
    version: int


@dataclass(frozen=True)
class Funding:
    """A subsidy; `amount` in euros."""

    id: uuid.UUID
    since: dt.date
    until: dt.date | None
    funder: str
    decision: str
    amount: Decimal | None
    structural: bool
    half_time_posts: int | None
    version: int

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)


Kept = TypeVar("Kept", Presentation, Funding)


@dataclass(frozen=True)
class Note:
    """A dated line."""

    id: uuid.UUID
    day: dt.date
    kind: NoteKind
    words: str


@dataclass(frozen=True)
class Frozen:
    """A year that is frozen, of which cell."""

    id: uuid.UUID
    name_fr: str
    name_nl: str
    year: int
    frozen_on: dt.date
    figures: Year


@dataclass(frozen=True)
class Partnership:
    """All that its page says. `without_relay`: open requests that nobody is named for, when funding nears its end.

    `posts_end`: of how many open requests the post of one of the pair ends soon, or has ended.
    """

    presentations: list[Presentation]
    funding: list[Funding]
    gaps: list[Span]
    notes: list[Note]
    agreements: list[Agreement]
    suspended: bool
    funded_until: dt.date | None
    open_requests: int
    without_relay: int
    alert: bool
    posts_end: int

    @property
    def states(self) -> list[Note]:
        return [one for one in self.notes if one.kind in STATES]


def partnership(actor: Actor) -> Partnership:
    """The partnership of one's own cell. As many statements for an empty one as for a full one. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    funding, kept = fundings(actor), notes(actor)
    still_open = open_requests(actor)
    spans = [one.span for one in funding]
    return Partnership(
        presentations=presentations(actor),
        funding=funding,
        gaps=gaps(spans, actor.today),
        notes=kept,
        agreements=list(
            Agreement.objects.visible_to(actor, Capability.PARTNER_READ)
            .select_related("partner")
            .order_by("-starts", "pk")
        ),
        suspended=is_suspended([(one.day, one.kind) for one in kept]),
        funded_until=funded_until(spans, actor.today),
        open_requests=len(still_open),
        without_relay=sum(one.relay in {"", "none_yet"} for one in still_open),
        alert=bool(still_open) and is_near_its_end(spans, actor.today),
        posts_end=sum(bool(one.endings(actor.today)) for one in still_open),
    )


def presentations(actor: Actor) -> list[Presentation]:
    """The latest first. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    rows = closed.rows(
        "SELECT p.id, p.day, p.kind, p.before_id, o.name_fr, o.name_nl, p.audience, p.present, p.came_of_it, p.version"
        " FROM sec.presentations() p LEFT JOIN organisations_organisation o ON o.id = p.before_id"
        " ORDER BY p.day DESC, p.id DESC"
    )
    return [Presentation(*row) for row in rows]


def presentation(actor: Actor, pk: uuid.UUID) -> Presentation:
    """One of them, or Refused."""
    return _one(presentations(actor), pk)


def fundings(actor: Actor) -> list[Funding]:
    """The latest first. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    columns = "id, since, until, funder, decision, amount, structural, half_time_posts, version"
    return [Funding(*row) for row in closed.rows(f"SELECT {columns} FROM sec.funding_periods()")]


def funding(actor: Actor, pk: uuid.UUID) -> Funding:
    """One of them, or Refused."""
    return _one(fundings(actor), pk)


def notes(actor: Actor) -> list[Note]:
    """The latest first. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    rows = closed.rows("SELECT id, day, kind, words FROM sec.partnership_notes()")
    return [Note(id, day, NoteKind(kind), words) for id, day, kind, words in rows]


def houses(actor: Actor) -> list[tuple[str, str, str]]:
    """Before whom one presents, of those in the list: (id, French, Dutch). Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    rows = Organisation.objects.filter(kind__in=[OrganisationKind.COMPANY, OrganisationKind.SECONDMENT_SERVICE])
    return [(str(row.pk), row.name_fr, row.name_nl) for row in rows.order_by("name_fr", "pk")]


def open_requests(actor: Actor) -> list[Received]:
    """Those for which somebody must go on when the cell stops. Raises Refused."""
    return [one for one in requests.received(actor) if one.is_open]


def relay_services(actor: Actor) -> list[tuple[str, str, str]]:
    """Services of the cell's directory that are still there: (id, French, Dutch). Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    rows = PartnerService.objects.visible_to(actor, Capability.PARTNER_READ).order_by("name_fr", "pk")
    return [(str(row.pk), row.name_fr, row.name_nl) for row in rows if row.until is None or row.until >= actor.today]


def year(actor: Actor, number: int, at_least: int | None = None) -> Year:
    """The figures of a year, small ones closed: inside the cell, unless `at_least` says more. Raises Refused."""
    require(actor, Capability.PARTNERSHIP_KEEP)
    first, last = span(number, actor.today)
    rows = [Counted(row.list, row.code, row.number, row.behind) for row in requests.counted(actor, first, last)]
    return told(rows, at_least or small_cells(actor.today).inside)


def frozen(actor: Actor) -> list[Frozen]:
    """Frozen years: the cell's own, or all for the Region. Raises Refused."""
    require(actor, Capability.SUPPORT_FROZEN)
    rows = closed.rows("SELECT id, name_fr, name_nl, year, frozen_on, figures FROM sec.frozen_support_years()")
    return [Frozen(pk, fr, nl, year, on, read(json.loads(figures))) for pk, fr, nl, year, on, figures in rows]


def _one(rows: "list[Kept]", pk: uuid.UUID) -> "Kept":
    found = next((row for row in rows if row.id == pk), None)
    if found is None:
        raise Refused()
    return found
