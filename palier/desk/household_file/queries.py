"""What the household file shows. Two sides that never mix: the declared record, and the social dossier (P4)."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from palier.access import queries as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import grounds_for, permits
from palier.access.grounds import IsAssignedWorker
from palier.access.kept import kept, together
from palier.access.models import EmergencyAccess
from palier.access.queries import Opening, Reader
from palier.access.rules import Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, KnownMember, Request, Step
from palier.casework.cases.rules import StepState, erased_on
from palier.desk.household_file.labels import Entry, trail
from palier.desk.household_file.rules import (
    SHOWN,
    STAIRS,
    Drawing,
    Inhabitant,
    Show,
    drawing,
    fit,
    goes_out_for,
)
from palier.engines.occupancy import Occupancy
from palier.identity.organisations.models import Post
from palier.kernel.errors import Refused
from palier.kernel.identifiers import format_phone
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.models import Appointment
from palier.registry.housing import queries as housing
from palier.registry.housing.models import Room
from palier.registry.housing.queries import Home
from palier.registry.people import queries as people
from palier.registry.people.models import ContactDetails, Household, NetTaxableIncome, Representation, SafeContact
from palier.registry.people.queries import Member

NOWHERE = uuid.UUID(int=0)  # asked for when there is nothing to ask for: the same statements for every household (P1)


# -- the record: declared to the landlord -----------------------------------------------------------------


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a declared person: a member of the household by her name, anybody else as imported."""

    name: str
    kind: str
    phone: str


@dataclass
class MemberLine:
    """A declared person in the table: how she is spoken to and reached, and who speaks for her."""

    member: Member
    languages: list[str]
    spoken_for: list[Speaker]
    details: ContactDetails | None = None
    safe: SafeContact | None = None
    income: NetTaxableIncome | None = None

    @property
    def phone(self) -> str:
        """As it is read here; a number of no known plan as it was imported."""
        number = self.details.phone if self.details else ""
        return format_phone(number) if number.startswith("+") and number[1:].isdigit() else number


@dataclass
class Record:
    """The declared side. For who knows doors only, `members` and all that follows stay empty."""

    household: Household
    home: Home
    protected: bool
    mine: bool = False  # is the actor its assigned worker, or her replacement today?
    members: list[MemberLine] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    key_dates: dict[str, datetime.date] = field(default_factory=dict)
    occupancy: Occupancy | None = None
    drawing: Drawing | None = None

    @property
    def names(self) -> dict[uuid.UUID, str]:
        """First names, for tabs and items."""
        return {line.member.person.pk: line.member.person.first_name or line.member.name for line in self.members}


@kept
def _household(actor: Actor, pk: uuid.UUID) -> "QuerySet[Household]":
    """With `mine`: is the actor its assigned worker, or her replacement today?"""
    rows: QuerySet[Household] = Household.objects.visible_to(actor, Can.HOUSEHOLD_DOOR)
    return rows.filter(pk=pk).annotate(mine=IsAssignedWorker(F("pk")))


def record(actor: Actor, pk: uuid.UUID, language: str) -> Record:
    """The declared household as far as this actor's work needs it. Raises Refused."""
    households, leases, hiding, rows = together(
        actor,
        _household.of(pk),
        housing.leases.of([pk]),
        housing.HIDDEN.of([pk]),
        people.member_rows.of(pk, Can.HOUSEHOLD_READ),
    )
    if not households:
        raise Refused()
    members, hidden = people.in_order(rows), {row[0] for row in hiding}
    home = housing.where([pk], leases, hidden, language)[pk]
    if not permits(actor, Can.HOUSEHOLD_READ):
        return Record(households[0], home, home.protected)
    found = Record(households[0], home, home.protected or bool(hidden), households[0].mine)
    _fill(actor, found, members, language)
    return found


