"""What a week holds: sessions to hold and people to meet, in a number of statements that does not grow with it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.kernel.days import ONE_DAY, day_of, public_holiday
from palier.kernel.errors import Refused
from palier.kernel.names import initials
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.labels import APPOINTMENT_ICONS
from palier.registry.calendar.models import Appointment
from palier.registry.calendar.queries import SessionRow
from palier.registry.calendar.rules.appointments import AppointmentKind, AppointmentState
from palier.registry.calendar.rules.sessions import Span, days
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.safety import queries as safety
from palier.registry.safety.queries import AtTheDoor

WEEK = dt.timedelta(days=6)
LOOKS_AHEAD = dt.timedelta(days=21)
OFFERED_AT_MOST = 12


@dataclass(frozen=True)
class Meeting:
    """An appointment as its reader sees it. `where`: the door of a home visit, the venue of an office one.

    `home`: of a visit to a household of the register.
    """

    row: Appointment
    who: str
    where: str
    protected: bool
    interpreter: str
    mine: bool
    icon: str
    safety: tuple[AtTheDoor, ...] = ()  # what to do at the door of a visit
    home: housing.Home | None = None

    @property
    def initials(self) -> str:
        return ", ".join(initials(name) for name in self.who.split(", "))

    @property
    def hidden_on_paper(self) -> bool:
        """A protected address stands on no paper, not even that of who knows it (P11)."""
        return self.protected or bool(self.home and self.home.lease and self.home.lease.protected)

    @property
    def start(self) -> dt.datetime:
        return self.row.span.lower  # type: ignore[no-any-return]

    @property
    def end(self) -> dt.datetime:
        return self.row.span.upper  # type: ignore[no-any-return]


@dataclass(frozen=True)
class AgendaDay:
    """A day: the sessions the actor holds, her meetings in order, the legal holiday that falls on it."""

    day: dt.date
    sessions: tuple[SessionRow, ...]
    meetings: tuple[Meeting, ...]
    holiday: str

    @property
    def hours(self) -> list[SessionRow | Meeting]:
        """Both, in the order in which they begin; a session before who comes to it."""
        both: list[SessionRow | Meeting] = [*self.sessions, *self.meetings]
        return sorted(both, key=lambda one: one.start)


def week(actor: Actor, first: dt.date, language: str) -> list[AgendaDay]:
    """The seven days from `first`. One line of the read ledger for what is shown."""
    found = day_by_day(actor, first, first + WEEK, language)
    note_meetings(actor, [one for day in found for one in day.meetings])
    return found


def note_meetings(actor: Actor, shown: Iterable[Meeting]) -> None:
    """One line of the read ledger for what is shown; none for nothing."""
    subjects = {one.row.subject_id for one in shown}
    if subjects:
        note_read(actor, "agenda", subjects=subjects, ground="in_the_team")


def of_today(actor: Actor, language: str) -> AgendaDay:
    """Today, for a page that gathers; that page writes the line of the ledger."""
    return day_by_day(actor, actor.today, actor.today, language)[0]


def day_by_day(actor: Actor, first: dt.date, last: dt.date, language: str) -> list[AgendaDay]:
    meetings = _meetings(actor, list(calendar.appointments(actor, first, last)), language)
    held = [row for row in calendar.sessions(first, last, organisation=actor.organisation) if actor.post in row.posts]
    return [
        AgendaDay(
            day=day,
            sessions=tuple(row for row in held if row.day == day and not row.closed),
            meetings=tuple(one for one in meetings if day_of(one.start) == day),
            holiday=holiday.in_(language) if (holiday := public_holiday(day)) else "",
        )
        for day in days(first, last)
    ]


def opened(actor: Actor, pk: uuid.UUID, language: str) -> Meeting:
    """One appointment, opened: a line in the ledger says so. Raises Refused."""
    row = calendar.appointment(actor, pk)
    ground = "in_the_team" if row.subject_id in actor.subjects else "emergency_is_open"
    note_read(actor, "appointment", reference=pk, subjects=[row.subject_id], ground=ground)
    return _meetings(actor, [row], language)[0]


def _meetings(actor: Actor, rows: Sequence[Appointment], language: str) -> list[Meeting]:
    visited = [row.household_id for row in rows if row.kind == AppointmentKind.HOME and row.household_id]
    homes = housing.homes(actor, list(dict.fromkeys(visited)), language) if visited else {}
    doors = safety.at_doors(actor, list(dict.fromkeys(visited))) if visited else {}
    concerned = list({pk for row in rows for pk in row.concerns})
    names = {one.person: one.name for one in people.door_names(actor, persons=concerned)} if concerned else {}
    made = []
    for row in rows:
        home = homes.get(row.household_id) if row.household_id else None
        found = [names[pk] for pk in row.concerns if pk in names]
        label = row.household.label if row.household else ""
        venue = getattr(row.venue, f"name_{language}") if row.venue else ""
        spoken = SPOKEN_LANGUAGES.get(row.interpreter)
        made.append(
            Meeting(
                row=row,
                who=", ".join(found) or row.who or label,
                where=home.address if home else venue,
                protected=bool(home and home.protected),
                interpreter=spoken.name.in_(language) if spoken else row.interpreter,
                mine=row.worker_id == actor.post,
                icon=APPOINTMENT_ICONS[AppointmentKind(row.kind)],
                safety=tuple(doors.get(row.household_id, ())) if home and row.household_id else (),
                home=home,
            )
        )
    return made


@dataclass(frozen=True)
class Around:
    """What the form knows of a household: its name, who lives there, my open files about it, where one may meet."""

    household: uuid.UUID | None
    label: str
    persons: dict[uuid.UUID, str]
    files: dict[uuid.UUID, dt.date]
    venues: dict[uuid.UUID, str]


def around(actor: Actor, household: uuid.UUID | None, language: str) -> Around:
    """Raises Refused for a household that is not there for the actor."""
    name = f"name_{language}"
    venues = {one.pk: getattr(one, name) for one in calendar.venues(actor.organisation, actor.today)}
    if household is None:
        return Around(None, "", {}, {}, venues)
    rows = housing.rows(actor, [household], language)
    if not rows:
        raise Refused()
    open_files = [file for file in cases.cases_of(actor, household) if file.closed_on is None]
    return Around(
        household=household,
        label=rows[0].label,
        persons={one.person: one.name for one in people.door_names(actor, households=[household])},
        files={file.subject_id: file.opened_on for file in open_files if file.subject_id in actor.subjects},
        venues=venues,
    )


def offered(actor: Actor, minutes: int, after: dt.date | None = None) -> list[Span]:
    """The next free slots of the actor, the first of each half day first in mind: a dozen at most."""
    first = max(after or actor.today, actor.today)
    return calendar.offered(actor, first, first + LOOKS_AHEAD, minutes=minutes)[:OFFERED_AT_MOST]


def to_answer(actor: Actor) -> int:
    """How many of my appointments of the last fortnight are over and not answered yet."""
    rows = calendar.appointments(actor, actor.today - 14 * ONE_DAY, actor.today)
    return rows.filter(worker=actor.post, state=AppointmentState.PLANNED, span__endswith__lt=actor.moment).count()


def may_write(actor: Actor, row: Appointment) -> bool:
    """An emergency opens an appointment for reading; changing it needs the team."""
    return row.subject_id in actor.subjects


@dataclass(frozen=True)
class Slip:
    """What a person takes with her: when, where unless it is at her door, with whom, which number to call."""

    meeting: Meeting
    worker: str
    phone: str
    language: str


def slip(actor: Actor, pk: uuid.UUID, language: str) -> Slip:
    """In the person's language when those concerned share one."""
    meeting = opened(actor, pk, language)
    row = meeting.row
    persons = people.persons(actor, list(row.concerns)).values() if permits(actor, Capability.HOUSEHOLD_READ) else ()
    spoken = {person.language for person in persons}
    only = spoken.pop() if len(spoken) == 1 else ""
    post = row.worker
    phone = post.staff.phone or (post.service.phone if post.service else "")
    return Slip(meeting, str(post.staff), phone, only if only in {"fr", "nl"} else language)
