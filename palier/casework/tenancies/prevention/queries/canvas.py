"""The canvas of first contacts: what holds today for a company, what waits to be confirmed, what was decided before."""

import datetime as dt
import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.tenancies.prevention.models import CompanyCanvas
from palier.casework.tenancies.prevention.rules import CanvasState, CanvasStep, in_force
from palier.identity.organisations.models import Organisation
from palier.kernel.errors import Refused

FORMER = 20  # lines of what was decided before


@dataclass(frozen=True)
class Canvases:
    """What the page of the canvas tells. `own`: confirmed by the company, from which day on it holds; else the house's.

    `coming`: confirmed for a day ahead.
    """

    steps: list[CanvasStep]
    own: CompanyCanvas | None
    coming: list[CompanyCanvas]
    proposed: list[CompanyCanvas]
    former: list[CompanyCanvas]


def canvas_today(actor: Actor) -> list[CanvasStep]:
    """On which days help is offered at this company today. Two statements."""
    return _held(actor, _confirmed(actor))


def canvas_of(actor: Actor, unpaid_since: dt.date) -> list[tuple[CanvasStep, dt.date]]:
    """What the company's canvas has offered on which day, for rent unpaid since that day."""
    return [(step, step.on(unpaid_since)) for step in canvas_today(actor)]


def canvases(actor: Actor) -> Canvases:
    """All of it, for its page. Constant statements."""
    require(actor, Capability.CANVAS_READ)
    rows = CompanyCanvas.objects.filter(organisation=actor.acting_organisation)
    rows = rows.select_related("proposed_by__staff", "decided_by__staff")
    every = list(rows.order_by("-valid_from", "-decided_at", "-pk"))
    own = next((row for row in every if row.state == CanvasState.CONFIRMED and row.valid_from <= actor.today), None)
    coming = [row for row in every if row.state == CanvasState.CONFIRMED and row.valid_from > actor.today]
    proposed = [row for row in every if row.state == CanvasState.PROPOSED]
    former = [row for row in every if row not in coming and row not in proposed and row != own]
    return Canvases(_held(actor, own), own, coming, proposed, former[:FORMER])


def canvas_proposed(actor: Actor, pk: uuid.UUID) -> CompanyCanvas:
    """One of this company. Raises Refused."""
    require(actor, Capability.CANVAS_READ)
    row = CompanyCanvas.objects.filter(pk=pk, organisation=actor.acting_organisation).first()
    if row is None:
        raise Refused()
    return row


def _confirmed(actor: Actor) -> CompanyCanvas | None:
    rows = CompanyCanvas.objects.filter(
        organisation=actor.acting_organisation, state=CanvasState.CONFIRMED, valid_from__lte=actor.today
    )
    return rows.order_by("-valid_from", "-decided_at").first()


def _held(actor: Actor, own: CompanyCanvas | None) -> list[CanvasStep]:
    slug = Organisation.objects.values_list("slug", flat=True).get(pk=actor.acting_organisation)
    return in_force(own.steps if own else [], slug, actor.today)
