"""The dossier: the social service's side of a household, never mixed with what is declared (P4)."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from palier.access import queries as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.kept import kept, together
from palier.access.models import EmergencyAccess
from palier.access.queries import Opening, Reader
from palier.access.rights.queries import purges
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import PurgeState, TermKey, Terms, presets
from palier.access.rules import Duty, Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, KnownMember, Request, Step
from palier.casework.cases.rules import AccompanimentType, StepState, erased_on
from palier.desk.household_file.labels import Entry, trail
from palier.desk.household_file.queries.record import NOWHERE, Record
from palier.desk.household_file.rules import (
    SHOWN,
    STAIRS,
    PurgeMarks,
    Show,
)
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.models import Appointment
from palier.registry.documents import queries as documents
from palier.registry.documents.models import Document
from palier.registry.messaging import queries as messaging
from palier.registry.messaging.models import Letter


def subjects_of(*lists: Iterable[Any]) -> list[uuid.UUID]:
    return sorted({row.subject_id for rows in lists for row in rows})


@dataclass
class Dossier:
    """What this actor may read of the social service's side, already narrowed to one person when asked."""

    cases: list[Case]
    team: dict[uuid.UUID, list[Reader]]
    emergency: EmergencyAccess | None
    contacts: list[Contact]
    more: bool
    confided: dict[uuid.UUID, Confidence]
    steps: list[Step]
    analyses: list[Analysis]
    requests: list[Request]
    words: list[DeskWord]
    openings: list[Opening]
    known: list[KnownMember]
    coming: list[Appointment]
    documents: list[Document]
    letters: list[Letter]
    terms: Terms = field(default_factory=presets)
    erasures: list[purges.Mine] = field(default_factory=list)
    trail: list[Entry] = field(default_factory=list)

    @property
    def case(self) -> Case | None:
        """The file that the buttons speak of: the latest open one, else the latest."""
        return self.cases[0] if self.cases else None

    @property
    def is_there(self) -> bool:
        """Is there anything for this actor to read? When not, the page is the same with and without a file (P1)."""
        return bool(
            self.cases
            or self.emergency
            or self.contacts
            or self.requests
            or self.steps
            or self.coming
            or self.documents
            or self.letters
        )

    @property
    def own_words(self) -> list[Case]:
        """Files whose opening kept what the person wants, in her words."""
        return [file for file in self.cases if file.own_words]

    @property
    def housing_projects(self) -> list[Case]:
        """Files that say what the person wants of a home."""
        return [file for file in self.cases if file.housing_project]

    @property
    def stairs(self) -> list[Step]:
        """At most five steps of the plan: the last ones climbed, then what comes."""
        plan = [step for step in self.steps if step.case_id]
        climbed = [step for step in plan if step.state == StepState.DONE]
        coming = [step for step in plan if step.state != StepState.DONE]
        kept = max(0, STAIRS - len(coming)) or min(1, len(climbed))
        return (climbed[-kept:] if kept else []) + coming[: STAIRS - min(kept, len(climbed))]

    @property
    def other_steps(self) -> list[Step]:
        """The steps of the plan that the stairs have no room for."""
        shown = {step.pk for step in self.stairs}
        return [step for step in self.steps if step.case_id and step.pk not in shown]

    @property
    def climbed(self) -> int:
        return sum(step.state == StepState.DONE for step in self.steps if step.case_id)

    @property
    def under_way(self) -> int:
        return sum(step.state == StepState.UNDER_WAY for step in self.steps if step.case_id)

    @property
    def promised(self) -> list[Step]:
        """What we promised in a contact: what waits first, then what was kept."""
        said = [step for step in self.steps if step.contact_id and step.state != StepState.NOT_NOW]
        return sorted(said, key=lambda step: (step.state == StepState.DONE, step.due or datetime.date.max))[:STAIRS]

    @property
    def key_dates(self) -> list[tuple[datetime.date, Step]]:
        """The next days on which something was planned."""
        open_now = [step for step in self.steps if step.state in {StepState.PLANNED, StepState.UNDER_WAY}]
        dated = [(step.due, step) for step in open_now if step.due]
        return sorted(dated, key=lambda pair: (pair[0], str(pair[1].pk)))[:STAIRS]

    @property
    def erased_on(self) -> datetime.date | None:
        return (
            erased_on(self.case.closed_on, self.terms[TermKey.CLOSED_FILE])
            if self.case and self.case.closed_on
            else None
        )

    @property
    def items(self) -> list[Any]:
        """All that two persons might erase."""
        return [*self.contacts, *self.steps, *self.analyses, *self.requests, *self.documents, *self.letters]

    @property
    def subjects(self) -> list[uuid.UUID]:
        """The subjects whose items are shown, for the read ledger."""
        return subjects_of(
            self.cases, self.contacts, self.requests, self.steps, self.coming, self.documents, self.letters
        )


