"""Who and what stands around a file, and how each stands. Fetch is check; the statements do not grow with the lines."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.access.rules import Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case, KnownMember
from palier.casework.network.labels import SIDE_ICONS
from palier.casework.network.models import NetworkTie
from palier.casework.network.rules import Lives, Side, is_ended, side_of
from palier.casework.network.rules.ecomap import Around, Ecomap, ecomap
from palier.casework.referrals import queries as referrals
from palier.casework.referrals.queries import Shown
from palier.identity.organisations import queries as organisations
from palier.identity.organisations.models import Service
from palier.kernel.days import day_of
from palier.kernel.errors import Refused
from palier.kernel.sort_keys import sort_key
from palier.registry.interservice import queries as table
from palier.registry.interservice.labels import KIND_ICONS
from palier.registry.interservice.models import Line as TableLine
from palier.registry.interservice.rules import Direction, State
from palier.registry.partners import queries as partners
from palier.registry.people import queries as people
from palier.registry.signals import queries as signals
from palier.registry.signals.labels import THEME_ICONS, THEMES
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import SignalState, Theme

AT_MOST = 50  # signals of one household


@dataclass(frozen=True)
class Line:
    """One around the household, as told. `row`: a tie, or who is known to live there; both end, each on its own page.

    `number`: of its disc in the ecomap; None: reinforced, so not drawn. `told_by`, `about`: names of who confided it
    and of whom it concerns, the latter when they are others.
    """

    row: Any
    side: Side
    name: str
    number: int | None
    here: bool
    ended: bool
    told_by: tuple[str, ...]
    about: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Comes from the household as known to the service: said and corrected there."""
        return isinstance(self.row, KnownMember)

    @property
    def icon(self) -> str:
        return SIDE_ICONS[self.side]

    @property
    def strength(self) -> str:
        return str(getattr(self.row, "strength", ""))


@dataclass(frozen=True)
class FromWithin:
    """What a department and the social service hold about this household: since when, what, how it stands."""

    day: dt.date
    service: str
    what: Any
    icon: str
    is_done: bool
    page: str  # name of the route on which it stands in full
    is_ours: bool = False  # the social service asked; else the department told or asked


@dataclass(frozen=True)
class Network:
    """All that the page of a file shows. `names`: of the persons declared in the household."""

    file: Case
    ecomap: Ecomap | None
    persons: list[Line]
    departments: list[Line]
    outside: list[Line]
    within: list[FromWithin]
    referred: list[Shown]

    @property
    def is_empty(self) -> bool:
        return not (self.persons or self.departments or self.outside or self.within or self.referred)


def file_of(actor: Actor, pk: uuid.UUID) -> Case:
    """A file in which the actor works. Raises Refused for any other."""
    return cases.case(actor, pk, Capability.CASE_WORK)


def network_of(actor: Actor, pk: uuid.UUID, language: str) -> Network:
    """The network of a file, with a line in the ledger. What is reinforced is read apart (P12)."""
    file = file_of(actor, pk)
    household = people.household(actor, file.household_id)
    names = names_of(actor, file)
    known = [_known(row, names, actor.today) for row in cases.known_members(actor, [file])]
    ties = [_line(row, names, actor.today, language) for row in _ties(actor, file).exclude(tier=Tier.REINFORCED)]
    lines = _numbered([*known, *ties])
    note_read(actor, "network", reference=file.pk, subjects=[file.subject_id], ground="in_the_team")
    drawn = [
        Around(line.number or 0, line.name, line.side, line.strength, line.here, line.ended)
        for line in lines
    ]  # fmt: skip
    return Network(
        file=file,
        ecomap=ecomap(household.label, drawn) if drawn else None,
        persons=[line for line in lines if line.side is Side.PERSON],
        departments=[line for line in lines if line.side is Side.DEPARTMENT],
        outside=[line for line in lines if line.side is Side.OUTSIDE],
        within=from_within(actor, file.household_id, language),
        referred=referrals.referrals_of(actor, file),
    )


def from_within(actor: Actor, household: uuid.UUID, language: str) -> list[FromWithin]:
    """What departments and the social service hold with each other about a household, the latest first.

    The signals and the lines of the inter-service table that the actor may read (P9). An emergency is told on the
    pages of those who must know of it, a question of a colleague is no department's.
    """
    found: list[FromWithin] = []
    if permits(actor, Capability.SIGNAL_READ):
        rows = signals.received(actor).filter(household=household)
        rows = rows.exclude(theme__in=[Theme.EMERGENCY_ACCESS, Theme.COLLEAGUE_QUESTION])
        found += [_told(row, language) for row in rows.select_related("origin_service")[:AT_MOST]]
    if permits(actor, Capability.INTERSERVICE_READ):
        found += [_on_the_table(one.line, language) for one in table.lines_of(actor, household)[:AT_MOST]]
    return sorted(found, key=lambda one: one.day, reverse=True)


