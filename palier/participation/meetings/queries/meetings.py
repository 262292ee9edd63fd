"""Meetings: the list, one of them on one page, what came of promises, how many answered."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import rows
from palier.access.gate import require
from palier.identity.organisations.models import Place, Post, Service
from palier.identity.organisations.queries import is_open
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused
from palier.participation.meetings.models import AgendaItem, Meeting, MeetingQuestion, Promise
from palier.participation.meetings.rules import PromiseState, State, standing

SHOWN = 50


@dataclass(frozen=True)
class MeetingPage:
    """One meeting with all that stands on its page. `before`: what was promised last time, with what is said of it."""

    meeting: Meeting
    places: list[Place]
    before: list[tuple[Promise, PromiseState]]
    points: list[AgendaItem]
    promises: list[tuple[Promise, PromiseState]]
    questions: list[MeetingQuestion]

    @property
    def passed_on(self) -> int:
        """How many questions about one person left the room."""
        return sum(one.individual for one in self.questions)

    @property
    def answered(self) -> list[MeetingQuestion]:
        return [one for one in self.questions if one.answered_on]


@dataclass(frozen=True)
class Replies:
    """How many households come, with how many persons; None: from one to four (D35)."""

    households: int | None
    persons: int | None
    with_children: int | None
    not_coming: int | None


def _rows(actor: Actor, model: Any, can: Can = Can.MEETING_READ) -> "QuerySet[Any]":
    found: QuerySet[Any] = model.objects.visible_to(actor, can)
    return found


def _one(found: "QuerySet[Any]", pk: uuid.UUID) -> Any:
    row = found.filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row


def meetings(actor: Actor) -> list[Meeting]:
    """The latest meetings of the company, those to come first. One query."""
    return list(_rows(actor, Meeting).select_related("host__staff").order_by("-at", "-id")[:SHOWN])


def coming(actor: Actor) -> list[Meeting]:
    """Those to which a point may still be proposed. One query."""
    found = _rows(actor, Meeting, Can.AGENDA_PROPOSE).filter(state__in=[State.PREPARING, State.INVITED])
    return list(found.filter(at__gte=actor.moment).order_by("at", "id")[:SHOWN])


def meeting(actor: Actor, pk: uuid.UUID, can: Can = Can.MEETING_READ) -> Meeting:
    """One meeting. Raises Refused."""
    found: Meeting = _one(_rows(actor, Meeting, can).select_related("host__staff", "previous"), pk)
    return found


def point(actor: Actor, pk: uuid.UUID) -> AgendaItem:
    """A point of an agenda, to be worked on. Raises Refused."""
    found: AgendaItem = _one(_rows(actor, AgendaItem, Can.MEETING_WORK).select_related("meeting", "service"), pk)
    return found


def promise(actor: Actor, pk: uuid.UUID) -> Promise:
    """A promise that is the actor's to answer: her department's, or any for a collective worker. Raises Refused."""
    found: Promise = _one(_rows(actor, Promise, Can.AGENDA_PROPOSE).select_related("meeting", "service"), pk)
    if actor.role != Role.COLLECTIVE_SOCIAL_WORKER and found.service_id != actor.service:
        raise Refused()
    return found


def question(actor: Actor, pk: uuid.UUID) -> MeetingQuestion:
    """A question that stands and waits for an answer. Raises Refused."""
    rows_of = _rows(actor, MeetingQuestion, Can.MEETING_WORK).filter(individual=False).select_related("meeting")
    found: MeetingQuestion = _one(rows_of, pk)
    return found


def page_of(actor: Actor, pk: uuid.UUID) -> MeetingPage:
    """One meeting, from agenda to minutes. Six queries."""
    row = meeting(actor, pk)
    places = Place.objects.filter(pk__in=row.places, organisation=actor.organisation).order_by("name_fr", "pk")
    return MeetingPage(
        meeting=row,
        places=list(places),
        before=_promises(actor, row.previous_id, actor.today),
        points=list(_rows(actor, AgendaItem).filter(meeting=pk).select_related("service").order_by("position", "id")),
        promises=_promises(actor, pk, actor.today),
        questions=_questions(actor, pk),
    )


def _questions(actor: Actor, pk: uuid.UUID) -> list[MeetingQuestion]:
    """All for who leads meetings; for the house those that were answered in public."""
    found = _rows(actor, MeetingQuestion, Can.MEETING_WORK) | _rows(actor, MeetingQuestion).filter(
        answered_on__isnull=False
    )
    return list(found.filter(meeting=pk).order_by("asked_on", "id"))


def _promises(actor: Actor, pk: uuid.UUID | None, today: dt.date) -> list[tuple[Promise, PromiseState]]:
    if pk is None:
        return []
    found = _rows(actor, Promise).filter(meeting=pk).select_related("service").order_by("due_on", "id")
    return [(one, standing(one.state, one.due_on, today)) for one in found]


def since(actor: Actor, today: dt.date) -> list[tuple[Promise, PromiseState]]:
    """What was promised at the meetings of the last year, and what came of it. One query."""
    found = _rows(actor, Promise).filter(meeting__at__date__gt=today - dt.timedelta(days=366))
    found = found.select_related("meeting", "service").order_by("-meeting__at", "due_on", "id")
    return [(one, standing(one.state, one.due_on, today)) for one in found[:200]]


def replies(actor: Actor, pk: uuid.UUID) -> Replies:
    """How many answered the invitation. Numbers of five and more; nobody reads who."""
    require(actor, Can.MEETING_WORK)
    found = rows("SELECT * FROM sec.replies_to(%s)", pk)
    return Replies(*found[0]) if found else Replies(None, None, None, None)


def services(actor: Actor) -> list[Service]:
    """The departments that may own a point. One query."""
    found = Service.objects.filter(is_open(actor.today), organisation=actor.organisation)
    return list(found.order_by("name_fr", "pk"))


def hosts(actor: Actor) -> list[Post]:
    """The collective workers of today, who may lead a meeting. One query."""
    found = Post.objects.filter(organisation=actor.organisation, role=Role.COLLECTIVE_SOCIAL_WORKER)
    return list(found.filter(valid__contains=actor.today).select_related("staff").order_by("staff__last_name", "pk"))
