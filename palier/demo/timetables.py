"""When people can come, call or be visited: venues, sessions, a closure, and the appointments of a fortnight."""

import datetime as dt

from palier.demo import geography, names, positions
from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, at
from palier.demo.world import Company, File, Stage, Worker
from palier.identity.organisations.rules import Role, ServiceKind
from palier.registry.calendar.models import Appointment, Closure, SessionDuty, SessionSeries, Venue
from palier.registry.calendar.rules.appointments import AppointmentKind, AppointmentState
from palier.registry.calendar.rules.sessions import SessionKind

# Seed 001: drop-in three times a week at the head office and once at a branch, telephone from Monday to Friday, the
# agents' telephone from 12:30 to 20:20.
WEEK = "{1,2,3,4,5}"
SERIES = (
    (SessionKind.DROP_IN, "head", "{1,3,5}", "08:45", "11:30"),
    (SessionKind.DROP_IN, "branch", "{2}", "13:30", "16:00"),
    (SessionKind.PHONE, "", WEEK, "09:00", "12:00"),
    (SessionKind.PHONE, "", WEEK, "13:00", "16:00"),
    (SessionKind.AGENTS_PHONE, "", WEEK, "12:30", "20:20"),
    (SessionKind.APPOINTMENTS, "head", "{2,4}", "09:00", "12:30"),
    (SessionKind.APPOINTMENTS, "head", "{1,3,5}", "13:30", "16:30"),
)
MEETING_IN_DAYS = 9
# Working days from today, hour, minute, minutes, how: none of them overlap.
HOURS = (
    (-2, 14, 0, 45, AppointmentKind.OFFICE),
    (-1, 10, 0, 60, AppointmentKind.HOME),
    (0, 9, 30, 45, AppointmentKind.OFFICE),
    (0, 13, 30, 60, AppointmentKind.HOME),
    (0, 15, 30, 30, AppointmentKind.PHONE),
    (1, 9, 0, 45, AppointmentKind.OFFICE),
    (1, 14, 0, 60, AppointmentKind.HOME),
    (3, 11, 0, 60, AppointmentKind.HOME),
    (6, 13, 30, 45, AppointmentKind.OFFICE),
)
PURPOSES = {
    "fr": ("relire la lettre ensemble", "faire le point", "papiers du CPAS", "budget du mois", "visite annuelle"),
    "nl": (
        "samen de brief lezen",
        "stand van zaken",
        "papieren van het OCMW",
        "budget van de maand",
        "jaarlijks bezoek",
    ),
}


