"""Data requests of my inbox, what I hold of the person, and what the officer reads."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.data_requests.queries.held import held
from palier.casework.data_requests.rules import DataRequestState, DataRight, Item
from palier.kernel.errors import Refused


@dataclass(frozen=True)
class KeptBack:
    """A reason that waits for the officer, or that she confirmed: no person, no content."""

    id: uuid.UUID
    received_on: dt.date
    due_on: dt.date
    kind: str
    decision: str
    motive: str
    reason: str
    worker: str
    confirmed: bool
    version: int


def open_requests(actor: Actor) -> "QuerySet[DataRequest]":
    """Those of my inbox that wait for an answer, the most urgent first."""
    rows = DataRequest.objects.visible_to(actor, Capability.DATA_REQUEST_READ)
    return rows.filter(state=DataRequestState.OPEN).order_by("due_on", "pk")


def data_request(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.DATA_REQUEST_READ) -> DataRequest:
    """One request. Raises Refused when it is not there for this actor."""
    found: DataRequest | None = DataRequest.objects.visible_to(actor, capability).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def decisions(actor: Actor, pk: uuid.UUID) -> dict[uuid.UUID, DataDecision]:
    """What was decided, by item."""
    rows = DataDecision.objects.visible_to(actor, Capability.DATA_REQUEST_READ).filter(data_request=pk)
    return {row.item: row for row in rows}


def to_decide(actor: Actor, request: DataRequest) -> tuple[list[Item], dict[uuid.UUID, DataDecision]]:
    """What of a copy is decided item by item, and what was decided; nothing for what is not a copy."""
    if request.right != DataRight.COPY:
        return [], {}
    return held(actor, request), decisions(actor, request.pk)


def kept_back(actor: Actor) -> list[KeptBack]:
    """For the officer: every reason of a request that is still open."""
    require(actor, Capability.KEPT_BACK_CONFIRM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.kept_back()")
        return [KeptBack(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class MyDataRequest:
    """What she asked about her data, as she reads it at her own door."""

    asked: uuid.UUID
    right: str
    text: str
    received_at: dt.datetime
    due_on: dt.date
    open: bool
    answers: list[str]


def my_data_requests(actor: Actor) -> list[MyDataRequest]:
    """For a tenant at her own door, at the second level."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_data_requests()")
        return [MyDataRequest(*row) for row in cursor.fetchall()]


__all__ = [
    "KeptBack",
    "MyDataRequest",
    "data_request",
    "decisions",
    "held",
    "kept_back",
    "my_data_requests",
    "open_requests",
    "to_decide",
]
