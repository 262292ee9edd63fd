"""What a person asks: written down, taken, answered, joined to a file."""

import uuid

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.cases import queries
from palier.casework.cases.actions.checks import inbox, written
from palier.casework.cases.models import Request
from palier.casework.cases.rules import RequestDraft, RequestState, no_demand_ends


def add_request(*, actor: Actor, draft: RequestDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write down what a person asks; it waits in the assigned worker's inbox. Returns its id."""
    require(actor, Capability.REQUEST_ADD)

    def write() -> uuid.UUID:
        made = Request(
            organisation_id=actor.acting_organisation,
            subject_id=inbox(actor, draft.household),
            household_id=draft.household,
            confided_by=list(draft.confided_by),
            concerns=list(draft.concerns or draft.confided_by),
            requester_kind=draft.requester_kind,
            no_demand=draft.no_demand,
            domain=draft.domain,
            channel=draft.channel,
            text=written(draft.text, "text"),
            author_id=actor.acting_post,
            received_at=actor.moment,
            ends_on=no_demand_ends(actor.today) if draft.no_demand else None,
        ).insert()
        return made.pk

    return once(actor, key, draft, write)


def take_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """I take this one."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    if request.state == RequestState.WAITING:
        request.state = RequestState.TAKEN
        request.save(update_fields=["state"])
    return request


def answer_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """Answered on the spot: advice, orientation, explanation. No analysis is needed for that (P14)."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    request.state = RequestState.ANSWERED
    request.save(update_fields=["state"])
    return request


def join_request(*, actor: Actor, pk: uuid.UUID, case: uuid.UUID) -> Request:
    """Join a request to a file about the same matter: it leaves the inbox and belongs to the file's team."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    file = queries.case(actor, case, Capability.CASE_WORK)
    request.case_id, request.subject_id, request.state = file.pk, file.subject_id, RequestState.JOINED
    if not request.no_demand or (set(request.concerns) <= set(file.agreed_by) and request.concerns):
        request.ends_on = None  # who agreed to the file has asked; about anybody else the term goes on (P33)
    request.save(update_fields=["case", "subject", "state", "ends_on"])
    return request
