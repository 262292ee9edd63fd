"""Verbs of writing down. What is saved and the draft it grew from change hands in one transaction."""

import contextlib
import uuid
from collections.abc import Callable

from django.db import IntegrityError, connection, transaction

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.models import OnceKey
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import ContactDraft, RequestDraft
from palier.desk.capture.models import Draft
from palier.desk.capture.rules import (
    DRAFT_AT_MOST,
    SESSION_LASTS,
    DraftForm,
    Fields,
    as_id,
    draft_ends,
    is_worth_keeping,
    kept_of,
    one,
)
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.waiting import actions as waiting
from palier.registry.waiting import queries as arrivals


def keep_contact(
    *,
    actor: Actor,
    contact: ContactDraft,
    key: uuid.UUID | None,
    draft: uuid.UUID | None,
    arrival: uuid.UUID | None = None,
) -> uuid.UUID:
    """Save a contact and drop the draft it grew from. Returns its id; raises InvalidInput, Conflict, Refused.

    `arrival`: whom it is about came to a session; she has nothing more to be noted.
    """
    made = _instead_of(actor, draft, lambda: cases.record_contact(actor=actor, draft=contact, key=key))
    if arrival is not None:
        _note_arrival(actor, arrival)
    return made


def _note_arrival(actor: Actor, pk: uuid.UUID) -> None:
    """The contact stands whatever became of the arrival: after twenty-four hours it is not there any more."""
    with contextlib.suppress(Refused, Conflict):
        row = arrivals.arrival(actor, pk)
        if not row.noted:
            waiting.mark_noted(actor=actor, pk=pk, version=row.version)


def keep_request(*, actor: Actor, request: RequestDraft, key: uuid.UUID | None, draft: uuid.UUID | None) -> uuid.UUID:
    """Save a request and drop the draft it grew from. Returns its id; raises InvalidInput, Conflict, Refused."""
    return _instead_of(actor, draft, lambda: cases.add_request(actor=actor, draft=request, key=key))


def _instead_of(actor: Actor, draft: uuid.UUID | None, write: Callable[[], uuid.UUID]) -> uuid.UUID:
    with transaction.atomic():  # what was refused half-way leaves nothing, and the page can still be drawn
        made = write()
        if draft is not None:
            drop_draft(actor=actor, pk=draft)
    return made


def save_draft(*, actor: Actor, pk: uuid.UUID, form: DraftForm, fields: Fields) -> bool:
    """Keep a form as it is now, under the id its page was given. False when there was nothing (more) to keep.

    A form that was sent in the meantime is not brought back by a late autosave. Raises InvalidInput when it is too
    long, Refused when the id is another's.
    """
    require(actor, Capability.CONTACT_ADD if form == DraftForm.CONTACT else Capability.REQUEST_ADD)
    payload = kept_of(fields)
    if not is_worth_keeping(form, payload) or _was_sent(actor, payload):
        return False
    if sum(len(value) for values in payload.values() for value in values) > DRAFT_AT_MOST:
        raise InvalidInput({"": ["This is too long to be kept as a draft."]})
    state = {
        "payload": payload,
        "saved_at": actor.moment,
        "expires": draft_ends(actor.today, kept_for(actor)[TermKey.DRAFT]),
    }
    own = Draft.objects.visible_to(actor, Capability.CONTACT_ADD).filter(pk=pk, post=actor.post, form=form)
    if own.update(**state):
        return True
    try:
        with transaction.atomic():
            Draft(pk=pk, post_id=actor.acting_post, form=form, **state).insert()
    except IntegrityError as refusal:
        raise Refused() from refusal
    return True


def _was_sent(actor: Actor, payload: Fields) -> bool:
    """Was this form already sent for good? Waits for a send that is under way (see palier.access.once)."""
    if (key := as_id(one(payload, "idempotency_key"))) is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor.post}:{key}"])
    return OnceKey.objects.filter(post=actor.post, key=key).exists()


def drop_draft(*, actor: Actor, pk: uuid.UUID) -> bool:
    """Throw a draft of mine away. False when there was none: it is then gone all the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.drop_draft(%s)", [pk])
        return bool(cursor.fetchone()[0])


def undo_contact(*, actor: Actor, pk: uuid.UUID) -> bool:
    """*Annuler*. False when it is too late, or not one's own: both look the same."""
    try:
        cases.undo_contact(actor=actor, pk=pk)
    except Refused:
        return False
    return True


def receive(*, actor: Actor, household: uuid.UUID) -> None:
    """The person stands in front of me (P15). Raises Refused for who receives nobody at the desk."""
    access.receive(actor=actor, household=household, session_ends=actor.moment + SESSION_LASTS)
