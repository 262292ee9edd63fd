"""What is said without agreement: of a file, of a worker's day, for the officer without a word of it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.kept import kept
from palier.access.ledger import note_read
from palier.access.models import TeamMember
from palier.access.rules import Duty
from palier.casework.cases.models import Case
from palier.casework.disclosures.models import Disclosure
from palier.casework.disclosures.rules import Ground, SecondAnswer, Standing, standing
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused

AT_MOST = 100


def standing_of(row: Disclosure) -> Standing:
    """How a disclosure stands."""
    return standing(row.second_answer, row.called, row.said_on, row.taken_back_on)


def disclosures_of(actor: Actor, file: Case) -> list[Disclosure]:
    """What was said without agreement from this file, the latest first. Leaves a line in the ledger."""
    rows = _rows(actor, Capability.DISCLOSURE_READ).filter(case=file.pk).order_by("-written_at", "pk")
    note_read(actor, "disclosures", reference=file.pk, subjects=[file.subject_id], ground="in_the_team")
    return list(rows)


def disclosure(actor: Actor, pk: uuid.UUID, can: Capability = Capability.DISCLOSURE_READ) -> Disclosure:
    """One of them, for the team of its file or, until she answers, its second head. Raises Refused."""
    row = _rows(actor, can).filter(pk=pk).first()
    if row is None:
        raise Refused()
    ground = "is_second_head" if can == Capability.DISCLOSURE_ANSWER else "in_the_team"
    note_read(actor, "disclosure", reference=row.pk, subjects=[row.subject_id], ground=ground)
    return row


def _rows(actor: Actor, can: Capability) -> "QuerySet[Disclosure]":
    rows: QuerySet[Disclosure] = Disclosure.objects.visible_to(actor, can)
    return rows.select_related("author__staff", "second__staff")


@kept
def _waiting(actor: Actor) -> "QuerySet[Disclosure]":
    to_me = Disclosure.objects.visible_to(actor, Capability.DISCLOSURE_ANSWER)
    theirs = Disclosure.objects.visible_to(actor, Capability.DISCLOSURE_WORK).filter(taken_back_on=None)
    assigned = TeamMember.objects.filter(
        subject=OuterRef("subject"), post=actor.post, duty=Duty.ASSIGNED, valid__contains=actor.today
    )
    to_go_on = Q(said_on=None) & ~Q(second_answer="")
    mine = theirs.filter(Q(author=actor.post) | Exists(assigned)).filter(
        to_go_on | Q(said_on__isnull=False, told_on=None)
    )
    rows: QuerySet[Disclosure] = to_me | mine
    return rows.select_related("author__staff").order_by("written_at", "pk")[:50]


def waiting(actor: Actor) -> list[Disclosure]:
    """What a colleague asks her to think over, what was answered to her, and whom she has still to tell: one statement.

    They are her own, and those of a file that is assigned to her.
    """
    return _waiting(actor) if permits(actor, Capability.DISCLOSURE_ANSWER) else []


def officers(actor: Actor) -> list[Post]:
    """The data-protection officers of her company today, never herself: a second head by phone."""
    rows = Post.objects.filter(
        organisation=actor.organisation, role=Role.DATA_PROTECTION_OFFICER, valid__contains=actor.today
    )
    return list(rows.exclude(staff=actor.staff).select_related("staff").order_by("staff__last_name", "pk"))


@dataclass(frozen=True)
class Overseen:
    """One line of the officer: who, when, on which ground, with whom. Never about whom, to whom, or a word of it.

    `mine`: she was the second head by phone and has still to say so; `to_look_at`: nobody was asked, by her word.
    """

    id: uuid.UUID
    day: dt.date
    who: str
    ground: Ground
    called: bool
    second: str
    second_answer: SecondAnswer | None
    standing: Standing
    mine: bool
    to_look_at: bool
    version: int


def overseen(actor: Actor) -> list[Overseen]:
    """What was said without agreement in the officer's company. Raises Refused for all others."""
    require(actor, Capability.DISCLOSURE_OVERSEE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.disclosures_overseen(%s)", [AT_MOST])
        return [
            Overseen(
                pk, day, who, Ground(ground), called, second, SecondAnswer(answer) if answer else None,
                standing(answer, called, said_on, taken_back_on), *rest,
            )
            for pk, day, who, ground, called, second, answer, said_on, taken_back_on, *rest in cursor.fetchall()
        ]  # fmt: skip


def for_the_officer(actor: Actor) -> int:
    """How many wait for the officer: nobody was asked, or she was and has still to say so."""
    if not permits(actor, Capability.DISCLOSURE_OVERSEE):
        return 0
    return sum(one.mine or one.to_look_at for one in overseen(actor))
