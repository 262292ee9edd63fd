"""An act is prepared by the worker and signed by whom it is about; only then may it go (P8)."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.tenancies.prevention import queries
from palier.casework.tenancies.prevention.models import SignedAct
from palier.casework.tenancies.prevention.rules import ActWords
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.registry.interservice.actions import send_act as send_line
from palier.registry.interservice.rules import ALLOWED, NEEDED, Act, ActDraft


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
    needed, allowed = NEEDED[Act(words.act)], ALLOWED[Act(words.act)]
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


def send_act(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """The signed act goes to accounts by the inter-service table, its words and nothing else; once, and for good.

    Raises InvalidInput unsigned or with a day that has passed, Refused for who does not look after the household.
    """
    require(actor, Capability.ACT_WORK)
    row = queries.act(actor, pk, Capability.ACT_WORK)
    if row.signed_on is None:
        raise InvalidInput({"": [_("Unsigned, nothing goes.")]})
    draft = ActDraft(Act(row.act), row.amount, row.day, row.months)
    with transaction.atomic():
        line = send_line(actor=actor, household=row.household_id, draft=draft, signed_on=row.signed_on, key=row.pk)
        _change(actor, pk, version, sent_on=actor.today, line=line.pk)


def _change(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    rows = SignedAct.objects.visible_to(actor, Capability.ACT_WORK).filter(pk=pk, version=version, sent_on=None)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()
