"""Reads of letters and of the outbox. Fetch is check; opening a letter leaves a line in the ledger."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept, together
from palier.access.ledger import note_read
from palier.access.models import Subject
from palier.access.rules import SubjectKind
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.messaging.models import BatchLine, Dispatch, Letter
from palier.registry.messaging.rules import ON_PAPER, Channel, DispatchState, LetterState

SHOWN = 50


def letter(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.LETTER_READ) -> Letter:
    """A letter, or Refused."""
    rows: QuerySet[Letter] = Letter.objects.visible_to(actor, capability).filter(pk=pk)
    found = rows.select_related("author__staff", "person").first()
    if found is None:
        raise Refused()
    return found


def opened(actor: Actor, pk: uuid.UUID) -> Letter:
    """A letter that is opened, with a line in the read ledger."""
    row = letter(actor, pk)
    note_read(actor, "letter", reference=pk, subjects=[row.subject_id])
    return row


@kept
def of_household(actor: Actor, household: uuid.UUID) -> "QuerySet[Letter]":
    """The letters to the persons of a household, latest first."""
    rows = Letter.objects.visible_to(actor, Capability.LETTER_READ).filter(household=household)
    return rows.select_related("author__staff").order_by("-written_at", "-id")[:SHOWN]


def dispatches(actor: Actor, pk: uuid.UUID) -> Sequence[Dispatch]:
    """How a letter left, in the order it was said: the proof. Nothing for who only reads it in an emergency."""
    rows = Dispatch.objects.visible_to(actor, Capability.DISPATCH_READ).filter(letter=pk)
    related = ("handed_by__staff", "explained_by__staff", "author__staff")
    return list(rows.select_related(*related).order_by("written_at", "id"))


def dispatch(actor: Actor, pk: uuid.UUID) -> Dispatch:
    """A line of the outbox that the actor may act on, or Refused."""
    rows: QuerySet[Dispatch] = Dispatch.objects.visible_to(actor, Capability.LETTER_SEND).filter(pk=pk)
    found = rows.select_related("letter").first()
    if found is None:
        raise Refused()
    return found


@dataclass(frozen=True)
class Waiting:
    """What waits for a worker: letters begun, to post, to explain, and what did not go."""

    drafts: list[Letter] = field(default_factory=list)
    to_post: list[Dispatch] = field(default_factory=list)
    to_explain: list[Dispatch] = field(default_factory=list)
    failed: list[Dispatch] = field(default_factory=list)


def _lines(actor: Actor) -> "QuerySet[Dispatch]":
    rows = Dispatch.objects.visible_to(actor, Capability.DISPATCH_READ)
    return rows.select_related("letter", "person").order_by("due_at", "id")


@kept
def to_post(actor: Actor) -> "QuerySet[Dispatch]":
    """Letters that wait to be put in the post."""
    return _lines(actor).filter(channel="letter", state=DispatchState.WAITING)[:SHOWN]


@kept
def to_explain(actor: Actor) -> "QuerySet[Dispatch]":
    """Letters that are to be explained in person, and were not yet; that they were sent changes nothing (P24)."""
    rows = _lines(actor).filter(channel__in=sorted(ON_PAPER), letter__to_explain=True, explained_on=None)
    return rows.exclude(state=DispatchState.WITHDRAWN)[:SHOWN]


@kept
def failed(actor: Actor) -> "QuerySet[Dispatch]":
    """What did not go, after several tries."""
    return _lines(actor).filter(state=DispatchState.FAILED)[:SHOWN]


@kept
def drafts(actor: Actor) -> "QuerySet[Letter]":
    """Letters the actor began one by one; those of a batch are on its own page."""
    rows = Letter.objects.visible_to(actor, Capability.LETTER_WRITE).filter(author=actor.post, state=LetterState.DRAFT)
    rows = rows.exclude(pk__in=BatchLine.objects.visible_to(actor, Capability.LETTER_BATCH_LINE_WORK).values("pk"))
    return rows.select_related("person").order_by("-written_at", "-id")[:SHOWN]


def number_waiting(actor: Actor) -> int:
    """How many lines wait for her hand: to post, to explain, not gone. One that is both counts once."""
    waits = Q(channel=Channel.LETTER, state=DispatchState.WAITING) | Q(state=DispatchState.FAILED)
    told = Q(channel__in=sorted(ON_PAPER), letter__to_explain=True, explained_on=None)
    rows = Dispatch.objects.visible_to(actor, Capability.DISPATCH_READ).exclude(state=DispatchState.WITHDRAWN)
    return rows.filter(waits | told).count()


def waiting(actor: Actor) -> Waiting:
    """All of it, in one go."""
    begun, post, explain, not_gone = together(actor, drafts.of(), to_post.of(), to_explain.of(), failed.of())
    return Waiting(begun, post, explain, not_gone)


def subject_for(actor: Actor, household: uuid.UUID, file: uuid.UUID | None) -> tuple[uuid.UUID, SubjectKind]:
    """Where a letter lies: the file it belongs to, else the inbox of who looks after the household.

    Raises Refused for a file or an inbox in whose team the actor is not.
    """
    worker = None if file else housing.assigned_workers([household]).get(household)
    pk = file or (worker.pk if worker else None)
    found = Subject.objects.filter(pk=pk).first() if pk in actor.subjects else None
    if found is None:
        raise Refused()
    return found.pk, SubjectKind(found.kind)


def find_letters(actor: Actor, wanted: str) -> list[Letter]:
    """Letters of the actor's files whose first line or text holds these words, latest first."""
    if not wanted.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT letter FROM sec.find_letters(%s, %s)", [wanted, SHOWN])
        ids = [row[0] for row in cursor.fetchall()]
    return _letters_found(actor, ids)


@kept
def _letters_found(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Letter]":
    rows = Letter.objects.visible_to(actor, Capability.LETTER_SEARCH).filter(id__any_of=ids)
    return rows.select_related("person").order_by("-written_at", "-id")
