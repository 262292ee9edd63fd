"""A passage is asked for: by a tenant through somebody of the house, by a colleague, by a partner."""

import datetime as dt
import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.models import Asker, Intervention, Motive
from palier.fieldwork.interventions.rules import WORDS_AT_MOST, MotiveCode, Part, PassageDraft, as_it_came, clean
from palier.identity.organisations.models import Place
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.people import queries as people


def ask_passage(*, actor: Actor, draft: PassageDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Ask that an agent comes by. Returns its id, which only agents can open. Raises InvalidInput, Refused.

    A call outside the hours of the line waits as a message (seed 001).
    """
    require(actor, Capability.PASSAGE_ASK)
    motive = queries.motive(actor, draft.motive)
    if not Place.objects.filter(pk=draft.place, organisation=actor.acting_organisation).exists():
        raise Refused()
    if draft.household:
        people.household(actor, draft.household, Capability.HOUSEHOLD_FIND)
    if wrong := _wrong(actor, motive, draft):
        raise InvalidInput(wrong)
    return once(actor, key, draft, lambda: _ask(actor, motive, draft))


def _wrong(actor: Actor, motive: Motive, draft: PassageDraft) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if motive.code == MotiveCode.ACCOMPANIMENT and draft.opens_at is None:
        wrong["opens"] = [_("To go along with somebody, say at what hour.")]
    if (draft.opens_at is None) != (draft.closes_at is None):
        wrong["closes"] = [_("Say from when until when.")]
    elif draft.opens_at and draft.closes_at and not draft.opens_at < draft.closes_at:
        wrong["closes"] = [_("It ends before it begins.")]
    elif draft.closes_at and draft.closes_at <= actor.moment:
        wrong["day"] = [_("This hour has passed.")]
    if draft.dwelling and motive.code != MotiveCode.ACCOMPANIMENT:
        wrong["dwelling"] = [_("A front door is only named to go along with a colleague.")]
    elif draft.dwelling and not queries.is_door_of(actor, draft.dwelling, draft.place):
        wrong["dwelling"] = [_("This door is not in the building you chose.")]
    if motive.code == MotiveCode.OTHER and not draft.words.strip():
        wrong["words"] = [_("Say in a few words what it is about.")]
    return wrong


def _ask(actor: Actor, motive: Motive, draft: PassageDraft) -> uuid.UUID:
    asked = Intervention(
        organisation_id=actor.acting_organisation,
        motive=motive,
        place_id=draft.place,
        part=Part.DOOR if draft.dwelling else draft.part,
        floor=draft.floor,
        spot=draft.spot,
        dwelling_id=draft.dwelling,
        words=clean(draft.words, WORDS_AT_MOST),
        origin=draft.origin,
        asked_by=as_it_came(draft.asked_by, actor.moment.astimezone(BRUSSELS)),
        author_id=actor.acting_post,
        received_at=actor.moment,
        importance=motive.importance,
        delicate=draft.delicate or motive.delicate,
        by_two=draft.by_two or motive.by_two,
        minutes=motive.minutes,
        due_at=draft.closes_at or actor.moment + dt.timedelta(hours=motive.hours),
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        with_post_id=actor.acting_post if motive.code == MotiveCode.ACCOMPANIMENT else None,
    ).insert()
    if draft.household or draft.asker_name or draft.asker_phone:
        Asker(
            organisation_id=actor.acting_organisation,
            intervention=asked,
            household_id=draft.household,
            name=draft.asker_name,
            phone=draft.asker_phone,
            language=draft.asker_language,
        ).insert()
    return asked.pk
