"""Verbs of a hand-over: prepare, say what the next one needs, keep back, tell the tenant, hand over, take back."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F
from django.db.utils import IntegrityError, ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.models import NamedReader
from palier.access.once import once
from palier.casework.cases.models import Case
from palier.casework.handovers import queries
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.handovers.rules import HandoverDraft, HandoverState, NoteDraft, overlap_is_allowed
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput, Refused


def prepare(
    *, actor: Actor, draft: HandoverDraft, leaving: uuid.UUID | None = None, key: uuid.UUID | None = None
) -> uuid.UUID:
    """Prepare a hand-over: one's own with a note for each file; the head's for `leaving`, by number (P5).

    Raises InvalidInput for days that are not allowed, Refused for somebody who cannot follow.
    """
    require(actor, Capability.HANDOVER_MAKE)
    _check(actor, draft)
    if actor.role == Role.HEAD_OF_SERVICE:
        return once(actor, key, (draft, leaving), lambda: _open_by_number(draft, leaving))
    return once(actor, key, draft, lambda: _open_own(actor, draft))


def _check(actor: Actor, draft: HandoverDraft) -> None:
    if draft.starts < actor.today:
        raise InvalidInput({"starts": [_("This day is past: choose today or a later one.")]})
    if not overlap_is_allowed(draft.starts, draft.overlap_ends):
        raise InvalidInput(
            {
                "overlap_ends": [
                    _("Both read for thirty days at most: choose a day from the first on, within thirty days.")
                ]
            }
        )


def _open_by_number(draft: HandoverDraft, leaving: uuid.UUID | None) -> uuid.UUID:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sec.open_handover(%s, %s, %s, %s, %s, %s)",
            [leaving, draft.to_post, draft.starts, draft.overlap_ends, draft.inbox, draft.places],
        )
        made: uuid.UUID | None = cursor.fetchone()[0]
    if made is None:
        raise Refused()
    return made


def _open_own(actor: Actor, draft: HandoverDraft) -> uuid.UUID:
    try:
        with transaction.atomic():
            made = Handover(
                organisation_id=actor.acting_organisation,
                from_post_id=actor.acting_post,
                to_post_id=draft.to_post,
                starts=draft.starts,
                overlap_ends=draft.overlap_ends,
                inbox=draft.inbox,
                places=draft.places,
                author_id=actor.acting_post,
            ).insert()
    except (IntegrityError, ProgrammingError) as refusal:
        raise Refused() from refusal
    add_files(actor=actor, pk=made.pk, chosen=draft.files)
    return made.pk


def add_files(*, actor: Actor, pk: uuid.UUID, chosen: Sequence[uuid.UUID]) -> None:
    """Say which of one's open files pass: those chosen get a note, the others are left out."""
    of = queries.handover(actor, pk, Capability.HANDOVER_MAKE)
    notes = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_WORK).filter(handover=of)
    known = {row.case_id: row for row in notes}
    for file in queries.open_files(actor):
        passes = file.pk in chosen
        if file.pk not in known and passes:
            _note_for(actor, of, file)
        elif file.pk in known and known[file.pk].passes != passes:
            notes.filter(case=file.pk).update(passes=passes, version=F("version") + 1)


def _note_for(actor: Actor, of: Handover, file: Case) -> HandoverNote:
    return HandoverNote(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id,
        handover=of,
        case=file,
        author_id=actor.acting_post,
    ).insert()


def change_handover(*, actor: Actor, pk: uuid.UUID, draft: HandoverDraft, version: int) -> Handover:
    """Another day, another colleague, until it is done. Raises Conflict when it changed meanwhile."""
    _check(actor, draft)
    terms = {name: getattr(draft, name) for name in ("starts", "overlap_ends", "inbox", "places")}
    return _change(actor, pk, version, to_post_id=draft.to_post, **terms)


def withdraw(*, actor: Actor, pk: uuid.UUID, version: int) -> Handover:
    """Take it back until it is done: nothing passed, and what was kept back stays as it was."""
    return _change(actor, pk, version, state=HandoverState.WITHDRAWN)