def _fill(actor: Actor, found: Record, members: list[Member], language: str) -> None:
    """What is declared of the persons, of the home, and whether the one fits the other."""
    lease = found.home.lease
    persons = [member.person.pk for member in members]
    spoken_for, details, safe, incomes, rooms = together(
        actor,
        people.representation_rows.of(persons),
        people.contact_detail_rows.of(persons),
        people.safe_contact_rows.of(persons),
        people.income_rows.of(persons),
        housing.rooms.of(lease.dwelling_id if lease else NOWHERE),
    )
    names = {member.person.pk: member.name for member in members}
    by_person = [{row.person_id: row for row in rows} for rows in (details, safe, incomes)]
    found.members = [
        MemberLine(
            member,
            _languages(member, language),
            [_speaker(row, names) for row in spoken_for if row.person_id == member.person.pk],
            *(rows.get(member.person.pk) for rows in by_person),
        )
        for member in members
    ]
    if lease is not None:
        found.rooms, found.key_dates = rooms, housing.lease_key_dates(lease)
        inhabitants = [_inhabitant(member) for member in members]
        bedrooms = _bedrooms(rooms, lease.dwelling.bedrooms)
        found.occupancy = fit(actor.today, inhabitants, bedrooms)
        found.drawing = drawing(inhabitants, bedrooms, found.occupancy)


def _speaker(row: Representation, names: dict[uuid.UUID, str]) -> Speaker:
    whose = next((name for pk, name in names.items() if pk == row.representative_id), row.name)
    return Speaker(whose, row.get_kind_display(), row.phone)


def _languages(member: Member, language: str) -> list[str]:
    spoken = member.person.languages_spoken or [code for code in [member.person.language] if code]
    return [SPOKEN_LANGUAGES[code].name.in_(language) if code in SPOKEN_LANGUAGES else code for code in spoken]


def _inhabitant(member: Member) -> Inhabitant:
    person = member.person
    name = person.first_name or member.name
    return Inhabitant(person.pk, name, person.born, person.sex, member.role, member.disabled, member.custody)


def _bedrooms(rooms: Iterable[Room], declared: int) -> list[float | None]:
    """The areas of the bedrooms; as many unknown ones as the dwelling declares when its rooms are not listed."""
    listed = [None if room.area_m2 is None else float(room.area_m2) for room in rooms if room.kind == "bedroom"]
    return listed or [None] * declared


def looked_after_by(pk: uuid.UUID) -> Post | None:
    """The worker who looks after this household through its place. Every household has one (D12)."""
    return housing.assigned_workers([pk]).get(pk)


def why(actor: Actor, row: Household) -> str:
    """The line of the table that opens this record."""
    lines = grounds_for(actor, Can.HOUSEHOLD_DOOR, row)
    return lines[0] if lines else ""


# -- the dossier: the social service ----------------------------------------------------------------------


def _subjects(*lists: Iterable[Any]) -> list[uuid.UUID]:
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
    trail: list[Entry] = field(default_factory=list)

    @property
    def case(self) -> Case | None:
        """The file that the buttons speak of: the latest open one, else the latest."""
        return self.cases[0] if self.cases else None

    @property
    def is_there(self) -> bool:
        """Is there anything for this actor to read? When not, the page is the same with and without a file (P1)."""
        return bool(self.cases or self.emergency or self.contacts or self.requests or self.steps or self.coming)

    @property
    def own_words(self) -> list[Case]:
        """Files whose opening kept what the person wants, in her words."""
        return [file for file in self.cases if file.own_words]

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
        return erased_on(self.case.closed_on) if self.case and self.case.closed_on else None

    @property
    def subjects(self) -> list[uuid.UUID]:
        """The subjects whose items are shown, for the read ledger."""
        return _subjects(self.cases, self.contacts, self.requests, self.steps, self.coming)


