"""What the exchange of the directory reads: all of it in the order of its ids, and what a file would change."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.registry.partners.models import PartnerOrganisation, PartnerService, Verification

BATCH = 500  # services held at a time


@dataclass(frozen=True)
class Whole:
    """A service with its organisation and the last day on which somebody of the company verified it."""

    service: PartnerService
    verified_on: dt.date | None
    has_left: bool


def reads(actor: Actor) -> Capability:
    """By what this actor reads the directory: as staff, or as the job of a file."""
    return Capability.PARTNER_READ if permits(actor, Capability.PARTNER_READ) else Capability.PARTNER_EXCHANGE


def every_service(actor: Actor) -> Iterator[Whole]:
    """All services, also those that have left, by id; read `BATCH` at a time."""
    checks = Verification.objects.visible_to(actor, reads(actor)).filter(service=OuterRef("pk"))
    last = Subquery(checks.values("service").annotate(last=Max("on")).values("last"))
    rows = PartnerService.objects.visible_to(actor, reads(actor)).annotate(verified_on=last)
    after: uuid.UUID | None = None
    while True:
        page = rows.select_related("partner").order_by("pk")
        found = list((page.filter(pk__gt=after) if after else page)[:BATCH])
        for row in found:
            yield Whole(row, row.verified_on, row.until is not None and row.until < actor.today)
        if len(found) < BATCH:
            return
        after = found[-1].pk


def organisations_without(actor: Actor) -> list[PartnerOrganisation]:
    """The organisations that never had a service, by id."""
    services = PartnerService.objects.visible_to(actor, reads(actor)).values("partner")
    rows = PartnerOrganisation.objects.visible_to(actor, reads(actor)).exclude(pk__in=services)
    return list(rows.order_by("pk"))


def known(actor: Actor, model: Any, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The lines that a file means, by the id it gives them: the one they came with, or that of our own row."""
    wanted = list(ids)
    found: dict[uuid.UUID, Any] = {}
    rows = model.objects.visible_to(actor, Capability.PARTNER_EXCHANGE)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        for row in rows.filter(Q(source_id__in=some) | Q(pk__in=some)):
            if row.source_id is not None:
                found[row.source_id] = row
            found.setdefault(row.pk, row)
    return found


def named(actor: Actor, names: Iterable[str]) -> dict[str, PartnerOrganisation]:
    """Organisations by their name in French, the oldest of each."""
    rows: QuerySet[Any] = PartnerOrganisation.objects.visible_to(actor, Capability.PARTNER_EXCHANGE)
    return {row.name_fr: row for row in rows.filter(name_fr__in=list(names)).order_by("-pk")}


def folder(actor: Actor) -> Path:
    """Where the file that this post sent waits: in the data folder, readable by the server's own user alone."""
    return Path(settings.MEDIA_ROOT) / "partners" / str(actor.acting_post)


def waiting(actor: Actor) -> tuple[Path, str] | None:
    """The file that this post sent and did not apply yet, with its name."""
    place = folder(actor)
    try:
        name = json.loads((place / "facts.json").read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, KeyError):
        return None
    return (place / "file", str(name)) if (place / "file").is_file() else None
