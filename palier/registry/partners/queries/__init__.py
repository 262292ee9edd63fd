"""Reads of the directory: a list that one filters, one service with all its facts, the matrix. No tenant is in it."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.errors import Refused
from palier.kernel.sort_keys import search_words, sort_key
from palier.registry.partners.labels import FRESHNESS_ICONS, FRESHNESS_WORDS
from palier.registry.partners.models import (
    Agreement,
    PartnerContact,
    PartnerOrganisation,
    PartnerService,
    Verification,
)
from palier.registry.partners.queries.matrix import Row, rows_of
from palier.registry.partners.queries.matrix import mending as mending
from palier.registry.partners.queries.steps import step as step
from palier.registry.partners.queries.steps import step_numbers as step_numbers
from palier.registry.partners.queries.steps import steps as steps
from palier.registry.partners.queries.steps import steps_with as steps_with
from palier.registry.partners.queries.steps import to_come as to_come
from palier.registry.partners.queries.steps import to_come_with as to_come_with
from palier.registry.partners.rules import Capacity
from palier.registry.partners.rules.freshness import Freshness, freshness, looked_at_until

ALIKE = 0.5  # of a word's three-letter groups, so that one slip in seven letters still finds it
NO_DAY = dt.date.min


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words of a name, and filters; an empty one does not filter. `old`: those to verify alone."""

    words: str = ""
    domain: str = ""
    language: str = ""
    commune: str = ""
    kind: str = ""
    takes: bool = False
    old: bool = False


@dataclass(frozen=True)
class Line:
    """One service of the list, with how fresh it is."""

    service: PartnerService
    verified_on: dt.date | None
    fresh: Freshness

    @property
    def said(self) -> tuple[str, str]:
        return FRESHNESS_ICONS[self.fresh], str(FRESHNESS_WORDS[self.fresh])


@dataclass(frozen=True)
class ServicePage:
    """Everything about one service. `gone`: contacts who left."""

    line: Line
    contacts: list[PartnerContact]
    gone: list[PartnerContact]
    agreements: list[Agreement]
    verifications: list[Verification]


def standing(actor: Actor, can: Capability = Capability.PARTNER_READ) -> QuerySet[PartnerService]:
    """The services that are in the directory today."""
    rows: QuerySet[PartnerService] = PartnerService.objects.visible_to(actor, can)
    return rows.filter(Q(until=None) | Q(until__gte=actor.today))


def _verified(actor: Actor) -> Subquery:
    rows = Verification.objects.visible_to(actor, Capability.PARTNER_READ).filter(service=OuterRef("pk"))
    return Subquery(rows.values("service").annotate(last=Max("on")).values("last"))


def _filtered(rows: QuerySet[PartnerService], wanted: Wanted) -> QuerySet[PartnerService]:
    for word in search_words(wanted.words):
        rows = rows.alias(**{f"alike_{word}": TrigramWordSimilarity(word, "search_key")}).filter(
            Q(search_key__contains=word) | Q(**{f"alike_{word}__gte": ALIKE})
        )
    if wanted.domain:
        rows = rows.filter(domains__contains=[wanted.domain])
    if wanted.language:
        rows = rows.filter(languages__contains=[wanted.language])
    if wanted.commune:
        rows = rows.filter(Q(area=[]) | Q(area__contains=[wanted.commune]))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.filter(capacity=Capacity.TAKES_PEOPLE) if wanted.takes else rows


def find_services(actor: Actor, words: str, at_most: int) -> list[PartnerService]:
    """Services whose name, or whose organisation's, holds these words, a slip forgiven; by name. One statement."""
    if not search_words(words):
        return []
    rows = _filtered(standing(actor), Wanted(words=words)).select_related("partner")
    return list(rows.order_by("name_fr", "pk")[:at_most])


def directory(actor: Actor, wanted: Wanted, language: str) -> list[Line]:
    """The services looked for, by name in the language of the screen; those to verify, the longest unverified first."""
    rows = _filtered(standing(actor), wanted).annotate(verified_on=_verified(actor)).select_related("partner")
    lines = [Line(row, row.verified_on, freshness(row.verified_on, actor.today)) for row in rows]
    if wanted.old:
        lines = [line for line in lines if line.fresh is not Freshness.FRESH]
        return sorted(lines, key=lambda line: (line.verified_on or NO_DAY, _name(line.service, language)))
    return sorted(lines, key=lambda line: _name(line.service, language))


def _name(row: Any, language: str) -> tuple[str, str]:
    return sort_key(row.name_nl if language == "nl" else row.name_fr), str(row.pk)


