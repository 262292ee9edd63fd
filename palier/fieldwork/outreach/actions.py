"""Verbs of outreach: an evening and a thing seen are noted and corrected. About nobody, and so checked."""

import uuid
from dataclasses import asdict
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.engines.pseudonymise import holds_a_number
from palier.fieldwork.outreach import queries
from palier.fieldwork.outreach.models import Evening, Observation
from palier.fieldwork.outreach.rules import AGENTS_AT_MOST, MET_AT_MOST, EveningDraft, ObservationDraft
from palier.identity.organisations.models import Place
from palier.kernel.errors import Conflict, InvalidInput

NUMBER_IN_IT = _("This holds somebody’s number or address. It is about a place: leave it out.")


def note_evening(*, actor: Actor, draft: EveningDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note an evening. Returns its id. Raises InvalidInput."""
    require(actor, Capability.OUTREACH_WORK)
    values = _evening(actor, draft)
    return once(actor, key, draft, lambda: _insert(actor, Evening, values))


def change_evening(*, actor: Actor, pk: uuid.UUID, version: int, draft: EveningDraft) -> None:
    """Correct an evening. Raises Conflict, InvalidInput."""
    queries.evening(actor, pk)
    _keep(actor, Evening, pk, version, _evening(actor, draft))


def note_observation(*, actor: Actor, draft: ObservationDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note what was seen at a place. Returns its id. Raises InvalidInput."""
    require(actor, Capability.OUTREACH_WORK)
    values = _observation(actor, draft)
    return once(actor, key, draft, lambda: _insert(actor, Observation, values))


def change_observation(*, actor: Actor, pk: uuid.UUID, version: int, draft: ObservationDraft) -> None:
    """Correct what was seen. Raises Conflict, InvalidInput."""
    queries.observation(actor, pk)
    _keep(actor, Observation, pk, version, _observation(actor, draft))


def _insert(actor: Actor, model: Any, values: dict[str, Any]) -> uuid.UUID:
    made: uuid.UUID = model(organisation_id=actor.acting_organisation, **values).insert().pk
    return made


def _keep(actor: Actor, model: Any, pk: uuid.UUID, version: int, values: dict[str, Any]) -> None:
    rows = model.objects.visible_to(actor, Capability.OUTREACH_WORK).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()


def _evening(actor: Actor, draft: EveningDraft) -> dict[str, Any]:
    values = _of_a_place(draft)
    wrong = _wrong(actor, draft)
    if draft.starts >= draft.ends:
        wrong["ends"] = [_("It ends before it begins.")]
    if not 0 < draft.agents <= AGENTS_AT_MOST:
        wrong["agents"] = [_("Say how many agents went, from one on.")]
    if not 0 <= draft.met <= MET_AT_MOST:
        wrong["met"] = [_("This number cannot be. Look at the digits.")]
    if draft.next_on and draft.next_on <= draft.on:
        wrong["next_on"] = [_("The next time comes after this one.")]
    if wrong:
        raise InvalidInput(wrong)
    return {**values, "themes": list(draft.themes)}


def _observation(actor: Actor, draft: ObservationDraft) -> dict[str, Any]:
    values = _of_a_place(draft)
    wrong = _wrong(actor, draft)
    if not values["words"]:
        wrong["words"] = [_("Say in a few words what you saw.")]
    if wrong:
        raise InvalidInput(wrong)
    return values


def _of_a_place(draft: EveningDraft | ObservationDraft) -> dict[str, Any]:
    values = asdict(draft)
    place = values.pop("place")
    return {**values, "place_id": place, "words": draft.words.replace("\x00", "").strip()}


def _wrong(actor: Actor, draft: EveningDraft | ObservationDraft) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if not Place.objects.filter(pk=draft.place, organisation=actor.acting_organisation).exists():
        wrong["place"] = [_("Choose one of the list.")]
    if draft.on > actor.today:
        wrong["on"] = [_("This day is still to come.")]
    if holds_a_number(draft.words):
        wrong["words"] = [NUMBER_IN_IT]
    return wrong
