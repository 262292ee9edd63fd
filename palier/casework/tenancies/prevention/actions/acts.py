"""An act is prepared by the worker and signed by whom it is about; only then may it go (P8)."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.tenancies.prevention import queries
from palier.casework.tenancies.prevention.models import SignedAct
from palier.casework.tenancies.prevention.rules import Act, ActWords
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused

NEEDS = {
    Act.PLAN_PROPOSED: ("amount", "day", "months"),
    Act.REMINDERS_HELD: ("day",),
    Act.APPOINTMENT_OFFERED: ("day",),
    Act.PAYMENT_ANNOUNCED: ("day",),
    Act.AMOUNT_CONTESTED: (),
}
MAY = {Act.PAYMENT_ANNOUNCED: ("amount",), Act.AMOUNT_CONTESTED: ("amount",)}
"""What each act says, and what it may say besides: a closed list, never a reason (P9)."""


def prepare_act(
    *, actor: Actor, case: uuid.UUID, words: ActWords, persons: tuple[uuid.UUID, ...], key: uuid.UUID | None = None
) -> uuid.UUID:
    """An act about these persons, to be printed and signed. Raises InvalidInput for what it lacks or does not say."""
    require(actor, Capability.ACT_WORK)
    file = queries.file_of(actor, case)
    _check(actor, words, persons)
    if not set(persons) <= set(file.concerns):
        raise Refused()

    def act() -> uuid.UUID:
        row = SignedAct(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case_id=file.pk,
            household_id=file.household_id,
            confided_by=list(persons),
            concerns=list(persons),
            act=words.act,
            amount=words.amount,
            day=words.day,
            months=words.months,
            author_id=actor.acting_post,
            written_at=actor.moment,
        )
        return uuid.UUID(str(row.insert().pk))

    return once(actor, key, (case, words, persons), act)


def _check(actor: Actor, words: ActWords, persons: tuple[uuid.UUID, ...]) -> None:
    problems: dict[str, list[Message | str]] = {}
    needed = NEEDS[Act(words.act)]
    allowed = {*needed, *MAY.get(Act(words.act), ())}
    for name in ("amount", "day", "months"):
        given = getattr(words, name)
        if given is None and name in needed:
            problems[name] = [_("This act says it. Fill it in.")]
        elif given is not None and name not in allowed:
            problems[name] = [_("This act does not say it. Leave it empty.")]
    if words.day is not None and "day" not in problems and words.day < actor.today:
        problems["day"] = [_("This day has been. Choose one that comes.")]
    if not persons:
        problems["persons"] = [_("Say whose act it is.")]
    if problems:
        raise InvalidInput(problems)


def sign_act(*, actor: Actor, pk: uuid.UUID, signed_by: Iterable[uuid.UUID], on: dt.date, version: int) -> None:
    """She signed the sheet on that day. Raises InvalidInput for nobody, somebody else or a day to come."""
    require(actor, Capability.ACT_WORK)
    row = queries.act(actor, pk, Capability.ACT_WORK)
    chosen = [one for one in row.concerns if one in set(signed_by)]
    problems: dict[str, list[Message | str]] = {}
    if not chosen:
        problems["signed_by"] = [_("Say who signed.")]
    if on > actor.today:
        problems["signed_on"] = [_("This day is still to come: note it once she has signed.")]
    if problems:
        raise InvalidInput(problems)
    _change(actor, pk, version, signed_by=chosen, signed_on=on)


def _change(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    rows = SignedAct.objects.visible_to(actor, Capability.ACT_WORK).filter(pk=pk, version=version, sent_on=None)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()
