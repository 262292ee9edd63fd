"""What a program may do with social files: parse, one domain call, answer. Nothing here decides who may."""

import datetime
import uuid
from dataclasses import replace
from typing import Annotated, Any

from allauth.mfa.base.forms import AuthenticateForm
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Header, Query, Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict

from palier.access import queries as readers
from palier.access import token
from palier.access.actor import Actor
from palier.access.binding import step_up
from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.access.rules import EMERGENCY_REASON_AT_LEAST, Duty, EmergencyGround, Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import Channel, ContactDraft, Domain, Outcome, RequestDraft, RequesterKind
from palier.kernel.days import BRUSSELS, day_of
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.housing.api import READ_ERRORS, WRITE_ERRORS, Listed, Text, Window, listed
from palier.registry.people import queries as people

LONGEST = 50_000  # characters; what the search can hold, and twenty pages
FIRST_DAY = datetime.date(1900, 1, 1)
KEYS = uuid.UUID("6f6c6c65-7061-5c69-9572-706b65797300")

router = Router(tags=["social files"])

Key = Annotated[
    str | None,
    Header(
        None, alias="Idempotency-Key", max_length=200, description="Sent again with the same body: the first answer."
    ),
]


def once_key(given: str | None) -> uuid.UUID | None:
    """Any text may be a key; the database keeps an id made of it."""
    if not given:
        return None
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.uuid5(KEYS, given)


class Sent(Schema):
    """A body. A key nobody knows is said, never silently lost with what it held."""

    model_config = ConfigDict(extra="forbid")


class Made(Schema):
    """What was written, once it is committed."""

    id: uuid.UUID


# -- files ------------------------------------------------------------------------------------------------


class Case(Schema):
    """A social file. `outcome` and `closed_on` are null while it is open."""

    id: uuid.UUID
    household: uuid.UUID
    opened_on: datetime.date
    closed_on: datetime.date | None
    outcome: Outcome | None
    assigned_to: uuid.UUID | None = Field(description="The post of the assigned worker, to those who may see the team.")
    domain: Domain | None


def _cases(actor: Actor, rows: list[Any]) -> list[dict[str, Any]]:
    teams = readers.readers_of(actor, [row.subject_id for row in rows])
    assigned = {
        subject: next((member.post for member in team if member.duty == Duty.ASSIGNED), None)
        for subject, team in teams.items()
    }
    return [
        {
            "id": row.pk,
            "household": row.household_id,
            "opened_on": row.opened_on,
            "closed_on": row.closed_on,
            "outcome": row.outcome or None,
            "assigned_to": assigned[row.subject_id],
            "domain": row.domain or None,
        }
        for row in rows
    ]


def _ground(actor: Actor, subject: uuid.UUID) -> str:
    return "in_the_team" if subject in actor.subjects else "emergency_is_open"


@router.get("/cases", response={200: Listed[Case], **READ_ERRORS}, operation_id="list_cases", summary="My files")
@capability(Can.CASE_READ)
def case_list(request: HttpRequest, window: Query[Window], closed: bool | None = None) -> Any:
    """Files of my teams, open and closed, or one of the two; the longest silent first."""
    actor = actor_of(request)
    if closed is None:
        rows = queries.my_cases(actor) | queries.my_cases(actor, closed=True)
    else:
        rows = queries.my_cases(actor, closed=closed)

    def shown(found: list[Any]) -> list[dict[str, Any]]:
        note_read(actor, "case_list", subjects=[row.subject_id for row in found], ground="in_the_team")
        return _cases(actor, found)

    return listed(request, window, rows, shown)


@router.get("/cases/{pk}", response={200: Case, **READ_ERRORS}, operation_id="read_case", summary="One file")
@capability(Can.CASE_READ)
def case_detail(request: HttpRequest, pk: uuid.UUID) -> Any:
    """A file of one of my teams, or of a person for whom I opened an emergency."""
    actor = actor_of(request)
    file = queries.case(actor, pk)
    note_read(actor, "case", reference=pk, subjects=[file.subject_id], ground=_ground(actor, file.subject_id))
    return _cases(actor, [file])[0]


# -- contacts ---------------------------------------------------------------------------------------------


class Contact(Schema):
    """A contact. A text that is not readable has no key, as one that was never written."""

    id: uuid.UUID
    case: uuid.UUID | None
    on: datetime.date
    channel: Channel | None
    author: uuid.UUID = Field(description="The post that wrote it.")
    tier: Tier
    facts: str = ""
    confided: str = ""


class NewContact(Sent):
    """A contact to write down. Its tier is that of both texts; without a named reader, only the author reads a pair or
    reinforced one."""

    facts: Text = Field(max_length=LONGEST)
    confided: Text = Field("", max_length=LONGEST)
    channel: Channel | None = None
    on: datetime.date | None = Field(None, ge=FIRST_DAY, description="Now, when not given.")
    tier: Tier = Tier.TEAM


def _contacts(rows: list[Any], confided: dict[uuid.UUID, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "case": row.case_id,
            "on": day_of(row.at),
            "channel": row.channel or None,
            "author": row.author_id,
            "tier": row.tier,
            "facts": row.facts,
            **({"confided": confided[row.pk].text} if row.pk in confided else {}),
        }
        for row in rows
    ]


