"""Somebody goes there: what she saw and did is noted once; a fault goes to the technical department."""

import uuid

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.actions.photos import one_at_a_time
from palier.fieldwork.interventions.models import Intervention, Visit
from palier.fieldwork.interventions.rules import SEEN_AT_MOST, Outcome, State, VisitDraft, after, clean
from palier.identity.organisations.rules import ServiceKind
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.signals import actions as signals
from palier.registry.signals import queries as recipients
from palier.registry.signals.rules import Phrase, SignalDraft, Theme


def record_visit(*, actor: Actor, draft: VisitDraft) -> uuid.UUID:
    """Note what was seen and done, once: sent again under its number it is kept as it is.

    Raises Refused, InvalidInput when nothing was noted, Conflict when the number is that of another visit.
    """
    require(actor, Capability.INTERVENTION_WORK)
    one_at_a_time(draft.id)
    there = queries.visit(actor, draft.id)
    if there is not None:
        if (there.intervention_id, there.agent_id) != (draft.intervention, actor.acting_post):
            raise Conflict(_("This number is that of another visit."), how_to_mend=_("Write it down again."))
        return there.pk
    asked = queries.intervention(actor, draft.intervention)
    if wrong := _wrong(draft):
        raise InvalidInput(wrong)
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
    rows = Intervention.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=asked.pk)
    rows.filter(state=State.WAITING).update(state=after(draft.outcome, State.WAITING), version=F("version") + 1)
    return made.pk


def _wrong(draft: VisitDraft) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if draft.her_words.strip() and not draft.met:
        wrong["her_words"] = [_("Her version belongs to somebody who was met and told.")]
    if draft.outcome == Outcome.NOTED and not (draft.seen or draft.done or draft.words.strip() or draft.agreed.strip()):
        wrong["words"] = [_("Tick what you saw or did, or write a word.")]
    return wrong


def pass_on_fault(*, actor: Actor, pk: uuid.UUID) -> None:
    """Tell the technical department that something is broken there: the place and a sentence of the list, no more.

    Raises InvalidInput where the company has no technical department.
    """
    asked = queries.intervention(actor, pk)
    technical = [one for one in recipients.recipients(actor) if one.kind == ServiceKind.TECHNICAL]
    if not technical:
        raise InvalidInput({"": [_("Your company has no technical department here.")]})
    draft = SignalDraft(
        service=technical[0].pk,
        to_worker=False,
        household=None,
        place=asked.place_id,
        theme=Theme.REPAIR,
        phrase=Phrase.REPAIR_NEEDED,
        text="",
    )
    signals.send_signal(actor=actor, draft=draft)
