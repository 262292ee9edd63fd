"""What a person asks: written down, taken, answered, joined to a file."""

import uuid
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.cases import queries
from palier.casework.cases.actions.checks import inbox, written
from palier.casework.cases.models import Request
from palier.casework.cases.rules import ORIGIN_AT_MOST, RequestDraft, RequesterKind, RequestState, no_demand_ends
from palier.identity.organisations import queries as organisations
from palier.kernel.errors import Conflict, InvalidInput, Refused

# Seed 000: applicants are received "according to the company".
NOT_FOR_APPLICANTS = _(
    "The social service of this company does not work for applicants. Tell her where she can go; if she rents here,"
    " choose “tenant”."
)


def add_request(*, actor: Actor, draft: RequestDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write down what a person asks; it waits in the assigned worker's inbox. Returns its id."""
    require(actor, Capability.REQUEST_ADD)
    if draft.requester_kind == RequesterKind.APPLICANT and not organisations.works_for_applicants(actor):
        raise InvalidInput({"requester_kind": [NOT_FOR_APPLICANTS]})

    themes = list(dict.fromkeys(filter(None, (draft.domain, *draft.also))))

    def write() -> uuid.UUID:
        made = Request(
            organisation_id=actor.acting_organisation,
            subject_id=inbox(actor, draft.household),
            household_id=draft.household,
            confided_by=list(draft.confided_by),
            concerns=list(draft.concerns or draft.confided_by),
            requester_kind=draft.requester_kind,
            no_demand=draft.no_demand,
            domain=themes[0] if themes else "",
            also=themes[1:],
            topics=_offered(actor, draft.topics),
            origin=draft.origin.strip()[:ORIGIN_AT_MOST],
            channel=draft.channel,
            text=written(draft.text, "text"),
            author_id=actor.acting_post,
            received_at=actor.moment,
            ends_on=no_demand_ends(actor.today, kept_for(actor)[TermKey.NO_DEMAND]) if draft.no_demand else None,
        ).insert()
        return made.pk

    return once(actor, key, draft, write)


def _offered(actor: Actor, chosen: tuple[uuid.UUID, ...]) -> list[uuid.UUID]:
    """Words of the company's list, in its order. Raises InvalidInput for one that is not offered."""
    if not chosen:
        return []
    offered = [one.pk for one in queries.topics(actor, offered=True)]
    if not set(chosen) <= set(offered):
        raise InvalidInput({"topics": [_("One of these words is no longer in the list: look at it again.")]})
    return [pk for pk in offered if pk in set(chosen)]


def ask_second_worker(
    *, actor: Actor, case: uuid.UUID, person: uuid.UUID, colleague: uuid.UUID, text: str, key: uuid.UUID | None = None
) -> uuid.UUID:
    """Ask a colleague to be the worker of one member: violence, conflict, conflict of interest (P2).

    It lies in her inbox like any request. She accepts by opening a file of her own with that person's agreement; who
    asked is not in it and is not told. Raises Refused for whoever is no social worker of the same service.
    """
    file = queries.case(actor, case, Capability.CASE_WORK)
    if colleague not in queries.second_workers(actor):
        raise Refused()

    def write() -> uuid.UUID:
        made = Request(
            organisation_id=actor.acting_organisation,
            subject_id=colleague,
            household_id=file.household_id,
            concerns=[person],
            requester_kind=RequesterKind.COLLEAGUE,
            text=written(text, "text"),
            author_id=actor.acting_post,
            received_at=actor.moment,
        ).insert()
        return made.pk

    return once(actor, key, (case, person, colleague, text), write)


def take_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """I take this one."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    return request if request.state != RequestState.WAITING else _move(actor, request, state=RequestState.TAKEN)


def answer_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """Answered on the spot: advice, orientation, explanation. No analysis is needed for that (P14)."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    return request if request.state == RequestState.ANSWERED else _move(actor, request, state=RequestState.ANSWERED)


def join_request(*, actor: Actor, pk: uuid.UUID, case: uuid.UUID) -> Request:
    """Join a request to a file about the same matter: it leaves the inbox and belongs to the file's team."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    file = queries.case(actor, case, Capability.CASE_WORK)
    if request.case_id == file.pk:
        return request
    # Who agreed to the file has asked; about anybody else the term of what nobody asked goes on (P33).
    asked = not request.no_demand or (bool(request.concerns) and set(request.concerns) <= set(file.agreed_by))
    ends_on = None if asked else request.ends_on
    return _move(actor, request, case=file, subject=file.subject_id, state=RequestState.JOINED, ends_on=ends_on)


def _move(actor: Actor, request: Request, **changes: Any) -> Request:
    """Change a request unless somebody else did meanwhile."""
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(pk=request.pk, version=request.version)
    if rows.update(**changes, version=F("version") + 1) == 0:
        raise Conflict(
            _("This request was changed in the meantime."), how_to_mend=_("Open it again and look where it stands.")
        )
    return queries.request(actor, request.pk, Capability.REQUEST_TAKE)