def dossier(actor: Actor, pk: uuid.UUID, record: Record, *, person: uuid.UUID | None, show: Show) -> Dossier:
    """The social side of a household for a member of the social service; constant in queries whatever it holds."""
    files, contacts, steps, requests, words, coming = together(
        actor,
        cases.cases_of.of(pk),
        _contacts.of(pk, person, show, SHOWN + 1),
        _steps_of.of(pk, person),
        cases.requests_of.of(pk),
        cases.words_for_desk.of(pk),
        calendar.coming.of(pk),
    )
    team, emergencies, confided, analyses = together(
        actor,
        access.team.of([file.subject_id for file in files]),
        access.open_emergencies.of(list(record.names)),
        cases.confidence_rows.of([row.pk for row in contacts[:SHOWN]]),
        _analyses.of([file.pk for file in files if person is None or person in file.concerns]),
    )
    in_team = bool(team)
    found = Dossier(
        cases=files,
        team=access.readers([file.subject_id for file in files], team),
        emergency=None if in_team or not emergencies else emergencies[0],
        contacts=contacts[:SHOWN],
        more=len(contacts) > SHOWN,
        confided={row.contact_id: row for row in confided},
        steps=_in_order(steps),
        analyses=analyses,
        requests=[row for row in requests if person is None or person in row.concerns],
        words=words,
        openings=access.openings_of(actor, files[0].subject_id if in_team else NOWHERE),
        known=cases.known_members(actor, files, person) if in_team else [],
        coming=[row for row in coming if person is None or person in row.concerns],
    )
    found.trail = trail(found, show)
    return found


@kept
def _contacts(
    actor: Actor, pk: uuid.UUID, person: uuid.UUID | None, show: Show = Show.ALL, limit: int | None = None
) -> "QuerySet[Contact]":
    """Contacts in files and simple ones, latest first. Reinforced ones leave no trace here, whoever asks (P12)."""
    rows = Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(household=pk).exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(concerns__contains=[person])
    if show == Show.SIMPLE:
        rows = rows.filter(case=None)
    return rows.select_related("author__staff").order_by("-at", "-id")[:limit]


@kept
def _steps_of(actor: Actor, pk: uuid.UUID, person: uuid.UUID | None) -> "QuerySet[Step]":
    """Steps of the plan and promises. What was promised in a contact shows where that contact may be read."""
    spoken = Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(pk=OuterRef("contact"))
    rows = Step.objects.visible_to(actor, Can.STEP_READ).filter(household=pk)
    rows = rows.filter(Q(contact=None) | Exists(spoken))
    return rows if person is None else rows.filter(concerns__contains=[person])


def _in_order(steps: Iterable[Step]) -> list[Step]:
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


# -- for one person alone (P2) ----------------------------------------------------------------------------


@dataclass
class ForHer:
    """What may go out for one person: hers alone, and nothing another person said."""

    own_words: list[str]
    contacts: list[Contact]
    confided: dict[uuid.UUID, Confidence]
    steps: list[Step]
    requests: list[Request]
    next_day: datetime.date | None

    @property
    def subjects(self) -> list[uuid.UUID]:
        return _subjects(self.contacts, self.steps, self.requests)


def for_her(actor: Actor, pk: uuid.UUID, person: uuid.UUID) -> ForHer:
    """The communicable part of what the actor's files hold of this one person, oldest first."""

    def hers(row: Any, tier: str = Tier.TEAM) -> bool:
        return goes_out_for(person, confided_by=row.confided_by, concerns=row.concerns, open_to_team=tier == Tier.TEAM)

    files = [file for file in cases.cases_of(actor, pk) if set(file.agreed_by) == {person}]
    contacts = [row for row in reversed(_contacts(actor, pk, person)) if hers(row, row.tier)]
    confided = {key: row for key, row in cases.confidences_of(actor, contacts).items() if hers(row, row.tier)}
    said_apart = {row.pk for row in contacts}
    steps = [
        row
        for row in _in_order(_steps_of(actor, pk, person))
        if hers(row) and (not row.contact_id or row.contact_id in said_apart)
    ]
    coming = [row.due for row in steps if row.due and row.state in {StepState.PLANNED, StepState.UNDER_WAY}]
    return ForHer(
        own_words=[file.own_words for file in files if file.own_words],
        contacts=contacts,
        confided=confided,
        steps=steps,
        requests=[row for row in cases.requests_of(actor, pk) if hers(row)],
        next_day=min(coming) if coming else None,
    )
