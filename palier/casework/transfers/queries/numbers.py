"""The table by company, as the nightly round left it: closed cells are closed in the table itself."""

import datetime as dt
import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.transfers.models import CompanyCount
from palier.casework.transfers.rules.counts import Count


@dataclass(frozen=True)
class CompanyLine:
    """One company: its name, the day of its figures, and each figure; None: closed, absent: never counted."""

    organisation: uuid.UUID
    name: str
    on: dt.date
    numbers: dict[Count, int | None]
    is_own: bool


def companies(actor: Actor, language: str) -> list[CompanyLine]:
    """Every company that was counted, one's own first, then by name. One statement."""
    require(actor, Capability.TRANSFER_KEEP)
    found: dict[uuid.UUID, CompanyLine] = {}
    for row in CompanyCount.objects.select_related("organisation"):
        company = row.organisation
        name = company.name_nl if language == "nl" else company.name_fr
        line = found.setdefault(company.pk, CompanyLine(company.pk, name, row.on, {}, company.pk == actor.organisation))
        line.numbers[Count(row.what)] = row.number
    return sorted(found.values(), key=lambda line: (not line.is_own, line.name, str(line.organisation)))