def dossier(actor: Actor, pk: uuid.UUID, record: Record, *, person: uuid.UUID | None, show: Show) -> Dossier:
    """The social side of a household for a member of the social service; constant in queries whatever it holds."""
    files, contacts, steps, requests, words, coming, kept_files, letters = together(
        actor,
        cases.cases_of.of(pk),
        contacts_of.of(pk, person, show, SHOWN + 1),
        steps_of.of(pk, person),
        cases.requests_of.of(pk),
        cases.words_for_desk.of(pk),
        calendar.coming.of(pk),
        documents.of_household.of(pk),
        messaging.of_household.of(pk),
    )
    team, emergencies, confided, analyses, asked = together(
        actor,
        access.team.of([file.subject_id for file in files]),
        access.open_emergencies.of(list(record.names)),
        cases.confidence_rows.of([row.pk for row in contacts[:SHOWN]]),
        _analyses.of([file.pk for file in files if person is None or person in file.concerns]),
        purges.MINE.of(),
    )
    in_team = bool(team)
    found = Dossier(
        cases=files,
        team=access.readers([file.subject_id for file in files], team),
        emergency=None if in_team or not emergencies else emergencies[0],
        contacts=contacts[:SHOWN],
        more=len(contacts) > SHOWN,
        confided={row.contact_id: row for row in confided},
        steps=in_order(steps),
        analyses=analyses,
        requests=[row for row in requests if person is None or person in row.concerns],
        words=words,
        openings=access.openings_of(actor, files[0].subject_id if in_team else NOWHERE),
        known=cases.known_members(actor, files, person) if in_team else [],
        coming=[row for row in coming if person is None or person in row.concerns],
        documents=[row for row in kept_files if person is None or person in row.concerns],
        letters=[row for row in letters if person is None or person in row.concerns],
        erasures=purges.lines_of(asked),
        terms=kept_for(actor) if files and files[0].closed_on else presets(),
    )
    found.trail = trail(found, show)
    return found


def purge_marks(actor: Actor, found: Dossier) -> PurgeMarks:
    """What stands beside the items for their erasure by two. Whose an author no longer in the team wrote: the assigned
    worker's to ask; the database decides again (sec.may_ask_purge)."""
    teams = {subject: {reader.post: reader.duty for reader in readers} for subject, readers in found.team.items()}

    def hers(row: Any) -> bool:
        team = teams.get(row.subject_id, {})
        left = row.author_id not in team and team.get(actor.acting_post) == Duty.ASSIGNED
        return row.subject_id in actor.subjects and (row.author_id == actor.post or left)

    in_state = {state: frozenset(one.item for one in found.erasures if one.state == state) for state in PurgeState}
    may = frozenset(row.pk for row in found.items if hers(row))
    return PurgeMarks(in_state[PurgeState.ASKED], in_state[PurgeState.KEPT], may)


@kept
def contacts_of(
    actor: Actor, pk: uuid.UUID, person: uuid.UUID | None, show: Show = Show.ALL, limit: int | None = None
) -> "QuerySet[Contact]":
    """Contacts in files and simple ones, latest first. Reinforced ones leave no trace here, whoever asks (P12)."""
    rows = Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(household=pk).exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(concerns__contains=[person])
    if show == Show.SIMPLE:
        rows = rows.filter(case=None)
    if show == Show.PSYCHOSOCIAL:
        rows = rows.filter(support=AccompanimentType.PSYCHOSOCIAL)
    return rows.select_related("author__staff").order_by("-at", "-id")[:limit]


@kept
def steps_of(actor: Actor, pk: uuid.UUID, person: uuid.UUID | None) -> "QuerySet[Step]":
    """Steps of the plan and promises. What was promised in a contact shows where that contact may be read."""
    spoken = Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(pk=OuterRef("contact"))
    rows = Step.objects.visible_to(actor, Can.STEP_READ).filter(household=pk)
    rows = rows.filter(Q(contact=None) | Exists(spoken))
    return rows if person is None else rows.filter(concerns__contains=[person])


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Climbed ones first, then those under way, then what comes, then *not now*."""
    order = {StepState.DONE: 0, StepState.UNDER_WAY: 1, StepState.PLANNED: 2, StepState.NOT_NOW: 3}
    far = datetime.date.max
    return sorted(
        steps, key=lambda step: (order[StepState(step.state)], step.climbed_on or step.due or far, str(step.pk))
    )


@kept
def _analyses(actor: Actor, cases: list[uuid.UUID]) -> "QuerySet[Analysis]":
    rows = Analysis.objects.visible_to(actor, Can.CASE_WORK).filter(case__any_of=cases)
    return rows.select_related("author__staff").order_by("-on", "-written_at")[:SHOWN]
