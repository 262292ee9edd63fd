"""What only its author and those she names read: of a pair, reinforced. It passes to nobody by itself (P12, P31)."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.models import NamedReader
from palier.access.rules import Tier
from palier.casework.cases.models import Confidence, Contact, KnownMember
from palier.casework.handovers.models import HandoverNote
from palier.casework.handovers.rules import NarrowKind
from palier.casework.network.models import NetworkTie
from palier.registry.documents.models import Document

SOURCES: tuple[tuple[NarrowKind, Any, Capability], ...] = (
    (NarrowKind.CONTACT, Contact, Capability.CONTACT_READ),
    (NarrowKind.CONFIDENCE, Confidence, Capability.CONTACT_READ),
    (NarrowKind.KNOWN, KnownMember, Capability.KNOWN_READ),
    (NarrowKind.NETWORK, NetworkTie, Capability.NETWORK_READ),
    (NarrowKind.DOCUMENT, Document, Capability.DOCUMENT_READ),
)


@dataclass(frozen=True)
class Narrow:
    """One such item of the actor's own, without its words, and whether a colleague is named on it."""

    item: uuid.UUID
    kind: NarrowKind
    tier: Tier
    written_at: dt.datetime
    named: bool


def own_narrow(actor: Actor, row: HandoverNote, colleague: uuid.UUID) -> list[Narrow]:
    """The actor's own items of tiers pair and reinforced in a file, the latest first."""
    found = []
    for kind, model, capability in SOURCES:
        rows = model.objects.visible_to(actor, capability).filter(
            subject=row.subject_id, author=actor.post, tier__in=[Tier.PAIR, Tier.REINFORCED]
        )
        found += [(item, kind, Tier(tier), at) for item, tier, at in rows.values_list("pk", "tier", "written_at")]
    named = NamedReader.objects.filter(
        item__in=[item for item, *_rest in found], post=colleague, added_by=actor.post, valid__contains=actor.today
    )
    known = set(named.values_list("item", flat=True))
    items = [Narrow(item, kind, tier, at, item in known) for item, kind, tier, at in found]
    return sorted(items, key=lambda one: (one.written_at, str(one.item)), reverse=True)
