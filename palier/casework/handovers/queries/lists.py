"""Who follows whom, and the files of one hand-over: the same number of statements whatever their number."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.models import TeamMember
from palier.access.rules import Duty, Tier
from palier.casework.cases.models import Case, Step
from palier.casework.cases.rules import StepState
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.handovers.rules import HandoverState
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing

SHOWN = 20


@dataclass(frozen=True)
class File:
    """One file of a hand-over: whose, what was written, which steps are open, how many contacts stay behind."""

    case: Case
    label: str
    address: str
    protected: bool
    note: HandoverNote | None
    steps: int
    next_due: dt.date | None
    behind: int


@dataclass(frozen=True)
class Numbers:
    """A hand-over as the head sees it: who, when, and numbers (P26)."""

    handover: uuid.UUID
    leaving: str
    following: str
    starts: dt.date
    overlap_ends: dt.date
    state: str
    mine: bool
    files: int
    told: int
    another: int


@dataclass(frozen=True)
class Waiting:
    """A worker who is away or gone, and how much waits for a next one."""

    post: uuid.UUID
    worker: str
    gone: bool
    open_files: int
    waiting_requests: int


@dataclass(frozen=True)
class Coming:
    """Who leaves files to the actor, from which day, whether it is done, and how many she has not looked at."""

    leaving: str
    starts: dt.date
    done: bool
    unseen: int


def mine(actor: Actor) -> list[Handover]:
    """The hand-overs in which the actor takes part, the latest first; those taken back are left out."""
    rows = Handover.objects.visible_to(actor, Capability.HANDOVER_READ).exclude(state=HandoverState.WITHDRAWN)
    rows = rows.filter(Q(from_post=actor.post) | Q(to_post=actor.post))
    return list(rows.select_related("from_post__staff", "to_post__staff").order_by("-starts", "-id")[:SHOWN])


def handover(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HANDOVER_READ) -> Handover:
    """One hand-over, or Refused."""
    rows = Handover.objects.visible_to(actor, capability).filter(pk=pk)
    found: Handover | None = rows.select_related("from_post__staff", "to_post__staff").first()
    if found is None:
        raise Refused()
    return found


def note(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.HANDOVER_NOTE_READ) -> HandoverNote:
    """What is said of one file, or Refused."""
    rows = HandoverNote.objects.visible_to(actor, capability).filter(pk=pk)
    found: HandoverNote | None = rows.select_related("case__household").first()
    if found is None:
        raise Refused()
    return found


def open_files(actor: Actor) -> list[Case]:
    """The open files of which the actor is the assigned worker: what she can hand over."""
    places = TeamMember.objects.filter(post=actor.post, duty=Duty.ASSIGNED, valid__contains=actor.today)
    subjects = list(places.values_list("subject", flat=True))
    rows = Case.objects.visible_to(actor, Capability.CASE_WORK).filter(subject__any_of=subjects, closed_on=None)
    return list(rows.select_related("household").order_by("household__sort_key", "pk"))


def files(actor: Actor, of: Handover, language: str) -> list[File]:
    """The files of a hand-over: for who leaves, all of hers that are open; for who follows, those that passed."""
    notes = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_WORK).filter(handover=of)
    by_case = {row.case_id: row for row in notes.select_related("case__household")}
    leaving = of.from_post_id == actor.post and of.state == HandoverState.PREPARING
    cases = open_files(actor) if leaving else [row.case for row in by_case.values() if row.passes]
    homes = {one.id: one for one in housing.rows(actor, [case.household_id for case in cases], language)}
    steps, behind = _open_steps(actor, cases), _behind(actor, cases)
    found = []
    for case in cases:
        home, due = homes.get(case.household_id), steps[case.pk]
        found.append(
            File(
                case=case,
                label=case.household.label,
                address=home.address if home else "",
                protected=home.protected if home else False,
                note=by_case.get(case.pk),
                steps=len(due),
                next_due=min((day for day in due if day), default=None),
                behind=behind[case.subject_id],
            )
        )
    return sorted(found, key=lambda one: (one.case.household.sort_key, str(one.case.pk)))


def _open_steps(actor: Actor, cases: list[Case]) -> dict[uuid.UUID, list[dt.date | None]]:
    rows = Step.objects.visible_to(actor, Capability.STEP_READ).filter(
        case__in=[case.pk for case in cases], state__in=[StepState.PLANNED, StepState.UNDER_WAY]
    )
    found: dict[uuid.UUID, list[dt.date | None]] = defaultdict(list)
    for case, due in rows.values_list("case", "due"):
        found[case].append(due)
    return found


def _behind(actor: Actor, cases: list[Case]) -> dict[uuid.UUID, int]:
    rows = KeptBack.objects.visible_to(actor, Capability.CONTACT_KEEP_BACK).filter(
        subject__any_of=[case.subject_id for case in cases], standing=True, contact__tier=Tier.TEAM
    )
    found: dict[uuid.UUID, int] = defaultdict(int)
    for subject in rows.values_list("subject", flat=True):
        found[subject] += 1
    return found


def to_me(actor: Actor) -> list[Coming]:
    """What comes to the actor or has come, the earliest first: for her own day, and nobody else's.

    Until the day she is told who leaves her what, not which households.
    """
    new = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_READ)
    new = new.filter(handover=OuterRef("pk"), passes=True, seen_on=None).order_by().values("handover")
    rows = Handover.objects.visible_to(actor, Capability.HANDOVER_READ).filter(to_post=actor.post)
    rows = rows.exclude(state=HandoverState.WITHDRAWN).select_related("from_post__staff").order_by("starts", "id")
    rows = rows.annotate(unseen=Coalesce(Subquery(new.annotate(n=Count("pk")).values("n")), 0))
    return [Coming(str(row.from_post.staff), row.starts, row.state == HandoverState.DONE, row.unseen) for row in rows]


def to_look_at(actor: Actor) -> int:
    """How many files that came to the actor she has not looked at yet."""
    return sum(one.unseen for one in to_me(actor) if one.done)


def followers(actor: Actor) -> dict[uuid.UUID, str]:
    """Who may follow: the social workers of the actor's service, but for herself."""
    rows = Post.objects.filter(service=actor.service, role=Role.SOCIAL_WORKER, valid__contains=actor.today)
    rows = rows.exclude(staff=actor.staff).select_related("staff")
    return {post.pk: str(post.staff) for post in rows.order_by("staff__last_name", "staff__first_name", "pk")}


def numbers(actor: Actor) -> list[Numbers]:
    """The hand-overs of the head's service, in numbers (P26)."""
    require(actor, Capability.LOAD_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.handover_numbers()")
        return [Numbers(*row) for row in cursor.fetchall()]


def to_hand_over(actor: Actor) -> list[Waiting]:
    """Workers of the head's service who cannot prepare a hand-over themselves: away today, or gone."""
    require(actor, Capability.LOAD_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.to_hand_over()")
        return [Waiting(*row) for row in cursor.fetchall()]
