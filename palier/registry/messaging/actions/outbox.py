"""The outbox: a line is written in the transaction of the change it speaks of, and says in the end how it went."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.messaging import queries
from palier.registry.messaging.models import Dispatch, Letter
from palier.registry.messaging.rules import (
    BY_MACHINE,
    Channel,
    DispatchState,
    LetterState,
    Words,
    languages,
    open_channels,
)
from palier.registry.messaging.rules.templates import BLANK
from palier.registry.people import queries as people
from palier.registry.people.rules import is_minor


def send_letter(
    *, actor: Actor, pk: uuid.UUID, channel: Channel, version: int, key: uuid.UUID | None = None
) -> uuid.UUID:
    """A letter goes: over the counter at once, by post when somebody posts it; by mail or SMS only that it waits.

    Returns the dispatch's id. Raises InvalidInput while words are missing or the channel is not open for her, Conflict
    when the letter was changed in the meantime.
    """
    row = queries.letter(actor, pk, Capability.LETTER_SEND)

    def write() -> uuid.UUID:
        if row.version != version:
            raise Conflict(
                _("This letter was changed or sent in the meantime."),
                how_to_mend=_("Open it again and look what it says now."),
            )
        _check_words(row)
        known = queries.reachable(actor, row.household_id, row.person_id)
        if channel not in open_channels(known, queries.gateways()):
            raise InvalidInput({"channel": [_("This way is not open for her: choose another one.")]})
        line = _line(actor, row, channel)
        _insert(line)
        state = LetterState.SENT if channel == Channel.COUNTER else LetterState.READY
        _move(actor, row, LetterState.SENT if row.state == LetterState.SENT else state)
        return line.pk

    return once(actor, key, (pk, channel), write)


def _check_words(row: Letter) -> None:
    for language in languages(row.language):
        if BLANK in getattr(row, f"body_{language}") or BLANK in getattr(row, f"title_{language}"):
            raise InvalidInput({"channel": [_("The letter still has dots to fill in: correct it first.")]})


def _line(actor: Actor, row: Letter, channel: Channel) -> Dispatch:
    handed = channel == Channel.COUNTER
    return Dispatch(
        organisation_id=row.organisation_id,
        subject_id=row.subject_id,
        letter_id=row.pk,
        person_id=row.person_id,
        channel=channel,
        words=Words.LETTER_WAITS if channel in BY_MACHINE else "",
        due_at=actor.moment,
        state=DispatchState.SENT if handed else DispatchState.WAITING,
        sent_at=actor.moment if handed else None,
        handed_by_id=actor.acting_post if handed else None,
        author_id=actor.acting_post,
        written_at=actor.moment,
        ends_on=row.ends_on,
    )


def _insert(line: Dispatch) -> None:
    """The second lock decides whether it may stand."""
    try:
        with transaction.atomic():
            line.insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal


def _move(actor: Actor, row: Letter, state: LetterState) -> None:
    """The letter moves on with its dispatch, in the same transaction."""
    rows = Letter.objects.visible_to(actor, Capability.LETTER_SEND).filter(pk=row.pk)
    rows.update(state=state, version=F("version") + 1)


def put_in_the_post(*, actor: Actor, pk: uuid.UUID) -> Dispatch:
    """A letter that waited was put in the post, by whom and when. Twice says it once."""
    line = queries.dispatch(actor, pk)
    if line.channel != Channel.LETTER or line.letter is None:
        raise Refused()
    if _change(actor, line, DispatchState.WAITING, state=DispatchState.SENT, sent_at=actor.moment, by=True):
        _move(actor, line.letter, LetterState.SENT)
    return line


def explain(*, actor: Actor, pk: uuid.UUID, language: str) -> Dispatch:
    """What a letter says was explained in person, in a language. Only this takes it off the list (P24)."""
    line = queries.dispatch(actor, pk)
    if language not in SPOKEN_LANGUAGES:
        raise InvalidInput({"language": [_("Choose the language in which it was explained.")]})
    rows = Dispatch.objects.visible_to(actor, Capability.LETTER_SEND).filter(letter=line.letter_id, explained_on=None)
    rows.update(explained_on=actor.today, explained_in=language, explained_by_id=actor.acting_post)
    return line


def try_again(*, actor: Actor, pk: uuid.UUID) -> Dispatch:
    """What did not go is due again, now."""
    line = queries.dispatch(actor, pk)
    _change(actor, line, DispatchState.FAILED, state=DispatchState.WAITING, due_at=actor.moment, tries=0)
    return line


def withdraw(*, actor: Actor, pk: uuid.UUID) -> Dispatch:
    """It does not go. What has gone stays as it is."""
    line = queries.dispatch(actor, pk)
    for state in (DispatchState.WAITING, DispatchState.FAILED):
        _change(actor, line, state, state=DispatchState.WITHDRAWN)
    return line


def _change(actor: Actor, line: Dispatch, still: DispatchState, *, by: bool = False, **changes: Any) -> bool:
    """Changes the line if it still stands where it stood; the sender may have been faster."""
    if by:
        changes["handed_by_id"] = actor.acting_post
    rows = Dispatch.objects.visible_to(actor, Capability.LETTER_SEND).filter(pk=line.pk, state=still)
    return bool(rows.update(**changes))


def remind(
    *,
    actor: Actor,
    subject: uuid.UUID,
    household: uuid.UUID,
    persons: tuple[uuid.UUID, ...],
    item: uuid.UUID,
    about: dt.datetime,
    due: dt.datetime,
    ends_on: dt.date | None,
) -> int:
    """Reminders of an hour, to each person by the channel open for her; former ones of the same item are withdrawn.

    Nobody with an agreed way, without a number or mail, or whose hour is near gets one. Returns how many wait.
    """
    require(actor, Capability.LETTER_SEND)
    withdraw_reminders(actor=actor, item=item)
    if due <= actor.moment or not queries.gateways():
        return 0
    made = 0
    for person in _adults(actor, persons):
        offered = open_channels(queries.reachable(actor, household, person), queries.gateways())
        channel = next((one for one in (Channel.SMS, Channel.MAIL) if one in offered), None)
        if channel is None:
            continue
        _insert(
            Dispatch(
                organisation_id=actor.acting_organisation,
                subject_id=subject,
                person_id=person,
                channel=channel,
                words=Words.APPOINTMENT,
                about_at=about,
                item=item,
                due_at=due,
                author_id=actor.acting_post,
                written_at=actor.moment,
                ends_on=ends_on,
            )
        )
        made += 1
    return made


def _adults(actor: Actor, persons: tuple[uuid.UUID, ...]) -> list[uuid.UUID]:
    """Those of the persons who are reached themselves: a child is not told what was agreed with her parents."""
    known = people.persons(actor, list(persons))
    return [pk for pk in persons if pk in known and not is_minor(known[pk].born, actor.today)]


def withdraw_reminders(*, actor: Actor, item: uuid.UUID) -> None:
    """The hour was moved or does not take place: nothing reminds of it any more."""
    rows = Dispatch.objects.visible_to(actor, Capability.LETTER_SEND).filter(item=item, state=DispatchState.WAITING)
    rows.update(state=DispatchState.WITHDRAWN)