def apart(actor: Actor, pk: uuid.UUID, language: str) -> tuple[Case, list[Line]]:
    """The reinforced ties of a file that name the actor, from an address that is the same on every file (P12)."""
    file = file_of(actor, pk)
    names = names_of(actor, file)
    rows = _ties(actor, file).filter(tier=Tier.REINFORCED)
    note_read(actor, "network", reference=file.pk, subjects=[file.subject_id], ground="in_the_team")
    return file, [_line(row, names, actor.today, language) for row in rows]


def tie(actor: Actor, pk: uuid.UUID) -> NetworkTie:
    """A tie that the actor may keep right, or Refused."""
    readable = NetworkTie.objects.visible_to(actor, Capability.NETWORK_READ)
    rows = readable & NetworkTie.objects.visible_to(actor, Capability.NETWORK_WORK)
    found: NetworkTie | None = rows.select_related("case", "service", "partner__partner").filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def names_of(actor: Actor, file: Case) -> dict[uuid.UUID, str]:
    """The persons declared in the household of a file: id and name."""
    return {member.person.pk: member.name for member in people.members(actor, file.household_id)}


def departments(actor: Actor, language: str) -> dict[uuid.UUID, str]:
    """The departments of the actor's company that are there today, without her own; by name."""
    if actor.organisation is None:
        return {}
    rows = organisations.open_services(actor.organisation, actor.today)
    named = [(row.pk, department(row, language)) for row in rows if row.pk != actor.service]
    return dict(sorted(named, key=lambda one: sort_key(one[1])))


def department(row: Service, language: str) -> str:
    """The name of a department in the language of the screen."""
    return row.name_nl if language == "nl" else row.name_fr


def directory(actor: Actor) -> dict[uuid.UUID, str]:
    """The services of the directory that are there today, each with its organisation; by name."""
    rows = partners.standing(actor).select_related("partner")
    return dict(sorted(((row.pk, _partner(row)) for row in rows), key=lambda one: sort_key(one[1])))


def _partner(row: Any) -> str:
    return str(row.name) if row.name == row.partner.name else f"{row.name}, {row.partner.name}"


def _ties(actor: Actor, file: Case) -> "QuerySet[NetworkTie]":
    rows: QuerySet[NetworkTie] = NetworkTie.objects.visible_to(actor, Capability.NETWORK_READ).filter(case=file.pk)
    rows = rows.select_related("service", "partner__partner", "author__staff")
    return rows.order_by(F("until").desc(nulls_first=True), "written_at", "id")


def who(row: NetworkTie, language: str) -> str:
    """By what name somebody or some service goes here; a function, when no name was told."""
    if row.service is not None:
        return department(row.service, language)
    return _partner(row.partner) if row.partner is not None else row.name or row.function


def _line(row: NetworkTie, names: Mapping[uuid.UUID, str], today: dt.date, language: str) -> Line:
    side = side_of(row.circle, row.service_id)
    here, ended = row.lives == Lives.HERE, is_ended(row.until, today)
    told, about = _names(row.confided_by, names), _names(row.concerns, names)
    return Line(row, side, who(row, language), None, here, ended, told, () if about == told else about)


def _known(row: KnownMember, names: Mapping[uuid.UUID, str], today: dt.date) -> Line:
    name = names.get(row.person, "") if row.person else row.name
    told = _names(row.confided_by, names)
    return Line(row, Side.PERSON, name, None, True, is_ended(row.until, today), told, ())


def _names(persons: Sequence[uuid.UUID], names: Mapping[uuid.UUID, str]) -> tuple[str, ...]:
    return tuple(names[pk] for pk in persons if pk in names)


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """In the order of the page: persons, departments, outside; each with the number of its disc."""
    order = list(Side)
    sorted_lines = sorted(lines, key=lambda line: (order.index(line.side), line.ended))
    return [
        Line(line.row, line.side, line.name, number, line.here, line.ended, line.told_by, line.about)
        for number, line in enumerate(sorted_lines, 1)
    ]


def _told(row: Signal, language: str) -> FromWithin:
    theme = Theme(row.theme)
    done = row.state == SignalState.DONE
    named = department(row.origin_service, language)
    return FromWithin(row.sent_at.date(), named, THEMES[theme], THEME_ICONS[theme], done, "signals")


def _on_the_table(row: TableLine, language: str) -> FromWithin:
    ours = row.direction == Direction.FROM_SOCIAL
    other = row.recipient_service if ours else row.origin_service
    day, icon = day_of(row.asked_at), KIND_ICONS[row.kind]
    return FromWithin(
        day, department(other, language), row.get_kind_display(), icon, row.state != State.OPEN, "table", ours
    )