class Timekeeper:
    """Writes the timetable of one company into the sheaf."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.stage, self.company = sheaf, stage, company
        self.dice = Dice(stage.size.name, "timetables", company.slug)
        self.since = stage.as_of.replace(year=stage.as_of.year - stage.size.years, month=1, day=5)
        self.venues: dict[str, str] = {}

    def keep(self) -> None:
        """Venues, sessions with who holds them, and one closure to come."""
        self._venue("head", "Siège social", "Hoofdzetel")
        self._venue("branch", "Antenne du Brouillon", "Antenne Klad")
        for kind, where, weekdays, starts, ends in SERIES:
            made = self.dice.id(at(self.since))
            agents = kind == SessionKind.AGENTS_PHONE
            service = self.company.services[ServiceKind.PROXIMITY if agents else ServiceKind.SOCIAL]
            number = names.landline(900_000 + self.company.number * 100 + (5 if agents else 0))
            self.sheaf.add(
                SessionSeries,
                id=made,
                organisation_id=self.company.id,
                service_id=service,
                kind=kind,
                venue_id=self.venues.get(where),
                phone="" if where else number,
                weekdays=weekdays,
                every_weeks=1,
                starts=starts,
                ends=ends,
                valid=span(self.since),
            )
            self._duties(made, kind, weekdays)
        self._closure()

    def _venue(self, key: str, fr: str, nl: str) -> None:
        street_fr, street_nl = self.dice.pick(geography.STREETS)
        number, self.venues[key] = 2 * self.dice.between(1, 40), self.dice.id(at(self.since))
        placed = [building.position for building in self.company.buildings if building.position]
        position = positions.beside(placed[0 if key == "head" else -1], 150) if placed else None
        self.sheaf.add(
            Venue,
            id=self.venues[key],
            organisation_id=self.company.id,
            name_fr=fr,
            name_nl=nl,
            address_fr=f"{street_fr} {number}",
            address_nl=f"{street_nl} {number}",
            step_free=True if key == "head" else None,
            until=None,
            longitude=position and position.longitude,
            latitude=position and position.latitude,
        )

    def _duties(self, series: str, kind: str, weekdays: str) -> None:
        """One worker a weekday in turn; hours for appointments are everybody's."""
        days = [int(day) for day in weekdays.strip("{}").split(",")]
        if kind == SessionKind.AGENTS_PHONE:
            self._duty(series, self.company.others[Role.PROXIMITY_AGENT], [])
        elif kind == SessionKind.APPOINTMENTS:
            for worker in self.company.workers:
                self._duty(series, worker, [])
        else:
            for turn, day in enumerate(days):
                self._duty(series, self.company.workers[turn % len(self.company.workers)], [day])

    def _duty(self, series: str, worker: Worker, weekdays: list[int]) -> None:
        listed = "{" + ",".join(map(str, weekdays)) + "}"
        made = self.dice.id(at(self.since))
        self.sheaf.add(
            SessionDuty, id=made, series_id=series, post_id=worker.post, weekdays=listed, valid=span(self.since)
        )

    def _closure(self) -> None:
        day = self.stage.calendar.on_or_after(self.stage.as_of + dt.timedelta(days=MEETING_IN_DAYS))
        self.sheaf.add(
            Closure,
            id=self.dice.id(at(self.stage.as_of)),
            organisation_id=self.company.id,
            days=span(day, day + dt.timedelta(days=1)),
            kinds="{" + SessionKind.PHONE + "}",
            venue_id=None,
            words_fr="réunion de service",
            words_nl="dienstvergadering",
        )

    def appointments(self, files: list[File]) -> None:
        """For each worker a few hours around today, with people whose file she has open."""
        for worker in self.company.workers:
            own = [file for file in files if file.worker is worker and not file.closed and file.home.building]
            for hour, file in zip(HOURS, self.dice.shuffled(own), strict=False):
                self._appointment(worker, file, *hour)

    def _appointment(
        self, worker: Worker, file: File, days: int, hour: int, minute: int, minutes: int, kind: AppointmentKind
    ) -> None:
        day = self._working_day(days)
        start, written = at(day, hour, minute), at(self.stage.calendar.before(self.stage.as_of), 11, 15)
        over = days < 0
        self.sheaf.add(
            Appointment,
            id=self.dice.id(written),
            organisation_id=self.company.id,
            subject_id=file.subject,
            worker_id=worker.post,
            household_id=file.home.id,
            who="",
            confided_by=file.concerns,
            concerns=file.concerns,
            kind=kind,
            span=f'["{start.isoformat()}","{(start + dt.timedelta(minutes=minutes)).isoformat()}")',
            venue_id=self.venues["head"] if kind == AppointmentKind.OFFICE else None,
            purpose=self.dice.pick(PURPOSES[worker.language]) if self.dice.chance(0.7) else "",
            interpreter=self.dice.pick(("ary", "ti", "tr", "ro")) if self.dice.chance(0.2) else "",
            notice="by_letter" if kind == AppointmentKind.HOME else "",
            state=AppointmentState.MET if over and days == -2 else AppointmentState.PLANNED,
            agreed="",
            author_id=worker.post,
            written_at=written,
            ends_on=None,
            version=1,
        )

    def _working_day(self, days: int) -> dt.date:
        """So many working days from today; today, or the next working day, is the first."""
        calendar = self.stage.calendar
        day = calendar.on_or_after(self.stage.as_of)
        for _ in range(abs(days)):
            day = calendar.on_or_after(day + dt.timedelta(days=1)) if days > 0 else calendar.before(day)
        return day
