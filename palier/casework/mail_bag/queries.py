"""The letters a person brought, with their photos. Fetch is check."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept, together
from palier.access.ledger import note_read
from palier.access.rules import Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case
from palier.casework.mail_bag.models import BroughtLetter
from palier.kernel.errors import Refused
from palier.registry.documents import queries as documents
from palier.registry.documents.models import Document
from palier.registry.people import queries as people
from palier.registry.people.queries import Member

SHOWN = 50


@dataclass(frozen=True)
class Photo:
    """A photo of a letter. `kept`: it, or another copy of it, stays as long as its file or inbox keeps documents."""

    document: Document
    kept: bool


@dataclass(frozen=True)
class Brought:
    """A letter and its photos."""

    letter: BroughtLetter
    photos: list[Photo]


@dataclass(frozen=True)
class Place:
    """Where a bag may lie: the actor's open files of the household, and whether its inbox is hers."""

    files: tuple[Case, ...]
    inbox: bool

    def file_for(self, persons: Sequence[uuid.UUID]) -> Case | None:
        """The open file that concerns all who brought it; with nobody named, the first."""
        return next((file for file in self.files if set(persons) <= set(file.concerns)), None)


def place(actor: Actor, household: uuid.UUID) -> Place:
    """Raises Refused for a household that the actor neither accompanies nor looks after."""
    require(actor, Capability.BROUGHT_WORK)
    people.household(actor, household)
    files = tuple(
        file for file in cases.cases_of(actor, household) if not file.closed_on and file.subject_id in actor.subjects
    )
    found = Place(files, cases.assigned_worker(actor, household) in actor.subjects)
    if not (found.files or found.inbox):
        raise Refused()
    return found


def members(actor: Actor, household: uuid.UUID) -> list[Member]:
    """The persons declared in a household that the actor may open."""
    return people.members(actor, people.household(actor, household).pk)


@kept
def _letters(actor: Actor, household: uuid.UUID) -> "QuerySet[BroughtLetter]":
    rows = BroughtLetter.objects.visible_to(actor, Capability.BROUGHT_READ).filter(household=household)
    rows = rows.exclude(tier=Tier.REINFORCED).filter(ends_on__gte=actor.today)
    return rows.select_related("author__staff").order_by("-written_at", "-id")[:SHOWN]


def letters_of(actor: Actor, household: uuid.UUID) -> list[Brought]:
    """The letters of a household, latest first, with a line in the ledger; reinforced ones are in no list (P12)."""
    rows, files = together(actor, _letters.of(household), documents.of_household.of(household))
    subjects = {row.subject_id for row in rows}
    note_read(actor, "mail_bag", reference=household, subjects=subjects, ground="in_the_team")
    return [Brought(row, _photos([file for file in files if file.item == row.pk])) for row in rows]


def letter(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.BROUGHT_WORK) -> BroughtLetter:
    """One letter, or Refused."""
    found: BroughtLetter | None = BroughtLetter.objects.visible_to(actor, capability).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def _photos(files: Sequence[Document]) -> list[Photo]:
    """One a picture: of two copies with the same bytes, the one that stays longer."""
    longest: dict[bytes, Document] = {}
    for file in files:
        seen = longest.get(bytes(file.sha256))
        if seen is None or (seen.ends_on and (file.ends_on is None or file.ends_on > seen.ends_on)):
            longest[bytes(file.sha256)] = file
    copies = [bytes(file.sha256) for file in files]
    return [Photo(file, file.ends_on is None or copies.count(sha) > 1) for sha, file in longest.items()]
