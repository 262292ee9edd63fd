"""Figures of the field, by motive and by place: never by agent, household or asker (P22, P28, S1-062)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Lower

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.fieldwork.interventions.models import Intervention, Visit
from palier.fieldwork.interventions.rules import Delay, delay
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import PlaceKind, Role

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    """Twelve months: delays by motive and by site, and of what was delicate. Names are (French, Dutch)."""

    by_motive: list[tuple[tuple[str, str], Delay]]
    by_site: list[tuple[tuple[str, str], Delay]]
    delicate: Delay


def figures(actor: Actor) -> Figures:
    """How long it took until somebody was there. One statement, values only."""
    first = Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(intervention=OuterRef("pk"))
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK)
    rows = rows.filter(received_at__gte=actor.moment - YEAR).annotate(
        seen_at=Subquery(first.order_by("at").values("at")[:1])
    )
    found = rows.exclude(seen_at=None).values_list(
        "received_at", "seen_at", "delicate", "motive__name_fr", "motive__name_nl", "place__kind", "place__name_fr",
        "place__name_nl", "place__parent__name_fr", "place__parent__name_nl",
    )  # fmt: skip
    by_motive: dict[Any, list[float]] = defaultdict(list)
    by_site: dict[Any, list[float]] = defaultdict(list)
    delicate = []
    for asked, seen, is_delicate, m_fr, m_nl, kind, p_fr, p_nl, s_fr, s_nl in found:
        hours = max(0.0, (seen - asked).total_seconds() / 3600)
        by_motive[m_fr, m_nl].append(hours)
        by_site[(s_fr, s_nl) if kind == PlaceKind.BUILDING else (p_fr, p_nl)].append(hours)
        delicate += [hours] if is_delicate else []
    return Figures(_lines(by_motive), _lines(by_site), delay(delicate))


def _lines(groups: dict[Any, list[float]]) -> list[tuple[tuple[str, str], Delay]]:
    lines = [(name, delay(hours)) for name, hours in groups.items()]
    return sorted(lines, key=lambda line: (-line[1].number, line[0]))


def seniority(actor: Actor) -> list[tuple[str, int]]:
    """The agents of today, with for how many years each is one: in view when it is delicate, never a rank (S1-061)."""
    agents = Post.objects.filter(organisation=actor.organisation, role=Role.PROXIMITY_AGENT)
    since = dict(agents.values("staff").annotate(first=Min(Lower("valid"))).values_list("staff", "first"))
    now = agents.filter(valid__contains=actor.today).select_related("staff").order_by("staff__last_name", "pk")
    return [(str(post.staff), _years(since[post.staff_id], actor.today)) for post in now]


def _years(first: dt.date | None, today: dt.date) -> int:
    return (today - first).days // 365 if first else 0
