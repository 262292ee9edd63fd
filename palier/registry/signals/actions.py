"""Verbs of signals: sent with the least that is needed, received, done."""

import datetime
import uuid

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.identity.organisations.models import Post, Service
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.signals import queries
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import (
    QUESTION_AT_MOST,
    SENDABLE,
    Answer,
    SignalDraft,
    SignalState,
    Theme,
    writes_freely,
)


def send_signal(*, actor: Actor, draft: SignalDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Tell another service: own words from a landlord department to the social service, else a sentence of the list."""
    require(actor, Capability.SIGNAL_ADD)
    if draft.household:
        people.household(actor, draft.household, Capability.HOUSEHOLD_FIND)  # one that is not the actor's is not there
    service = next((one for one in queries.recipients(actor) if one.pk == draft.service), None)
    if service is None:
        raise InvalidInput({"to": [_("Choose to whom.")]})
    if draft.place and draft.place not in {place.pk for place in queries.places(actor)}:
        raise Refused()
    text = _words(actor, service, draft)
    return once(actor, key, draft, lambda: _write(actor, service, draft, text).pk)


def _words(actor: Actor, service: Service, draft: SignalDraft) -> str:
    """The text that travels: own words or none. Raises InvalidInput when there is nothing to say, or too much."""
    social = ServiceKind.SOCIAL
    if not writes_freely(actor.service_kind == social, service.kind == social):
        if draft.text.strip():
            raise InvalidInput({"text": [_("Only one of the sentences travels to this service, never a reason.")]})
        if not draft.phrase:
            raise InvalidInput({"phrase": [_("Choose one of the sentences.")]})
        return ""
    if not (draft.text.strip() or draft.phrase):
        raise InvalidInput({"text": [_("Write at least a word: this is the only field that must be filled in.")]})
    return draft.text.replace("\x00", "").strip()[:500]


def _write(actor: Actor, service: Service, draft: SignalDraft, text: str) -> Signal:
    worker = housing.assigned_workers([draft.household]).get(draft.household) if draft.household else None
    to_worker = draft.to_worker and worker is not None and worker.service_id == service.pk
    if actor.service is None:
        raise Refused()
    try:
        with transaction.atomic():
            return Signal(
                organisation_id=actor.acting_organisation,
                origin_service_id=actor.service,
                author_id=actor.acting_post,
                recipient_service=service,
                recipient_post=worker if to_worker else None,
                household_id=draft.household,
                place_id=draft.place,
                theme=draft.theme if draft.theme in SENDABLE else Theme.DEPARTMENT_QUESTION,
                phrase=draft.phrase,
                text=text,
                sent_at=actor.moment,
            ).insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal


def settle(*, actor: Actor, pk: uuid.UUID, state: SignalState) -> None:
    """Received or done. Its sender learns the first day on which it was, and nothing of what follows (P22)."""
    rows = Signal.objects.visible_to(actor, Capability.SIGNAL_READ).filter(pk=pk)
    if rows.update(state=state, received_on=Coalesce(F("received_on"), actor.today)) == 0:
        raise Refused()


def ask_colleague(*, actor: Actor, household: uuid.UUID, text: str, key: uuid.UUID | None = None) -> uuid.UUID:
    """Ask who looks after a household a question, whether there is a file or not. She alone reads it, for seven days.

    Raises InvalidInput without a word, Refused where nobody of one's service looks after the household.
    """
    require(actor, Capability.QUESTION_ASK)
    people.household(actor, household, Capability.HOUSEHOLD_FIND)
    words = text.replace("\x00", "").strip()[:QUESTION_AT_MOST]
    if not words:
        raise InvalidInput({"text": [_("Write at least a word: this is the only field that must be filled in.")]})
    asked, service = queries.asked_for(actor, household), actor.service
    if asked is None or service is None:
        raise Refused()
    return once(actor, key, (household, words), lambda: _ask(actor, service, asked, household, words).pk)


def _ask(actor: Actor, service: uuid.UUID, asked: Post, household: uuid.UUID, words: str) -> Signal:
    return Signal(
        organisation_id=actor.acting_organisation,
        origin_service_id=service,
        author_id=actor.acting_post,
        recipient_service_id=service,
        recipient_post=asked,
        household_id=household,
        theme=Theme.COLLEAGUE_QUESTION,
        text=words,
        sent_at=actor.moment,
    ).insert()


def answer_colleague(*, actor: Actor, pk: uuid.UUID, answer: str, day: datetime.date | None) -> None:
    """Answer a question, once, from the closed list. InvalidInput for *come* without a day, Conflict when gone."""
    require(actor, Capability.QUESTION_ANSWER)
    if answer == Answer.COME_ON and (day is None or day < actor.today):
        raise InvalidInput({"day": [_("Say on which day: today or later.")]})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sec.answer_question(%s, %s, %s)", [pk, answer, day if answer == Answer.COME_ON else None]
        )
        if not cursor.fetchone()[0]:
            raise Conflict(_("This question is answered, or gone."), how_to_mend=_("Go back to the signals."))
