"""The pages of a plan: a step is added, a step moves."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import StepForm, StepMoveForm
from palier.casework.cases.labels import STEP_ICONS
from palier.casework.cases.rules import StepDraft, StepState, Undoable
from palier.casework.cases.views.answers import file_address, names, page, to_file, undo_address
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import key_of, sent


@capability(Can.STEP_WORK)
def step_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a small step to the plan."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = StepForm(request.POST or None, persons=names(actor, file.household_id))

    def act() -> None:
        kept = form.cleaned_data
        concerns = tuple(kept["concerns"])
        draft = StepDraft(kept["text"], kept["due"], kept["goal"], concerns, kept["call_back"])
        actions.plan_step(actor=actor, case=pk, draft=draft, key=key_of(request.POST))

    if sent(form, act):
        return to_file(request, file.household_id, _("The step is in the plan."))
    return page(request, "step_add", form, file=file)


@capability(Can.STEP_WORK)
def step_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Climb a step, start it, put it off, open it again."""
    actor = actor_of(request)
    step = queries.step(actor, pk)
    form = StepMoveForm(request.POST or None, initial={"state": step.state, "due": step.due})

    def act() -> None:
        state, due = StepState(form.cleaned_data["state"]), form.cleaned_data["due"]
        if (step.state, step.due) != (state, due or step.due):  # sent twice: already so
            actions.move_step(actor=actor, pk=pk, state=state, due=due)

    try:
        done = sent(form, act)
    except Conflict:
        return errors.conflict(request)
    if done:
        back = file_address(step.household_id)
        undo = undo_address(Undoable.STEP, pk, queries.step(actor, pk).version, back)
        return to_file(request, step.household_id, _("The plan says where the step stands."), undo)
    return page(request, "step_move", form, step=step, icons=STEP_ICONS)
