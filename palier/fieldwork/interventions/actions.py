"""Verbs of interventions: a passage is asked for, somebody goes there and notes what she saw and did."""

import datetime as dt
import uuid

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.models import Asker, Intervention, Motive, Visit
from palier.fieldwork.interventions.rules import SEEN_AT_MOST, WORDS_AT_MOST, PassageDraft, State, VisitDraft, after
from palier.identity.organisations.models import Place
from palier.kernel.errors import Conflict, InvalidInput, Refused


def ask_passage(*, actor: Actor, draft: PassageDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Ask that an agent comes by. Returns its id, which only agents can open. Raises InvalidInput, Refused."""
    require(actor, Capability.PASSAGE_ASK)
    motive = queries.motive(actor, draft.motive)
    if not Place.objects.filter(pk=draft.place, organisation=actor.acting_organisation).exists():
        raise Refused()
    if (draft.opens_at is None) != (draft.closes_at is None):
        raise InvalidInput({"opens_at": [_("Say from when until when.")]})
    return once(actor, key, draft, lambda: _ask(actor, motive, draft))


def _ask(actor: Actor, motive: Motive, draft: PassageDraft) -> uuid.UUID:
    asked = Intervention(
        organisation_id=actor.acting_organisation,
        motive=motive,
        place_id=draft.place,
        part=draft.part,
        floor=draft.floor,
        spot=draft.spot,
        dwelling_id=draft.dwelling,
        words=clean(draft.words, WORDS_AT_MOST),
        origin=draft.origin,
        asked_by=draft.asked_by,
        author_id=actor.acting_post,
        received_at=actor.moment,
        importance=motive.importance,
        delicate=draft.delicate or motive.delicate,
        by_two=draft.by_two or motive.by_two,
        minutes=motive.minutes,
        due_at=draft.closes_at or actor.moment + dt.timedelta(hours=motive.hours),
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
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


def record_visit(*, actor: Actor, draft: VisitDraft) -> uuid.UUID:
    """Note what was seen and done, once: sent again under its number it is kept as it is.

    Raises Refused, InvalidInput when nothing was noted, Conflict when the number is that of another visit.
    """
    require(actor, Capability.INTERVENTION_WORK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(draft.id)])
    there = queries.visit(actor, draft.id)
    if there is not None:
        if (there.intervention_id, there.agent_id) != (draft.intervention, actor.acting_post):
            raise Conflict(_("This number is that of another visit."), how_to_mend=_("Write it down again."))
        return there.pk
    asked = queries.intervention(actor, draft.intervention)
    if not draft.met and draft.her_words:
        raise InvalidInput({"her_words": [_("Her version belongs to somebody who was met and told.")]})
    made = Visit(
        id=draft.id,
        organisation_id=actor.acting_organisation,
        intervention=asked,
        agent_id=actor.acting_post,
        with_agent_id=draft.with_agent,
        at=min(draft.at, actor.moment),
        outcome=draft.outcome,
        seen=list(draft.seen),
        done=list(draft.done),
        words=clean(draft.words, SEEN_AT_MOST),
        agreed=clean(draft.agreed, SEEN_AT_MOST),
        met=draft.met,
        her_words=clean(draft.her_words, SEEN_AT_MOST),
        received_at=actor.moment,
    ).insert()
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=asked.pk, state=asked.state)
    rows.update(state=after(draft.outcome, State(asked.state)), version=asked.version + 1)
    return made.pk


def clean(text: str, at_most: int) -> str:
    """As it was typed, without what no database keeps."""
    return text.replace("\x00", "").strip()[:at_most]