def without_service(actor: Actor, language: str) -> list[PartnerOrganisation]:
    """The organisations of which no service stands in the directory, by name."""
    rows = PartnerOrganisation.objects.visible_to(actor, Capability.PARTNER_READ)
    rows = rows.exclude(Exists(standing(actor).filter(partner=OuterRef("pk"))))
    return sorted(rows, key=lambda row: _name(row, language))


def partner(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> PartnerOrganisation:
    """One organisation, or Refused."""
    return _one(PartnerOrganisation.objects.visible_to(actor, can), pk)  # type: ignore[no-any-return]


def service(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> PartnerService:
    """One service, also one that has left the directory, or Refused."""
    return _one(PartnerService.objects.visible_to(actor, can).select_related("partner"), pk)  # type: ignore[no-any-return]


def contact(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> PartnerContact:
    """One named professional with her service, or Refused."""
    return _one(PartnerContact.objects.visible_to(actor, can).select_related("service__partner"), pk)  # type: ignore[no-any-return]


def agreement(actor: Actor, pk: uuid.UUID, can: Capability = Capability.PARTNER_READ) -> Agreement:
    """One agreement with its organisation, or Refused."""
    return _one(Agreement.objects.visible_to(actor, can).select_related("partner", "service"), pk)  # type: ignore[no-any-return]


def _one(rows: QuerySet[Any], pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def by_theme(actor: Actor, domain: str, language: str) -> tuple[list[PartnerOrganisation], list[PartnerOrganisation]]:
    """The organisations of which a service helps with this theme, and the others; each by name."""
    helps = standing(actor).filter(partner=OuterRef("pk"), domains__contains=[domain])
    rows = PartnerOrganisation.objects.visible_to(actor, Capability.PARTNER_READ).annotate(helps=Exists(helps))
    found = sorted(rows, key=lambda row: _name(row, language))
    return [row for row in found if row.helps], [row for row in found if not row.helps]


def services_of(actor: Actor, pk: uuid.UUID, language: str) -> list[PartnerService]:
    """The services of an organisation, those that left after the others."""
    rows = PartnerService.objects.visible_to(actor, Capability.PARTNER_READ).filter(partner=pk)
    return sorted(rows, key=lambda row: (_left(actor, row.until), _name(row, language)))


def agreements_of(actor: Actor, pk: uuid.UUID) -> list[Agreement]:
    """The agreements with an organisation, the latest first; each with its service when it is about one."""
    rows = Agreement.objects.visible_to(actor, Capability.PARTNER_READ).filter(partner=pk)
    return list(rows.select_related("service").order_by("-starts", "pk"))


def agreements_ending(actor: Actor) -> list[Agreement]:
    """The agreements in force of which the last day is near, the nearest first; each with its organisation."""
    rows = Agreement.objects.visible_to(actor, Capability.PARTNER_READ)
    rows = rows.filter(ends__gte=actor.today, ends__lte=looked_at_until(actor.today))
    return list(rows.select_related("partner").order_by("ends", "pk"))


def service_page(actor: Actor, pk: uuid.UUID) -> ServicePage:
    """One service with its people, the agreements it falls under, and who verified it when, the latest first."""
    found = service(actor, pk)
    people = list(
        PartnerContact.objects.visible_to(actor, Capability.PARTNER_READ)
        .filter(service=pk)
        .order_by("last_name", "first_name", "pk")
    )
    checks = list(
        Verification.objects.visible_to(actor, Capability.PARTNER_READ)
        .filter(service=pk)
        .select_related("post__staff")
        .order_by("-on", "-noted_at")[:12]
    )
    last = checks[0].on if checks else None
    return ServicePage(
        line=Line(found, last, freshness(last, actor.today)),
        contacts=[one for one in people if not _left(actor, one.until)],
        gone=[one for one in people if _left(actor, one.until)],
        agreements=[one for one in agreements_of(actor, found.partner_id) if one.service_id in {None, pk}],
        verifications=checks,
    )


def _left(actor: Actor, until: dt.date | None) -> bool:
    return until is not None and until < actor.today


def recipients(actor: Actor) -> list[PartnerContact]:
    """To whom something about a person may go, by the name of the service: named, there today, bound by secrecy, of the
    same mission (P7)."""
    rows = PartnerContact.objects.visible_to(actor, Capability.PARTNER_READ).filter(
        Q(until=None) | Q(until__gte=actor.today), service__may_receive_referral=True
    )
    found = rows.select_related("service__partner").order_by("last_name", "first_name", "pk")
    return sorted(found, key=lambda one: (sort_key(one.service.name), str(one.service_id)))


def matrix(actor: Actor) -> list[Row]:
    """Kinds of partners by themes, as seed 003 lays them out, with how many services stand in each cell."""
    pairs = standing(actor).values_list("kind", "domains")
    return rows_of(Counter((kind, domain) for kind, domains in pairs for domain in domains))
