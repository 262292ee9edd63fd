"""The small steps of a plan."""

import datetime
import uuid

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.cases.models import Step
from palier.casework.cases.queries.lists import the_one
from palier.casework.cases.rules import StepState


def step(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.STEP_WORK) -> Step:
    """A step, or Refused."""
    return the_one(Step.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def open_steps(actor: Actor, *, until: datetime.date) -> "QuerySet[Step]":
    """Steps and call-backs due on or before `until`."""
    rows = Step.objects.visible_to(actor, Capability.STEP_READ).filter(
        due__lte=until, state__in=[StepState.PLANNED, StepState.UNDER_WAY]
    )
    return rows.select_related("household").order_by("due", "id")


def steps_of(actor: Actor, pk: uuid.UUID) -> list[Step]:
    """The plan of a file: climbed steps first, then those under way, then what comes, then *not now*."""
    order = {StepState.DONE: 0, StepState.UNDER_WAY: 1, StepState.PLANNED: 2, StepState.NOT_NOW: 3}
    rows = list(Step.objects.visible_to(actor, Capability.STEP_READ).filter(case=pk))
    far = datetime.date.max
    return sorted(rows, key=lambda row: (order[StepState(row.state)], row.climbed_on or row.due or far, str(row.id)))
