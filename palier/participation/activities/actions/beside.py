"""Rules of a place, ideas of tenants, what partners ask for."""

import uuid
from typing import Any

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import told
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import InvalidInput
from palier.participation.activities import queries
from palier.participation.activities.actions.keeping import Wrong, insert, is_of_the_house, keep, words
from palier.participation.activities.models import HouseRules, Idea, LogisticsRequest
from palier.participation.activities.rules import IDEA_AT_MOST, IdeaState, NeedState, clean
from palier.participation.activities.rules.drafts import IdeaAnswer, IdeaDraft, NeedDraft, RulesDraft
from palier.registry.people import queries as people

IN_BOTH = _("Write it in both languages: both are posted.")
RULES_TEXTS = ("title_fr", "title_nl", "words_fr", "words_nl")


def enter_rules(*, actor: Actor, draft: RulesDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Enter the rules of a place. Returns their id. Raises InvalidInput."""
    require(actor, Capability.ACTIVITY_WORK)
    values = _rules(actor, draft)
    return once(actor, key, draft, lambda: insert(actor, HouseRules, values))


def change_rules(*, actor: Actor, pk: uuid.UUID, version: int, draft: RulesDraft) -> None:
    """Change the rules of a place, or end them. Raises Conflict, InvalidInput."""
    queries.one_set_of_rules(actor, pk, Capability.ACTIVITY_WORK)
    keep(actor, HouseRules, pk, version, _rules(actor, draft))


def _rules(actor: Actor, draft: RulesDraft) -> dict[str, Any]:
    wrong: Wrong = {}
    said = {name: clean(getattr(draft, name)) for name in RULES_TEXTS}  # a house may post the number of its own desk
    wrong |= {name: [IN_BOTH] for name, text in said.items() if not text}
    if not is_of_the_house(actor, draft.place):
        wrong["place"] = [_("Choose one of the list.")]
    if draft.until and draft.until < draft.since:
        wrong["until"] = [_("They end before they begin.")]
    if wrong:
        raise InvalidInput(wrong)
    return {"place_id": draft.place, "kind": draft.kind, "since": draft.since, "until": draft.until, **said}


def note_idea(*, actor: Actor, draft: IdeaDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Pass an idea of tenants on to the collective workers. Returns its id, which only they can open.

    Raises InvalidInput, Refused.
    """
    require(actor, Capability.IDEA_NOTE)
    wrong: Wrong = {}
    said = words(wrong, {"words": _("Say in a few words what they wish to do.")}, words=draft.words)
    if draft.place and not is_of_the_house(actor, draft.place):
        wrong["place"] = [_("Choose one of the list.")]
    if wrong:
        raise InvalidInput(wrong)
    if draft.household:
        people.household(actor, draft.household, Capability.HOUSEHOLD_FIND)
    values = {
        **said,
        "place_id": draft.place,
        "household_id": draft.household,
        "asked_by": draft.asked_by,
        "asked_on": actor.today,
        "author_id": actor.acting_post,
    }
    return once(actor, key, draft, lambda: insert(actor, Idea, values))


def leave_idea(*, actor: Actor, text: str, key: uuid.UUID) -> None:
    """An idea left at her own door. The same `key` twice is one. Raises InvalidInput."""
    require(actor, Capability.DOOR_ASK)
    said = clean(text)
    if not said:
        raise InvalidInput({"text": [_("Write a few words about your idea.")]})
    if len(said) > IDEA_AT_MOST:
        raise InvalidInput({"text": [_("This is too long. A few sentences are enough.")]})
    if not told("SELECT sec.leave_idea(%s, %s)", key, said):
        raise InvalidInput({"text": [_("It cannot be noted here. Say it at the counter, or call.")]})


def answer_idea(*, actor: Actor, pk: uuid.UUID, version: int, draft: IdeaAnswer) -> None:
    """Say how far an idea is, and what was answered. Raises Conflict, InvalidInput."""
    row = queries.idea(actor, pk)
    wrong: Wrong = {}
    said = words(wrong, {}, answer=draft.answer)
    is_answer = draft.state in {IdeaState.TAKEN_UP, IdeaState.NOT_NOW}
    if draft.state == IdeaState.TAKEN_UP and draft.activity is None:
        wrong["activity"] = [_("Say which activity it became.")]
    if draft.state == IdeaState.NOT_NOW and not said["answer"]:
        wrong["answer"] = [_("Say what was answered: nobody is left without a word.")]
    if draft.activity:
        queries.activity(actor, draft.activity, Capability.ACTIVITY_WORK)
    if wrong:
        raise InvalidInput(wrong)
    values = {
        **said,
        "state": draft.state,
        "activity_id": draft.activity if is_answer else None,
        "answered_on": (row.answered_on or actor.today) if is_answer else None,
    }
    keep(actor, Idea, pk, version, values)


def enter_logistics(*, actor: Actor, draft: NeedDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note what a partner asks for. Returns its id. Raises InvalidInput, Refused."""
    require(actor, Capability.ACTIVITY_WORK)
    values = _need(actor, draft)
    return once(actor, key, draft, lambda: insert(actor, LogisticsRequest, values))


def change_logistics(*, actor: Actor, pk: uuid.UUID, version: int, draft: NeedDraft) -> None:
    """Answer it, or correct it. Raises Conflict, InvalidInput, Refused."""
    queries.logistics_request(actor, pk)
    keep(actor, LogisticsRequest, pk, version, _need(actor, draft))


def _need(actor: Actor, draft: NeedDraft) -> dict[str, Any]:
    wrong: Wrong = {}
    said = words(wrong, {"words": _("Say in a sentence what is asked for.")}, words=draft.words, answer=draft.answer)
    if draft.partner not in {one.pk for one in queries.partners(actor)}:
        wrong["partner"] = [_("Choose one of the list.")]
    if draft.state == NeedState.REFUSED and not said["answer"]:
        wrong["answer"] = [_("Say what was answered: nobody is left without a word.")]
    if wrong:
        raise InvalidInput(wrong)
    return {"partner_id": draft.partner, "what": draft.what, "for_on": draft.for_on, "state": draft.state, **said}
