"""Reads of what is done with partners: of one partner, of all, and what answers a gap of the matrix."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.days import add_months
from palier.kernel.errors import Refused
from palier.registry.partners.labels.steps import PURPOSES
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.rules.steps import MENDS_A_GAP

LAST = 12  # steps on the page of a partner, and how many of those to come are shown
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """How many steps of one month, in the order of the purposes. Of nobody who wrote them (P28)."""

    first: dt.date
    numbers: list[int]

    @property
    def cells(self) -> list[tuple[str, int]]:
        return _named(self.numbers)

    @property
    def all(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class Numbers:
    """The last twelve months, this one first, and their sums in the order of the purposes."""

    months: list[Month]

    @property
    def sums(self) -> list[int]:
        return [sum(column) for column in zip(*(month.numbers for month in self.months), strict=True)]

    @property
    def cells(self) -> list[tuple[str, int]]:
        return _named(self.sums)

    @property
    def all(self) -> int:
        return sum(self.sums)


def _named(numbers: list[int]) -> list[tuple[str, int]]:
    return [(str(words), number) for (_purpose, words), number in zip(PURPOSES, numbers, strict=True)]


def _standing(actor: Actor, can: Capability = Capability.PARTNER_READ) -> QuerySet[PartnershipStep]:
    rows: QuerySet[PartnershipStep] = PartnershipStep.objects.visible_to(actor, can).filter(withdrawn=False)
    return rows.select_related("partner", "service").order_by("-on", "-id")


def step(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> PartnershipStep:
    """One step with its partner, or Refused."""
    found = _standing(actor, can).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def steps_with(actor: Actor, partner: uuid.UUID) -> list[PartnershipStep]:
    """The latest steps with one partner."""
    return list(_standing(actor).filter(partner=partner)[:LAST])


def steps(actor: Actor, purpose: str = "", domain: str = "") -> QuerySet[PartnershipStep]:
    """All steps of the company, the latest first; an empty filter does not filter."""
    rows = _standing(actor)
    rows = rows.filter(purpose=purpose) if purpose else rows
    return rows.filter(domain=domain) if domain else rows


def to_come(actor: Actor, rows: QuerySet[PartnershipStep]) -> list[PartnershipStep]:
    """Those of these steps after which one meets again, from today on, the nearest first."""
    return list(rows.filter(next_on__gte=actor.today).order_by("next_on", "id")[:LAST])


def to_come_with(actor: Actor, partner: uuid.UUID) -> list[PartnershipStep]:
    """When one meets this partner again, the nearest first."""
    return to_come(actor, _standing(actor).filter(partner=partner))


def step_numbers(actor: Actor, rows: QuerySet[PartnershipStep]) -> Numbers:
    """How many of these steps by month and purpose, in the last twelve months. One statement."""
    firsts = [add_months(actor.today.replace(day=1), -back) for back in range(MONTHS)]
    counted = rows.filter(on__gte=firsts[-1]).order_by().annotate(month=TruncMonth("on"))
    there = Counter(
        {(month, purpose): n for month, purpose, n in counted.values_list("month", "purpose").annotate(n=Count("pk"))}
    )
    return Numbers([Month(first, [there[first, purpose] for purpose, _words in PURPOSES]) for first in firsts])


def towards_gaps(actor: Actor) -> dict[str, PartnershipStep]:
    """Per theme the latest step by which a gap of the network is being mended (seed 003)."""
    rows = _standing(actor).filter(purpose__in=MENDS_A_GAP).exclude(domain="")
    return {row.domain: row for row in rows.order_by("domain", "-on", "-id").distinct("domain")}
