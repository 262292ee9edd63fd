"""Verbs of the calendar: agreed, moved, answered; sessions set; addresses given and withdrawn."""

import datetime as dt
import hashlib
import secrets
import uuid
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.kernel.language import Bilingual
from palier.kernel.positions import Position
from palier.registry.calendar import queries
from palier.registry.calendar.models import Appointment, CalendarFeed
from palier.registry.calendar.rules.appointments import (
    AppointmentDraft,
    AppointmentState,
    FeedKind,
    appointment_ends,
    may_answer,
    reminder_due,
)
from palier.registry.calendar.rules.sessions import Weekly
from palier.registry.housing import queries as housing
from palier.registry.messaging import actions as messaging
from palier.registry.people import queries as people

TAKEN = _("Another appointment stands at this hour.")
TAKE_ANOTHER = _("Choose another hour, or move the other one first.")


# -- appointments -----------------------------------------------------------------------------------------------


def make_appointment(*, actor: Actor, draft: AppointmentDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Agree on an hour. In a file its team sees it; without one, who looks after the household. Returns its id.

    Raises InvalidInput when the worker's hour is taken, whoever took it.
    """
    require(actor, Capability.APPOINTMENT_ADD)
    if draft.household is not None:
        people.household(actor, draft.household, Capability.HOUSEHOLD_FIND)  # one of another company is not there
    subject = _subject(actor, draft)

    def write() -> uuid.UUID:
        row = Appointment(
            organisation_id=actor.acting_organisation,
            subject_id=subject,
            worker_id=actor.acting_post,
            household_id=draft.household,
            who=draft.who,
            confided_by=list(draft.persons),
            concerns=list(draft.persons),
            kind=draft.kind,
            span=DateTimeTZRange(draft.start, draft.start + dt.timedelta(minutes=draft.minutes)),
            venue_id=draft.venue,
            purpose=draft.purpose.replace("\x00", ""),
            interpreter=draft.interpreter,
            notice=draft.notice,
            author_id=actor.acting_post,
            written_at=actor.moment,
            ends_on=appointment_ends(draft.file is not None, draft.start.date(), kept_for(actor)[TermKey.APPOINTMENT]),
        )
        _standing(row.insert)
        _remind(actor, row)
        return row.pk

    return once(actor, key, draft, write)


def _remind(actor: Actor, row: Appointment) -> None:
    """A neutral reminder of an hour that stands; none of one that does not. In the transaction of the change itself."""
    if row.state != AppointmentState.PLANNED or row.household_id is None:
        messaging.withdraw_reminders(actor=actor, item=row.pk)
        return
    messaging.remind(
        actor=actor,
        subject=row.subject_id,
        household=row.household_id,
        persons=tuple(row.concerns),
        item=row.pk,
        about=row.span.lower,
        due=reminder_due(row.span.lower),
        ends_on=row.ends_on,
    )


def _subject(actor: Actor, draft: AppointmentDraft) -> uuid.UUID:
    """The file it belongs to, else the inbox of who looks after the household when that is the actor's to write in."""
    if draft.file is not None:
        if draft.file not in actor.subjects:
            raise Refused()
        return draft.file
    worker = housing.assigned_workers([draft.household]).get(draft.household) if draft.household else None
    for inbox in (worker.pk if worker else None, actor.post):
        if inbox is not None and inbox in actor.subjects:
            return inbox
    raise Refused()


def _standing(write: Any) -> Any:
    """Do it, unless the hour is taken; what was already done in this transaction stays."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as taken:
        if "one_appointment_an_hour" not in str(taken):
            raise
        raise InvalidInput({"start": [TAKEN]}, how_to_mend=TAKE_ANOTHER) from taken
    except ProgrammingError as refusal:
        raise Refused() from refusal


def move_appointment(*, actor: Actor, pk: uuid.UUID, version: int, start: dt.datetime, minutes: int) -> Appointment:
    """To another hour; it is planned again. Raises InvalidInput when that hour is taken."""
    span = DateTimeTZRange(start, start + dt.timedelta(minutes=minutes))
    return _change(actor, pk, version, span=span, state=AppointmentState.PLANNED)


def answer_appointment(
    *, actor: Actor, pk: uuid.UUID, version: int, state: AppointmentState, agreed: str = "", notice: str = ""
) -> Appointment:
    """Say whether people met, what was agreed, and, of a visit without a meeting, what was left in the box."""
    row = queries.appointment(actor, pk, Capability.APPOINTMENT_CHANGE)
    if not may_answer(row.state) or not may_answer(state):
        raise Refused()
    changes: dict[str, Any] = {"state": state, "agreed": agreed.replace("\x00", "")}
    return _change(actor, pk, version, **changes, **({"notice": notice} if notice else {}))


def cancel_appointment(*, actor: Actor, pk: uuid.UUID, version: int) -> Appointment:
    """It does not take place; the hour is free. Nobody's reason is asked or kept (P35)."""
    return _change(actor, pk, version, state=AppointmentState.CANCELLED)


def _change(actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Appointment:
    queries.appointment(actor, pk, Capability.APPOINTMENT_CHANGE)
    rows = Appointment.objects.visible_to(actor, Capability.APPOINTMENT_CHANGE).filter(pk=pk, version=version)
    if _standing(lambda: rows.update(**changes, version=F("version") + 1)) == 0:
        raise Conflict(
            _("This appointment was changed in the meantime."),
            how_to_mend=_("Open it again and look where it stands."),
        )
    row = queries.appointment(actor, pk, Capability.APPOINTMENT_CHANGE)
    if "state" in changes:
        _remind(actor, row)
    return row


# -- sessions and closures ------------------------------------------------------------------------------------------


def keep_venue(
    *,
    actor: Actor,
    pk: uuid.UUID | None,
    name: Bilingual,
    address: Bilingual,
    step_free: bool | None,
    position: Position | None,
) -> uuid.UUID:
    """A venue, new or corrected. Returns its id."""
    kept = pk or new_id()
    _settle(
        actor,
        "keep_venue(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [kept, name.fr, name.nl, address.fr, address.nl, step_free, None, *(position or (None, None))],
    )
    return kept


def keep_series(
    *, actor: Actor, pk: uuid.UUID | None, kind: str, venue: uuid.UUID | None, phone: str, weekly: Weekly
) -> uuid.UUID:
    """A session that comes back, new or corrected. Returns its id."""
    kept = pk or new_id()
    _settle(
        actor,
        "keep_series(%s, %s, %s, %s, %s::smallint[], %s::smallint, %s, %s, %s)",
        [
            kept,
            kind,
            venue,
            phone,
            sorted(weekly.weekdays),
            weekly.every_weeks,
            weekly.starts,
            weekly.ends,
            _up_to(weekly.first, weekly.last),
        ],
    )
    return kept


def keep_duty(
    *,
    actor: Actor,
    pk: uuid.UUID | None,
    series: uuid.UUID,
    post: uuid.UUID,
    weekdays: frozenset[int],
    first: dt.date,
    last: dt.date | None,
) -> uuid.UUID:
    """Who holds a session, on which of its weekdays (none: all), from when to when. Returns the duty's id."""
    kept = pk or new_id()
    _settle(
        actor,
        "keep_duty(%s, %s, %s, %s::smallint[], %s)",
        [kept, series, post, sorted(weekdays), _up_to(first, last)],
    )
    return kept


def keep_closure(
    *,
    actor: Actor,
    pk: uuid.UUID | None,
    first: dt.date,
    last: dt.date,
    kinds: list[str],
    venue: uuid.UUID | None,
    words: Bilingual,
) -> uuid.UUID:
    """Days without sessions, with the words that are posted in both languages. Returns its id."""
    kept = pk or new_id()
    _settle(
        actor,
        "keep_closure(%s, %s, %s::text[], %s, %s, %s)",
        [kept, _up_to(first, last), kinds, venue, words.fr, words.nl],
    )
    return kept


def lift_closure(*, actor: Actor, pk: uuid.UUID) -> None:
    """These days are open again."""
    _settle(actor, "lift_closure(%s)", [pk])


def _up_to(first: dt.date, last: dt.date | None) -> DateRange:
    return DateRange(first, None if last is None else last + dt.timedelta(days=1))


def _settle(actor: Actor, call: str, values: list[Any]) -> None:
    """Public settings are written by closed functions, which ask again who sets them."""
    require(actor, Capability.SESSION_SET)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{call}", values)
        if not cursor.fetchone()[0]:
            raise Refused()


# -- feeds ------------------------------------------------------------------------------------------------------


def make_feed(*, actor: Actor, kind: FeedKind, venue: uuid.UUID | None = None) -> str:
    """A new address for a calendar program. Returns its secret, which is shown once and kept nowhere."""
    require(actor, Capability.FEED_MAKE)
    if (kind == FeedKind.VENUE) != (venue is not None) or (
        venue is not None and venue not in {one.pk for one in queries.venues(actor.organisation, actor.today)}
    ):
        raise InvalidInput({"venue": [_("Choose the venue.")]})
    secret = secrets.token_urlsafe(32)
    CalendarFeed(
        organisation_id=actor.acting_organisation,
        post_id=actor.acting_post,
        kind=kind,
        venue_id=venue,
        secret_hash=hashlib.sha256(secret.encode()).digest(),
        made_at=actor.moment,
    ).insert()
    return secret


def withdraw_feed(*, actor: Actor, pk: uuid.UUID) -> None:
    """Whoever still reads there finds nothing any more, from now on. Again, it changes nothing."""
    rows = CalendarFeed.objects.visible_to(actor, Capability.FEED_MAKE).filter(pk=pk)
    if not rows.exists():
        raise Refused()
    rows.filter(withdrawn_at=None).update(withdrawn_at=actor.moment)
