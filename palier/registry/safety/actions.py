"""Verbs of safety instructions. Two workers make one; the database holds every condition and answers yes or no."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.people import queries as people
from palier.registry.safety.rules import NotToldYet, SafetyDraft, ToDo, latest_end, wants_language


def propose_safety(*, actor: Actor, draft: SafetyDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Propose what to do at a door to one colleague. Nobody else sees it before she agrees.

    Raises Refused for a household that the actor does not look after, InvalidInput for what the lists do not
    hold, for a term over ninety days and for a fact that is the former one.
    """
    require(actor, Capability.SAFETY_SET)
    people.household(actor, draft.household, Capability.HOUSEHOLD_DOOR)
    _check(draft, actor.today)
    return once(actor, key, draft, lambda: _propose(draft))


def _check(draft: SafetyDraft, today: dt.date) -> None:
    wrong: dict[str, list[str]] = {}
    if not draft.what or not set(draft.what) <= set(ToDo):
        wrong["what"] = [_("Choose at least one thing to do.")]
    if wants_language(draft.what) and draft.language not in SPOKEN_LANGUAGES:
        wrong["language"] = [_("Choose in which language.")]
    if not today <= draft.until <= latest_end(today):
        wrong["until"] = [_("At most ninety days from today. It can be proposed again with a new fact.")]
    if draft.told_on is not None and draft.told_on > today:
        wrong["told_on"] = [_("This day has not come yet.")]
    if not draft.fact.strip():
        wrong["fact"] = [_("Write what happened. You alone read it again.")]
    if draft.fact_day > today:
        wrong["fact_day"] = [_("This day has not come yet.")]
    if wrong:
        raise InvalidInput(wrong)


def _propose(draft: SafetyDraft) -> uuid.UUID:
    pk = new_id()
    answer = _asked(
        "SELECT sec.propose_safety(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        pk,
        draft.household,
        sorted(draft.what),
        draft.language if wants_language(draft.what) else "",
        draft.colleague,
        draft.until,
        draft.told_on,
        "" if draft.told_on else NotToldYet.DANGER.value,
        draft.fact.replace("\x00", ""),
        draft.fact_day,
    )
    if answer == "same":
        raise InvalidInput({"fact": [_("These are the words of the former instruction: only a new fact renews it.")]})
    if answer is None:
        raise Refused()
    return pk


def agree_safety(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """Say yes to what a colleague proposed: from now on every door knows it. Raises Conflict when it has changed."""
    require(actor, Capability.SAFETY_AGREE)
    _must(_asked("SELECT sec.agree_safety(%s, %s)", pk, version))


def end_safety(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """End it before its day, or take a proposal back. Raises Conflict when it has changed or ended meanwhile."""
    require(actor, Capability.SAFETY_SET)
    _must(_asked("SELECT sec.end_safety(%s, %s)", pk, version))


def tell_safety(*, actor: Actor, pk: uuid.UUID, on: dt.date, version: int) -> None:
    """Note on which day the person was told of it, once danger allowed (P6)."""
    require(actor, Capability.SAFETY_SET)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    _must(_asked("SELECT sec.tell_safety(%s, %s, %s)", pk, on, version))


def _asked(statement: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
        return cursor.fetchone()[0]


def _must(done: bool) -> None:
    if not done:
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
        )
