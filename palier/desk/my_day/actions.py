"""One tap, one verb: each composes what other rooms do, and sent twice changes nothing more."""

import datetime
import uuid
from dataclasses import dataclass, field

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.cases import actions as cases
from palier.casework.cases import queries
from palier.casework.cases.models import Case, Contact, Step
from palier.casework.cases.rules import Channel, ContactDraft, Result, SilenceAnswer, StepDraft, StepState
from palier.desk.my_day.rules import call_again_on
from palier.identity.organisations.models import Replacement
from palier.kernel.days import ONE_DAY
from palier.kernel.errors import Conflict, Refused
from palier.registry.signals import actions as signals
from palier.registry.signals.rules import SignalState

OPEN = {StepState.PLANNED, StepState.UNDER_WAY}


def answer_call(
    *, actor: Actor, pk: uuid.UUID, result: Result, facts: str, key: uuid.UUID | None = None
) -> uuid.UUID | None:
    """Record how a call-back ended and move its step: reached, it is climbed; else it comes back another day.

    Returns the contact's id, or None when this call no longer waited.
    """
    step = queries.step(actor, pk)
    if not step.call_back or step.state not in OPEN or step.due is None or step.due > actor.today:
        return None
    contact = cases.record_contact(
        actor=actor,
        draft=ContactDraft(
            facts,
            case=step.case_id,
            household=step.household_id,
            persons=tuple(step.concerns),
            channel=Channel.PHONE,
            result=result,
        ),
        key=key,
    )
    again = call_again_on(result, actor.today)
    cases.move_step(actor=actor, pk=pk, state=StepState.PLANNED if again else StepState.DONE, due=again)
    return contact


def undo_call(*, actor: Actor, step: uuid.UUID, contact: uuid.UUID) -> None:
    """Take back a tap of some seconds ago: the contact goes, the call waits again today. Refused when too late."""
    cases.undo_contact(actor=actor, pk=contact)
    cases.move_step(actor=actor, pk=step, state=StepState.PLANNED, due=actor.today)


def climb(*, actor: Actor, pk: uuid.UUID) -> Step:
    """A step is done; again, it stays done on the day it was."""
    step = queries.step(actor, pk)
    return step if step.state == StepState.DONE else cases.move_step(actor=actor, pk=pk, state=StepState.DONE)


def open_again(*, actor: Actor, pk: uuid.UUID) -> Step:
    """A step opens again freely (P36)."""
    return cases.move_step(actor=actor, pk=pk, state=StepState.PLANNED)


def answer_silence(*, actor: Actor, pk: uuid.UUID, answer: SilenceAnswer, version: int) -> Case | None:
    """One of the three answers; None when the file is no longer silent or was already answered (P34)."""
    queries.case(actor, pk, Capability.CASE_WORK)
    if not queries.silent_cases(actor).filter(pk=pk).exists():
        return None
    return cases.answer_silence(actor=actor, pk=pk, answer=answer, version=version)


def settle_signal(*, actor: Actor, pk: uuid.UUID) -> None:
    """A signal was looked at: it leaves the list. Its sender learns nothing of what follows (P22)."""
    signals.settle(actor=actor, pk=pk, state=SignalState.DONE)


def cover(*, actor: Actor, absent: uuid.UUID, covering: uuid.UUID, last: datetime.date) -> None:
    """Name a replacement from today on; the same one again changes nothing. Raises InvalidInput, Refused."""
    require(actor, Capability.COVER_SET)
    running = Replacement.objects.filter(
        absent=absent, covering=covering, valid__contains=actor.today, valid__endswith=last + ONE_DAY
    )
    if not running.exists():
        access.cover(actor=actor, absent=absent, covering=covering, first=actor.today, last=last)


# -- the end of the day ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row as typed: what is empty stays as it is."""

    contact: uuid.UUID
    version: int
    domain: str = ""
    channel: str = ""
    step: str = ""
    due: datetime.date | None = None


@dataclass
class Saved:
    """What became of a table: how many rows were saved, which conflict (with the present contact), which are gone."""

    count: int = 0
    conflicts: dict[uuid.UUID, Contact] = field(default_factory=dict)
    gone: set[uuid.UUID] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        return not (self.conflicts or self.gone)


def save_table(*, actor: Actor, rows: list[Row], key: uuid.UUID | None = None) -> Saved:
    """Save what was filled in, row by row; a row that cannot be saved never holds back the others."""
    saved = Saved()
    for row in rows:
        if row.domain or row.channel or row.step:
            _save_row(actor, row, saved, key and uuid.uuid5(key, str(row.contact)))
    return saved


def _save_row(actor: Actor, row: Row, saved: Saved, key: uuid.UUID | None) -> None:
    try:
        contact = queries.contact(actor, row.contact, Capability.CONTACT_CHANGE)
    except Refused:
        saved.gone.add(row.contact)
        return
    typed = {"domain": row.domain, "channel": row.channel}
    changes = {name: value for name, value in typed.items() if value and value != getattr(contact, name)}
    if not changes and not row.step:
        return
    if changes:
        try:
            cases.correct_contact(actor=actor, pk=row.contact, version=row.version, **changes)
        except Conflict:
            saved.conflicts[row.contact] = contact
            return
    if row.step:
        cases.promise_step(actor=actor, contact=row.contact, draft=StepDraft(row.step, row.due), key=key)
    saved.count += 1
