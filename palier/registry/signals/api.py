"""What a program may read of signals: what one service told another."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.kernel.days import day_of
from palier.registry.housing.api import READ_ERRORS, Listed, Window, listed
from palier.registry.signals import queries
from palier.registry.signals.rules import Phrase, Theme

router = Router(tags=["signals"])


class Signal(Schema):
    """The least text needed, from one service to another."""

    id: uuid.UUID
    origin: uuid.UUID
    recipient: uuid.UUID
    theme: Theme
    on: datetime.date
    phrase: Phrase | None
    text: str


@router.get(
    "/signals", response={200: Listed[Signal], **READ_ERRORS}, operation_id="list_signals", summary="Signals received"
)
@capability(Can.SIGNAL_READ)
def signal_list(request: HttpRequest, window: Query[Window]) -> Any:
    """Signals addressed to this service or this post, the latest first. Origin and recipient are services."""
    actor = actor_of(request)
    note_read(actor, "signal_list", ground="addressed_to_my_service")
    return listed(request, window, queries.received(actor), _signals)


def _signals(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "origin": row.origin_service_id,
            "recipient": row.recipient_service_id,
            "theme": row.theme,
            "on": day_of(row.sent_at),
            "phrase": row.phrase or None,
            "text": row.text,
        }
        for row in rows
    ]