def _change(actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Handover:
    rows = Handover.objects.visible_to(actor, Capability.HANDOVER_MAKE).filter(pk=pk)
    queries.handover(actor, pk, Capability.HANDOVER_MAKE)
    try:
        with transaction.atomic():
            done = rows.filter(version=version, state=HandoverState.PREPARING).update(
                **changes, version=F("version") + 1
            )
    except (IntegrityError, ProgrammingError) as refusal:
        raise Refused() from refusal
    if done == 0:
        raise Conflict(
            _("This hand-over was changed or carried out in the meantime."),
            how_to_mend=_("Look where the hand-over stands now."),
        )
    return queries.handover(actor, pk, Capability.HANDOVER_MAKE)


def hand_over(*, actor: Actor, pk: uuid.UUID) -> None:
    """Carry it out, on its day or after it. Again, it changes nothing. Raises Conflict when it cannot be done now."""
    if queries.handover(actor, pk, Capability.HANDOVER_MAKE).state == HandoverState.DONE:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.hand_over(%s)", [pk])
        if not cursor.fetchone()[0]:
            raise Conflict(
                _("It cannot be handed over now: its day has not come, or your colleague is not in post."),
                how_to_mend=_("Choose another day or another colleague."),
            )


def write_note(
    *, actor: Actor, pk: uuid.UUID, draft: NoteDraft, version: int, behind: Iterable[uuid.UUID] = ()
) -> None:
    """What the next worker needs of one file, and which of one's own contacts stay behind. Raises Conflict."""
    row = queries.note(actor, pk, Capability.HANDOVER_NOTE_WORK)
    changes = {name: getattr(draft, name) for name in ("next_on", "passes")}
    words = {name: getattr(draft, name).replace("\x00", "") for name in ("stands", "promised", "reached", "helpers")}
    _change_note(actor, row, version, **changes, **words)
    _keep_back(actor, row, set(behind))


def _keep_back(actor: Actor, row: HandoverNote, behind: set[uuid.UUID]) -> None:
    """The marks on one's own contacts become those chosen; until the day each can be taken back."""
    marks = KeptBack.objects.visible_to(actor, Capability.CONTACT_KEEP_BACK).filter(subject=row.subject_id)
    known = {mark.contact_id: mark for mark in marks}
    for contact, stays in queries.own_contacts(actor, row):
        wanted = contact.pk in behind
        if wanted and contact.pk not in known:
            KeptBack(
                organisation_id=actor.acting_organisation,
                subject_id=row.subject_id,
                contact=contact,
                author_id=actor.acting_post,
            ).insert()
        elif wanted != stays:
            marks.filter(contact=contact.pk).update(standing=wanted)


def name_follower(*, actor: Actor, pk: uuid.UUID, items: Iterable[uuid.UUID]) -> None:
    """On which of her own narrow items the leaving worker names who follows; on the others she names her no longer.

    It opens nothing before the day: who is not in the team reads nothing, named or not.
    """
    row = queries.note(actor, pk, Capability.HANDOVER_NOTE_WORK)
    follows = queries.handover(actor, row.handover_id).to_post_id
    wanted = set(items)
    for one in queries.own_narrow(actor, row, follows):
        if one.item in wanted and not one.named:
            access.name_reader(actor=actor, item=one.item, post=follows)
        elif one.item not in wanted and one.named:
            mine = NamedReader.objects.filter(item=one.item, post=follows, added_by=actor.post)
            mine.update(valid=DateRange(empty=True))


def _change_note(actor: Actor, row: HandoverNote, version: int, **changes: Any) -> None:
    rows = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_WORK).filter(pk=row.pk, version=version)
    if rows.update(**changes, version=F("version") + 1) == 0:
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
        )


def note_told(*, actor: Actor, pk: uuid.UUID, notes: Sequence[uuid.UUID], how: str, on: dt.date) -> int:
    """The tenants of these files were told who follows: how, and when. Returns how many were noted."""
    of = queries.handover(actor, pk)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    rows = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_WORK).filter(handover=of, pk__in=notes)
    noted: int = rows.update(told_on=on, told_how=how, version=F("version") + 1)
    if not noted:
        raise InvalidInput({"notes": [_("Choose at least one household.")]})
    return noted


def ask_another(*, actor: Actor, pk: uuid.UUID, wished: bool = True) -> HandoverNote:
    """She asks for another worker, or no longer: no reason is asked or kept. The head reads a number (seed 001)."""
    row = queries.note(actor, pk, Capability.HANDOVER_NOTE_WORK)
    if (row.another_on is not None) != wished:
        _change_note(actor, row, row.version, another_on=actor.today if wished else None)
    return queries.note(actor, pk, Capability.HANDOVER_NOTE_WORK)


def look_at(*, actor: Actor, pk: uuid.UUID) -> HandoverNote:
    """The next worker has looked at it: it leaves her day. Anybody else's look changes nothing."""
    row = queries.note(actor, pk, Capability.HANDOVER_NOTE_WORK)
    of = queries.handover(actor, row.handover_id)
    if of.to_post_id == actor.post and row.seen_on is None:
        _change_note(actor, row, row.version, seen_on=actor.today)
    return row
