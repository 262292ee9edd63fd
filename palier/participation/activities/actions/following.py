"""An activity is followed: what was observed, the part of inhabitants at each stage, its days and who took part."""

import uuid
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.once import once
from palier.identity.organisations.models import Place
from palier.identity.organisations.rules import PlaceKind
from palier.kernel.errors import InvalidInput
from palier.kernel.parties import Party
from palier.participation.activities import queries
from palier.participation.activities.actions.keeping import Wrong, insert, keep, words
from palier.participation.activities.models import ActivityOrigin, ActivitySession, ActivityStage
from palier.participation.activities.rules import NEVER_AN_ORIGIN
from palier.participation.activities.rules.drafts import OriginDraft, SessionDraft, StageDraft


def note_stage(*, actor: Actor, activity: uuid.UUID, draft: StageDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note the part of inhabitants at a stage. Returns its id. Raises InvalidInput."""
    queries.activity(actor, activity, Capability.ACTIVITY_WORK)
    values = {"activity_id": activity, **_stage(actor, activity, draft)}
    return once(actor, key, (activity, draft), lambda: insert(actor, ActivityStage, values))


def change_stage(*, actor: Actor, pk: uuid.UUID, version: int, draft: StageDraft) -> None:
    """Correct a stage. Raises Conflict, InvalidInput."""
    row = queries.stage(actor, pk)
    keep(actor, ActivityStage, pk, version, _stage(actor, row.activity_id, draft, but=pk))


def _stage(actor: Actor, activity: uuid.UUID, draft: StageDraft, but: uuid.UUID | None = None) -> dict[str, Any]:
    wrong: Wrong = {}
    must = {"inhabitants": _("Say what part inhabitants had; also when it was none.")}
    said = words(wrong, must, inhabitants=draft.inhabitants, limits=draft.limits)
    rows = ActivityStage.objects.visible_to(actor, Capability.ACTIVITY_WORK)
    if rows.filter(activity=activity, stage=draft.stage).exclude(pk=but).exists():
        wrong["stage"] = [_("This stage is noted already: correct it there.")]
    if wrong:
        raise InvalidInput(wrong)
    return {"stage": draft.stage, "on": draft.on, **said}


def note_session(*, actor: Actor, activity: uuid.UUID, draft: SessionDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note a day of the activity, to come or past. Returns its id. Raises InvalidInput."""
    queries.activity(actor, activity, Capability.ACTIVITY_WORK)
    values = {"activity_id": activity, **_session(actor, draft)}
    return once(actor, key, (activity, draft), lambda: insert(actor, ActivitySession, values))


def change_session(*, actor: Actor, pk: uuid.UUID, version: int, draft: SessionDraft) -> None:
    """Correct a day, or say how many took part. Raises Conflict, InvalidInput."""
    queries.session(actor, pk)
    keep(actor, ActivitySession, pk, version, _session(actor, draft))


def _session(actor: Actor, draft: SessionDraft) -> dict[str, Any]:
    wrong: Wrong = {}
    texts = {name: getattr(draft, name) for name in ("where_fr", "where_nl", "contributions")}
    said = {**asdict(draft), **words(wrong, {}, **texts)}
    took_part = said.pop("took_part")
    if bool(said["where_fr"]) != bool(said["where_nl"]):
        wrong["where_nl"] = [_("Say where in both languages, or in none.")]
    if took_part is not None and draft.on > actor.today:
        wrong["on"] = [_("This day is still to come: nobody took part yet.")]
    there = took_part[Party.INHABITANTS] if took_part else 0
    for name in ("tenants", "young"):
        if getattr(draft, name) > there:
            wrong[name] = [_("These are more than all inhabitants that were there.")]
    if wrong:
        raise InvalidInput(wrong)
    return {**said, **{one.value: took_part[one] if took_part else None for one in Party}}


def note_origin(*, actor: Actor, activity: uuid.UUID, draft: OriginDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Say what was observed that led to it: a worker's gesture, of a site or larger (P30). Raises InvalidInput."""
    queries.activity(actor, activity, Capability.ACTIVITY_WORK)
    values = {"activity_id": activity, **_origin(actor, draft)}
    return once(actor, key, (activity, draft), lambda: insert(actor, ActivityOrigin, values))


def change_origin(*, actor: Actor, pk: uuid.UUID, version: int, draft: OriginDraft) -> None:
    """Correct what was observed. Raises Conflict, InvalidInput."""
    queries.origin(actor, pk)
    keep(actor, ActivityOrigin, pk, version, _origin(actor, draft))


def _origin(actor: Actor, draft: OriginDraft) -> dict[str, Any]:
    wrong: Wrong = {}
    said = words(wrong, {"words": _("Say in a sentence what was observed.")}, words=draft.words)
    larger = Place.objects.filter(pk=draft.place, organisation=actor.acting_organisation)
    if not larger.exclude(kind=PlaceKind.BUILDING).exists():
        wrong["place"] = [_("Choose a site, or the whole company: a building of few names would name them.")]
    if draft.theme in NEVER_AN_ORIGIN:
        wrong["theme"] = [_("What is confided about this theme never leads to an activity.")]
    if draft.observed_on > actor.today:
        wrong["observed_on"] = [_("This day is still to come.")]
    if wrong:
        raise InvalidInput(wrong)
    return {"place_id": draft.place, "theme": draft.theme, "observed_on": draft.observed_on, **said}
