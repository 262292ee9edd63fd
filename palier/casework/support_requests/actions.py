"""A worker asks, takes back her fears, shows herself, says what it gave; the cell takes calls, names a pair, closes."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import told
from palier.access.gate import require
from palier.access.once import once
from palier.casework.support_requests.models import Intake
from palier.casework.support_requests.rules import (
    Evaluation,
    IntakeDraft,
    Origin,
    Outcome,
    Pair,
    Relay,
    SupportDraft,
    answer_by,
)
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id


def ask(*, actor: Actor, draft: SupportDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """The copy goes to the cell; who asked, about whom and what she fears stays here. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)

    def act() -> uuid.UUID:
        made = new_id()
        values = [
            made,
            uuid.uuid4(),
            draft.cell,
            draft.household,
            draft.situation.value,
            [one.value for one in draft.triggers],
            draft.text.strip(),
            draft.tried.strip(),
            draft.no_demand,
            answer_by(actor.today),
            draft.fears.strip(),
        ]
        if not told("SELECT sec.ask_for_support(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", *values):
            raise Refused()
        return made

    return once(actor, key, draft, act)


def forget_fears(*, actor: Actor, pk: uuid.UUID) -> None:
    """What she wrote of her own fear is gone. Raises Refused for what is not hers."""
    require(actor, Capability.SUPPORT_ASK)
    if not told("SELECT sec.forget_fears(%s)", pk):
        raise Refused()


def show_myself(*, actor: Actor, pk: uuid.UUID, phone: str) -> None:
    """The pair reads who she is and where she is called, so that they can talk. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    if not told("SELECT sec.show_myself(%s, %s, true)", pk, phone.strip()):
        raise Refused()


def hide_myself(*, actor: Actor, pk: uuid.UUID) -> None:
    """The pair reads it no more. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)
    if not told("SELECT sec.show_myself(%s, '', false)", pk):
        raise Refused()


def say_what_it_gave(*, actor: Actor, pk: uuid.UUID, said: Evaluation) -> None:
    """What it gave her, once it is closed; said again, it replaces what stood. Raises InvalidInput, Refused."""
    require(actor, Capability.SUPPORT_ASK)
    if said.contradicts_itself:
        raise InvalidInput({"gained": [_("Either nothing, or what it gave you: not both.")]})
    gained = [one.value for one in said.gained]
    if not told("SELECT sec.say_what_it_gave(%s, %s, %s, %s)", pk, gained, said.met or "", said.words.strip()):
        raise Refused()


def take_intake(*, actor: Actor, draft: IntakeDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A request by telephone: the copy as any other, who called sealed; its id. Raises Refused, InvalidInput."""
    require(actor, Capability.SUPPORT_QUEUE)
    request, who = draft.request, draft.caller
    if (who.company is None) == (who.origin is Origin.HOUSING_COMPANY):
        raise InvalidInput(
            {"company": [_("Choose the company that calls: nobody who works for it will be of the pair.")]}
        )

    def act() -> uuid.UUID:
        made, subject = uuid.uuid4(), uuid.uuid4()
        words = {"name": who.name, "function": who.function, "phone": who.phone, "fears": who.fears}
        stripped = {name: word.strip() for name, word in words.items()}
        row = Intake(pk=new_id(), subject_id=subject, **stripped)
        values = [
            row.pk,
            made,
            subject,
            who.origin.value,
            who.company,
            draft.social_tenant,
            request.situation.value,
            [one.value for one in request.triggers],
            request.text.strip(),
            request.tried.strip(),
            request.no_demand,
            answer_by(actor.today),
            *row.sealed(),
        ]
        if not told(f"SELECT sec.take_support_intake({', '.join(['%s'] * len(values))})", *values):
            raise Refused()
        return made

    return once(actor, key, draft, act)


def forget_caller_fears(*, actor: Actor, pk: uuid.UUID) -> None:
    """What the caller fears is gone. Raises Refused for who neither took the call nor is of the pair."""
    require(actor, Capability.SUPPORT_QUEUE)
    if not told("SELECT sec.forget_caller_fears(%s)", pk):
        raise Refused()


def say_what_came(*, actor: Actor, pk: uuid.UUID, said: Outcome, version: int) -> None:
    """What came of a closed request, by one of its pair. Raises Conflict when somebody was faster or it is not hers."""
    require(actor, Capability.SUPPORT_QUEUE)
    averted = (said.crisis.value, said.neighbours.value, said.eviction.value)
    values = (pk, said.home.value, said.primary, said.secondary, *averted, version)
    if not told("SELECT sec.say_what_came(%s, %s, %s::smallint, %s::smallint, %s, %s, %s, %s)", *values):
        raise Conflict()


def name_relay(*, actor: Actor, pk: uuid.UUID, relay: Relay, service: uuid.UUID | None, version: int) -> None:
    """Who goes on with an open request when the cell stops. Raises InvalidInput, Conflict when it is no longer so."""
    require(actor, Capability.SUPPORT_QUEUE)
    if (service is None) == (relay is Relay.PARTNER):
        raise InvalidInput({"service": [_("Choose the service of the directory that takes it up, and only then.")]})
    if not told("SELECT sec.name_relay(%s, %s, %s, %s)", pk, relay.value, service, version):
        raise Conflict()


def name_pair(*, actor: Actor, pk: uuid.UUID, pair: Pair, version: int) -> None:
    """Two workers of two disciplines, neither of the house that asks. Raises InvalidInput, Refused, Conflict."""
    require(actor, Capability.SUPPORT_QUEUE)
    if not pair.is_of_two:
        raise InvalidInput({"second": [_("A pair is two people of two disciplines.")]})
    values = (pk, pair.first, pair.first_discipline.value, pair.second, pair.second_discipline.value, version)
    answer = told("SELECT sec.name_support_pair(%s, %s, %s, %s, %s, %s)", *values)
    if answer == "changed":
        raise Conflict()
    if answer != "named":
        raise Refused()


def close(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """It is closed; the case was and stays with its worker. Raises Conflict when somebody was faster."""
    require(actor, Capability.SUPPORT_QUEUE)
    if not told("SELECT sec.close_support_request(%s, %s)", pk, version):
        raise Conflict()