@router.get(
    "/cases/{pk}/contacts",
    response={200: Listed[Contact], **READ_ERRORS},
    exclude_unset=True,
    operation_id="list_contacts",
    summary="Contacts of a file",
)
@capability(Can.CONTACT_READ)
def contact_list(request: HttpRequest, pk: uuid.UUID, window: Query[Window]) -> Any:
    """Contacts of a file, the latest first. Reinforced ones are in no list, whoever asks (P12)."""
    actor = actor_of(request)
    file = queries.case(actor, pk)
    note_read(actor, "contact_list", reference=pk, subjects=[file.subject_id], ground=_ground(actor, file.subject_id))
    found = queries.contacts_of(actor, pk)
    return listed(request, window, found, lambda rows: _contacts(rows, queries.confidences_of(actor, rows)))


@router.post(
    "/cases/{pk}/contacts", response={201: Made, **WRITE_ERRORS}, operation_id="add_contact", summary="Write a contact"
)
@capability(Can.CONTACT_ADD)
def contact_add(request: HttpRequest, pk: uuid.UUID, sent: NewContact, key: Key = None) -> Any:
    """Write a contact into a file of one of my teams. When the file concerns one person, it is hers; otherwise whose it
    is stays to be said by the worker (P2)."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    if sent.on is not None and sent.on > actor.today:
        raise InvalidInput({"on": [gettext_noop("A contact cannot be dated in the future.")]})
    draft = ContactDraft(
        sent.facts,
        case=pk,
        persons=tuple(file.concerns) if len(file.concerns) == 1 else (),
        at=datetime.datetime.combine(sent.on, datetime.time(), BRUSSELS) if sent.on else None,
        channel=sent.channel or "",
        tier=sent.tier,
        confided=sent.confided,
        confided_tier=sent.tier,
    )
    return Status(201, {"id": actions.record_contact(actor=actor, draft=draft, key=once_key(key))})


# -- requests ---------------------------------------------------------------------------------------------


class NewRequest(Sent):
    """What a person asks. Only the text must be there (P14)."""

    text: Text = Field(max_length=LONGEST)
    household: uuid.UUID | None = None
    requester_kind: RequesterKind | None = None
    domain: Domain | None = None
    channel: Channel | None = None


class MadeRequest(Made):
    """`case` is null: a request waits in the assigned worker's inbox until she joins it to a file."""

    case: uuid.UUID | None


@router.post(
    "/requests", response={201: MadeRequest, **WRITE_ERRORS}, operation_id="add_request", summary="Write a request down"
)
@capability(Can.REQUEST_ADD)
def request_add(request: HttpRequest, sent: NewRequest, key: Key = None) -> Any:
    """Write down what a person asks. The answer is the same whether her household has a file or not (P1)."""
    actor = actor_of(request)
    draft = RequestDraft(
        sent.text,
        household=sent.household,
        requester_kind=sent.requester_kind or "",
        domain=sent.domain or "",
        channel=sent.channel or "",
    )
    made = actions.add_request(actor=actor, draft=draft, key=once_key(key))
    return Status(201, {"id": made, "case": None})


# -- emergency --------------------------------------------------------------------------------------------


class BreakGlass(Sent):
    """One person's items, for four hours, on a closed ground (P29): hers who is named, else hers who agreed to it.

    It takes a person, never a whole household.
    """

    ground: EmergencyGround
    reason: Text = Field(min_length=EMERGENCY_REASON_AT_LEAST, max_length=5_000)
    totp: Text = Field(min_length=1, max_length=20, description="A code of the second factor.")
    household: uuid.UUID | None = None
    person: uuid.UUID | None = None


class Opened(Schema):
    """Until when the person's items are open."""

    until: datetime.datetime


@router.post(
    "/cases/{pk}/break-glass",
    response={201: Opened, **WRITE_ERRORS},
    operation_id="break_glass",
    summary="Open one person's items in an emergency",
)
@capability(Can.EMERGENCY_OPEN)
def break_glass(request: HttpRequest, pk: uuid.UUID, sent: BreakGlass) -> Any:
    """The assigned worker, the head of service and the data-protection officer are told at once. When the file is not
    this person's nothing is opened, and the answer is that of a file that is not there."""
    actor = actor_of(request)
    if sent.household is None or sent.person is None:
        _give_second_factor(request, sent.totp)
        household, person = queries.emergency_target(actor, pk)
    else:
        household, person = sent.household, sent.person
        if person not in {member.person.pk for member in people.members(actor, household)}:
            raise Refused()
    if not readers.open_emergencies(actor, [person]):
        if sent.person is not None:
            _give_second_factor(request, sent.totp)
        actions.open_emergency(actor=actor, household=household, person=person, ground=sent.ground, reason=sent.reason)
    actor = replace(actor, in_emergency=True)  # she was known before she opened it
    if queries.case(actor, pk).household_id != household:
        raise Refused()
    return Status(201, {"until": readers.open_emergencies(actor, [person])[0].until})


def _give_second_factor(request: HttpRequest, code: str) -> None:
    """Notes that the second factor was given just now. Raises InvalidInput when the code does not fit."""
    if not AuthenticateForm({"code": code}, user=request.user).is_valid():
        raise InvalidInput({"totp": [gettext_noop("This code does not fit. Take the next one.")]})
    step_up(token.current() or "")
