"""Verbs of the access room: add to a team, cover for somebody, open and review an emergency, receive a person."""

import datetime
import uuid
from enum import StrEnum

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.models import DutyPresence, EmergencyAccess, NamedReader, TeamMember
from palier.access.rules import EMERGENCY_LASTS, EMERGENCY_REASON_AT_LEAST, UNDO_LASTS, Duty, EmergencyGround
from palier.kernel.errors import Conflict, InvalidInput, Refused


class ReviewOutcome(StrEnum):
    """What the data-protection officer finds of an emergency access. The list is closed."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    TO_DISCUSS = "to_discuss"


def _insert(row: TeamMember | NamedReader | EmergencyAccess | DutyPresence) -> None:
    """Insert, turning the second lock's refusal into Refused."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except (IntegrityError, ProgrammingError) as refusal:
        raise Refused() from refusal


def _add_unread(member: TeamMember) -> None:
    """Insert without reading the row back as Django does: the head adds, by number, to a team she may not see (P5)."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, sec.now())",
                [
                    member.pk,
                    member.subject_id,
                    member.post_id,
                    member.duty,
                    member.valid,
                    member.added_by_id,
                    member.reason,
                ],
            )
    except (IntegrityError, ProgrammingError) as refusal:
        raise Refused() from refusal


def add_to_team(
    *, actor: Actor, subject: uuid.UUID, post: uuid.UUID, duty: Duty, until: datetime.date | None, reason: str
) -> TeamMember:
    """Add a colleague bound by secrecy. Nobody adds herself; the second lock checks who may (P5)."""
    require(actor, Capability.TEAM_ADD)
    member = TeamMember(
        subject_id=subject,
        post_id=post,
        duty=duty,
        valid=DateRange(actor.today, until and until + datetime.timedelta(days=1)),
        added_by_id=actor.acting_post,
        reason=reason,
    )
    _add_unread(member)
    return member


def take_back_member(*, actor: Actor, pk: uuid.UUID) -> bool:
    """Undo, some seconds later, one's own naming of a colleague. False when it is too late."""
    require(actor, Capability.TEAM_ADD)
    just_now = TeamMember.objects.filter(
        pk=pk, added_by=actor.post, added_at__gt=actor.moment - UNDO_LASTS, valid__isempty=False
    ).exclude(post=actor.post)
    return just_now.update(valid=DateRange(empty=True)) == 1


def name_reader(*, actor: Actor, item: uuid.UUID, post: uuid.UUID, until: datetime.date | None = None) -> None:
    """Name a reader of one item of tier pair or reinforced."""
    _insert(
        NamedReader(
            item=item,
            post_id=post,
            valid=DateRange(actor.today, until, "[]" if until else "[)"),
            added_by_id=actor.acting_post,
        )
    )


def cover(*, actor: Actor, absent: uuid.UUID, covering: uuid.UUID, first: datetime.date, last: datetime.date) -> int:
    """Name a replacement from `first` to `last` included; returns on how many files and inboxes. Raises Refused."""
    require(actor, Capability.COVER_SET)
    if last < first:
        raise InvalidInput({"last": [_("The last day comes before the first.")]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.cover(%s, %s, %s, %s)", [absent, covering, first, last])
        made = cursor.fetchone()[0]
    if made is None:
        raise Refused()
    return int(made)


def open_emergency(
    *, actor: Actor, subject: uuid.UUID, person: uuid.UUID, ground: EmergencyGround, reason: str
) -> EmergencyAccess:
    """Open one person's items for four hours. The second lock asks for the second factor and for no overdue review."""
    require(actor, Capability.EMERGENCY_OPEN)
    if len(reason.strip()) < EMERGENCY_REASON_AT_LEAST:
        raise InvalidInput({"reason": [_("Say in at least 30 characters what is happening.")]})
    access = EmergencyAccess(
        organisation_id=actor.acting_organisation,
        subject_id=subject,
        person=person,
        post_id=actor.acting_post,
        ground=ground,
        reason=reason.strip(),
        opened_at=actor.moment,
        until=actor.moment + EMERGENCY_LASTS,
    )
    _insert(access)
    return access


def review_emergency(*, actor: Actor, pk: uuid.UUID, outcome: ReviewOutcome) -> EmergencyAccess:
    """Note what the review of an emergency access found. Sent twice it changes nothing; *to discuss* may be settled
    later, a final finding may not. Raises Refused outside the officer's organisation, Conflict on a final finding."""
    require(actor, Capability.EMERGENCY_REVIEW)
    rows = EmergencyAccess.objects.filter(pk=pk, organisation=actor.organisation)
    access = rows.first()
    if access is None:
        raise Refused()
    if access.outcome == outcome:
        return access
    if access.outcome not in {"", ReviewOutcome.TO_DISCUSS}:
        raise Conflict(_("This emergency access was already reviewed."), how_to_mend=_("Look at what was found then."))
    if rows.update(reviewed_at=actor.moment, reviewed_by=actor.post, outcome=outcome) == 0:
        raise Refused()
    access.refresh_from_db()
    return access


def receive(*, actor: Actor, household: uuid.UUID, session_ends: datetime.datetime) -> DutyPresence:
    """The person stands in front of me: opens the word left for the desk until the session's end + 24 h (P15)."""
    require(actor, Capability.WORD_READ)
    presence = DutyPresence(
        organisation_id=actor.acting_organisation,
        post_id=actor.acting_post,
        household=household,
        since=actor.moment,
        until=session_ends + datetime.timedelta(hours=24),
    )
    _insert(presence)
    return presence
