"""Data requests of my inbox, what I hold of the person, and what the officer reads."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.access.rules import Tier
from palier.casework.cases.models import Confidence, Contact, Request, Step
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.data_requests.rules import DataRequestState, DataRight, Item, ItemKind
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Refused
from palier.registry.calendar.models import Appointment
from palier.registry.documents.models import Document


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


def held(actor: Actor, request: DataRequest) -> list[Item]:
    """All that this worker may read of the person, of every tier, the oldest first. Leaves a line in the ledger."""
    person = request.concerns[0]

    def alone(row: object) -> bool:
        said, about = set(row.confided_by), set(row.concerns)  # type: ignore[attr-defined]
        return said == {person} or (not said and about == {person})

    can = Capability
    contacts = list(Contact.objects.visible_to(actor, can.CONTACT_READ).filter(concerns__contains=[person]))
    confided = list(Confidence.objects.visible_to(actor, can.CONTACT_READ).filter(concerns__contains=[person]))
    requests = Request.objects.visible_to(actor, can.REQUEST_READ).filter(concerns__contains=[person])
    steps = Step.objects.visible_to(actor, can.STEP_READ).filter(concerns__contains=[person])
    hours = Appointment.objects.visible_to(actor, can.APPOINTMENT_READ).filter(concerns__contains=[person])
    files = Document.objects.visible_to(actor, can.DOCUMENT_READ).filter(concerns__contains=[person])
    found = [
        *(Item(r.pk, ItemKind.CONTACT, _day(r.at), r.facts, alone(r), r.tier == Tier.AUTHOR) for r in contacts),
        *(
            Item(r.pk, ItemKind.CONFIDENCE, _day(r.written_at), r.text, alone(r) and r.tier == Tier.TEAM)
            for r in confided
        ),
        *(Item(r.pk, ItemKind.REQUEST, _day(r.received_at), r.text, alone(r)) for r in requests),
        *(Item(r.pk, ItemKind.STEP, r.due, r.text, alone(r)) for r in steps),
        *(Item(r.pk, ItemKind.APPOINTMENT, _day(r.span.lower), _words_of(r), alone(r)) for r in hours),
        *(Item(r.pk, ItemKind.DOCUMENT, _day(r.written_at), r.name, alone(r) and r.tier == Tier.TEAM) for r in files),
    ]
    subjects = {row.subject_id for row in (*contacts, *confided)}
    note_read(actor, "data_request", reference=request.pk, subjects=subjects, ground="in_the_team")
    return sorted(found, key=lambda item: (item.on or dt.date.min, item.kind, str(item.id)))


def to_decide(actor: Actor, request: DataRequest) -> tuple[list[Item], dict[uuid.UUID, DataDecision]]:
    """What of a copy is decided item by item, and what was decided; nothing for what is not a copy."""
    if request.right != DataRight.COPY:
        return [], {}
    return held(actor, request), decisions(actor, request.pk)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(BRUSSELS).date()


def _words_of(row: Appointment) -> str:
    return "\n".join(filter(None, (row.get_kind_display(), row.purpose, row.agreed)))


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
