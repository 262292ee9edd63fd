"""Verbs of what is said without agreement: written, answered by the second head, said, told to her, looked at."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.once import once
from palier.casework.disclosures import queries
from palier.casework.disclosures.models import Disclosure
from palier.casework.disclosures.rules import (
    AUTHORITIES,
    QUESTIONS,
    TO_SOMEBODY_NAMED,
    DisclosureDraft,
    Ground,
    SecondAnswer,
)
from palier.casework.referrals import queries as files
from palier.kernel.days import day_of
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.registry.partners import queries as partners
from palier.registry.partners.models import PartnerContact
from palier.registry.safety import queries as safety

Problems = dict[str, list[Message | str]]


def write_down(*, actor: Actor, draft: DisclosureDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """What is to be said goes before a second head; when she was called already, it is written as said. Returns its id.

    Raises Refused for a file in which the actor does not work, InvalidInput for a question without its words, for
    anybody who may not be told on this ground, and for whoever cannot be the second head (P6, P7).
    """
    require(actor, Capability.DISCLOSURE_WORK)
    return once(actor, key, draft, lambda: _write_down(actor, draft))


def _write_down(actor: Actor, draft: DisclosureDraft) -> uuid.UUID:
    file = files.file_of(actor, draft.case)
    names = files.persons_of(actor, file)
    if draft.person not in names:
        raise Refused()
    bound = {one.pk: one for one in partners.recipients(actor)}.get(draft.contact) if draft.contact else None
    problems = {**_unsaid(draft), **_recipient(draft, bound), **_heads(actor, draft), **_days(actor, draft)}
    second = draft.second
    if problems or second is None:
        raise InvalidInput(problems)
    row = Disclosure(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id,
        case_id=file.pk,
        household_id=file.household_id,
        confided_by=[draft.person],
        concerns=[draft.person],
        name=names[draft.person],
        ground=draft.ground,
        answers={one: draft.answers[one].strip() for one in QUESTIONS[draft.ground]},
        said=draft.said.strip(),
        contact=bound,
        authority=draft.authority or "",
        to_whom=f"{bound}, {bound.function}, {bound.service.name}" if bound else "",
        second_id=second,
        called=draft.called,
        said_on=draft.said_on if draft.called else None,
        told_on=draft.told_on,
        not_told="" if draft.told_on else draft.not_told or "",
        author_id=actor.acting_post,
        written_at=actor.moment,
    )
    try:
        with transaction.atomic():
            return uuid.UUID(str(row.insert().pk))
    except ProgrammingError as refusal:  # the second lock: the directory or a post changed meanwhile, or somebody tried
        raise Refused() from refusal


def _unsaid(draft: DisclosureDraft) -> Problems:
    problems: Problems = {
        one.value: [_("Answer this in a few words: without it nothing may be said.")]
        for one in QUESTIONS[draft.ground]
        if not draft.answers.get(one, "").strip()
    }
    if not draft.said.strip():
        problems["said"] = [_("Write exactly what is said, word for word.")]
    return problems


def _recipient(draft: DisclosureDraft, bound: PartnerContact | None) -> Problems:
    """One authority of the ground, or where it allows one somebody named in a service bound by secrecy."""
    to_authority = draft.authority in AUTHORITIES[draft.ground] and draft.contact is None
    to_named = bound is not None and draft.authority is None and draft.ground in TO_SOMEBODY_NAMED
    return {} if to_authority or to_named else {"to": [_("Choose who is told, from this list: nobody else may be.")]}


def _heads(actor: Actor, draft: DisclosureDraft) -> Problems:
    """Another person: a social worker of the service, or by phone the officer. Only danger does not wait."""
    if draft.called and draft.ground != Ground.DANGER:
        return {"called": [_("Only danger does not wait: on this ground your colleague answers on her screen first.")]}
    if draft.second in {one.pk for one in safety.colleagues(actor)}:
        return {}
    if draft.second not in {one.pk for one in queries.officers(actor)}:
        return {"second": [_("Choose the colleague who thinks it over with you.")]}
    if draft.called:
        return {}
    return {"second": [_("The officer may be asked by phone only. Before it is said, choose a colleague.")]}


def _days(actor: Actor, draft: DisclosureDraft) -> Problems:
    problems: Problems = {}
    if draft.called and (draft.said_on is None or draft.said_on > actor.today):
        problems["said_on"] = [_("Say on which day it was said: today or before.")]
    if draft.told_on is None and draft.not_told is None:
        problems["told_on"] = [_("Say on which day she was told, or why she is not told yet.")]
    if draft.told_on is not None and draft.told_on > actor.today:
        problems["told_on"] = [_("This day has not come yet.")]
    return problems


def answer(*, actor: Actor, pk: uuid.UUID, answer: SecondAnswer, version: int) -> None:
    """The second head's own word, once. Raises Conflict when it changed or is not hers to answer any more."""
    if not permits(actor, Capability.DISCLOSURE_OVERSEE):
        require(actor, Capability.DISCLOSURE_ANSWER)
    _must("answer_disclosure(%s, %s, %s)", pk, answer.value, version)


def say(*, actor: Actor, pk: uuid.UUID, on: dt.date, version: int) -> None:
    """It was said, as written, after the second head agreed. Raises InvalidInput, Conflict."""
    row = queries.disclosure(actor, pk, Capability.DISCLOSURE_WORK)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    if row.answered_at is not None and on < day_of(row.answered_at):
        raise InvalidInput({"on": [_("Your colleague had not agreed yet on that day.")]})
    _must("say_disclosure(%s, %s, %s)", pk, on, version)


def tell(*, actor: Actor, pk: uuid.UUID, on: dt.date, version: int) -> None:
    """On which day she was told. From then on she reads it at her own door. Raises InvalidInput, Conflict."""
    queries.disclosure(actor, pk, Capability.DISCLOSURE_WORK)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    _must("tell_disclosure(%s, %s, %s)", pk, on, version)


def take_back(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """Nothing was said, and nothing will be. Raises Conflict when it was said meanwhile."""
    queries.disclosure(actor, pk, Capability.DISCLOSURE_WORK)
    _must("take_back_disclosure(%s, %s)", pk, version)


def look_at(*, actor: Actor, pk: uuid.UUID) -> None:
    """The officer saw that nobody was asked. Once more, it changes nothing."""
    require(actor, Capability.DISCLOSURE_OVERSEE)
    _asked("look_at_disclosure(%s)", pk)


def _must(call: str, *given: Any) -> None:
    if not _asked(call, *given):
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
        )


def _asked(call: str, *given: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{call}", list(given))
        return bool(cursor.fetchone()[0])
