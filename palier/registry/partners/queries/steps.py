"""Reads of what is done with partners: of one partner, of all, and what answers a gap of the matrix."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.errors import Refused
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.rules.steps import MENDS_A_GAP

AT_MOST = 200
MONTHS = 12


@dataclass(frozen=True)
class Steps:
    """The steps looked for, the latest first; how many by purpose and by month of the last twelve, of all of them."""

    rows: list[PartnershipStep]
    by_purpose: Counter[str]
    by_month: list[tuple[dt.date, int]]


def _standing(actor: Actor, can: Capability = Capability.PARTNER_READ) -> QuerySet[PartnershipStep]:
    rows: QuerySet[PartnershipStep] = PartnershipStep.objects.visible_to(actor, can).filter(withdrawn=False)
    return rows.select_related("partner", "service").order_by("-on", "-id")


def step(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> PartnershipStep:
    """One step with its partner, or Refused."""
    found = _standing(actor, can).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def steps_with(actor: Actor, partner: uuid.UUID, at_most: int = 12) -> list[PartnershipStep]:
    """The latest steps with one partner."""
    return list(_standing(actor).filter(partner=partner)[:at_most])


def steps(actor: Actor, purpose: str = "", domain: str = "") -> Steps:
    """All steps of the company, filtered; the counts are those of the filter, and of nobody who wrote them."""
    rows = _standing(actor)
    rows = rows.filter(purpose=purpose) if purpose else rows
    rows = rows.filter(domain=domain) if domain else rows
    numbers = rows.values_list("purpose", "on").order_by()
    months = Counter(on.replace(day=1) for _purpose, on in numbers)
    return Steps(
        rows=list(rows[:AT_MOST]),
        by_purpose=Counter(purpose for purpose, _on in numbers),
        by_month=sorted(months.items(), reverse=True)[:MONTHS],
    )


def towards_gaps(actor: Actor) -> dict[str, PartnershipStep]:
    """Per theme the latest step by which a gap of the network is being mended (seed 003)."""
    rows = _standing(actor).filter(purpose__in=MENDS_A_GAP).exclude(domain="")
    return {row.domain: row for row in rows.order_by("domain", "on", "id")}
