"""An activity is entered and changed: what, where, with whom, why together, what came of it."""

import uuid
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import InvalidInput
from palier.participation.activities import queries
from palier.participation.activities.actions.keeping import Wrong, insert, is_of_the_house, keep, words
from palier.participation.activities.models import Activity
from palier.participation.activities.rules import Axis
from palier.participation.activities.rules.drafts import ActivityDraft

TITLES = {
    "title_fr": _("Give it a name in both languages: the poster has both."),
    "title_nl": _("Give it a name in both languages: the poster has both."),
}
TEXTS = ("title_fr", "title_nl", "about_fr", "about_nl", "origin_words", "why_together", "outcome")


def enter_activity(*, actor: Actor, draft: ActivityDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Enter an activity. Returns its id. Raises InvalidInput."""
    require(actor, Capability.ACTIVITY_WORK)
    values = _values(actor, draft)
    return once(actor, key, draft, lambda: insert(actor, Activity, values))


def change_activity(*, actor: Actor, pk: uuid.UUID, version: int, draft: ActivityDraft) -> None:
    """Change an activity, or close it by saying what the group achieved. Raises Conflict, InvalidInput."""
    queries.activity(actor, pk, Capability.ACTIVITY_WORK)
    keep(actor, Activity, pk, version, _values(actor, draft))


def _values(actor: Actor, draft: ActivityDraft) -> dict[str, Any]:
    wrong: Wrong = {}
    values = asdict(draft)
    said = {**values, **words(wrong, TITLES, **{name: values[name] for name in TEXTS})}
    _when(actor, draft, wrong)
    if draft.axis == Axis.INDIVIDUAL:
        wrong["axis"] = [_("What is done with one household is no activity.")]
    if not is_of_the_house(actor, *draft.places):
        wrong["places"] = [_("Choose where: one place of yours at least.")]
    if set(draft.partners) - {one.pk for one in queries.partners(actor)}:
        wrong["partners"] = [_("Choose one of the list.")]
    if draft.owner not in {one.pk for one in queries.owners(actor)}:
        wrong["owner"] = [_("Choose one of the list.")]
    if draft.closed_on and not said["outcome"]:
        wrong["outcome"] = [_("To close it, say what the group achieved.")]
    if wrong:
        raise InvalidInput(wrong)
    lists = {name: list(values[name]) for name in ("subjects", "categories", "approaches", "places", "partners")}
    said["owner_id"] = said.pop("owner")
    return {**said, **lists}


def _when(actor: Actor, draft: ActivityDraft, wrong: Wrong) -> None:
    if draft.ends and draft.ends < draft.starts:
        wrong["ends"] = [_("It ends before it begins.")]
    if draft.closed_on and not draft.starts <= draft.closed_on <= actor.today:
        wrong["closed_on"] = [_("It is closed on a day between its beginning and today.")]
