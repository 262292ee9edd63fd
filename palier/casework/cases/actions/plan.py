"""The small steps of a plan, and those promised in a contact."""

import datetime
import uuid

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.once import once
from palier.access.rules import Tier
from palier.casework.cases import queries
from palier.casework.cases.actions.checks import written
from palier.casework.cases.models import Contact, Step
from palier.casework.cases.rules import StepDraft, StepState
from palier.kernel.errors import Conflict


def plan_step(*, actor: Actor, case: uuid.UUID, draft: StepDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Add a small step to the plan."""
    file = queries.case(actor, case, Capability.CASE_WORK)

    def write() -> uuid.UUID:
        made = Step(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case=file,
            household_id=file.household_id,
            concerns=list(draft.concerns or file.concerns),
            confided_by=list(draft.concerns or file.concerns),
            text=written(draft.text, "text").strip()[:300],
            goal=draft.goal,
            due=draft.due,
            call_back=draft.call_back,
            author_id=actor.acting_post,
        ).insert()
        return made.pk

    return once(actor, key, (case, draft), write)


def promise_step(*, actor: Actor, contact: uuid.UUID, draft: StepDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Add what follows from a contact of one's own, with or without a file. Returns its id."""
    after = queries.contact(actor, contact, Capability.CONTACT_CHANGE)
    return once(actor, key, (contact, draft), lambda: step_after(actor, after, draft).insert().pk)


def step_after(actor: Actor, contact: Contact, draft: StepDraft) -> Step:
    """What follows from a contact, still to be inserted: for its persons, in its file or inbox.

    After a contact that not all the team reads, it stays in the writer's own inbox: a step has no tier.
    """
    shared = contact.tier == Tier.TEAM
    return Step(
        organisation_id=actor.acting_organisation,
        subject_id=contact.subject_id if shared else actor.acting_post,
        case_id=contact.case_id if shared else None,
        contact=contact,
        household_id=contact.household_id,
        confided_by=contact.confided_by,
        concerns=list(draft.concerns or contact.concerns),
        text=written(draft.text, "text").strip()[:300],
        goal=draft.goal,
        due=draft.due,
        call_back=draft.call_back,
        author_id=actor.acting_post,
    )


def move_step(*, actor: Actor, pk: uuid.UUID, state: StepState, due: datetime.date | None = None) -> Step:
    """Climb a step, start it, put it off, open it again: every move is allowed, none is a failure.

    The day on which one that is opened again was climbed stays in the thread.
    """
    step = queries.step(actor, pk)
    climbed_on = (step.climbed_on or actor.today) if state == StepState.DONE else None
    before = [*step.climbed_before, step.climbed_on] if step.climbed_on and not climbed_on else step.climbed_before
    rows = Step.objects.visible_to(actor, Capability.STEP_WORK).filter(pk=pk, version=step.version)
    moved = {"state": state, "climbed_on": climbed_on, "climbed_before": before, "due": due or step.due}
    if rows.update(**moved, version=F("version") + 1) == 0:
        raise Conflict(_("This step was moved in the meantime."), how_to_mend=_("Look where it stands now."))
    return queries.step(actor, pk)
