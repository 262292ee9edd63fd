"""Five years of social work in one company: which households have a file, who works in it, what else was asked."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from palier.access.models import Subject, TeamMember
from palier.access.rules import Duty, SubjectKind
from palier.casework.cases.models import Case
from palier.casework.cases.rules import Domain, Goal, Outcome, tenancy_kept
from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, at, shares
from palier.demo.doors import Doorkeeper
from palier.demo.gatherings import Gatherings
from palier.demo.items import Items
from palier.demo.keeping import Keeper
from palier.demo.making_known import Correspondent
from palier.demo.mobility import Mover
from palier.demo.passages import ask_for_passages
from palier.demo.surroundings import Surroundings
from palier.demo.timetables import Timekeeper
from palier.demo.together import Together
from palier.demo.walking import walk
from palier.demo.without_agreement import Exceptions
from palier.demo.world import FULL_CASELOAD, Company, File, Home, Inhabitant, Stage, Worker
from palier.identity.organisations.models import Replacement
from palier.identity.organisations.rules import Role

DOMAINS = (
    (Domain.ADMINISTRATIVE, 20),
    (Domain.FINANCIAL, 14),
    (Domain.SOCIAL_RIGHTS, 13),
    (Domain.ARREARS, 11),
    (Domain.HEALTH, 9),
    (Domain.FAMILY, 8),
    (Domain.HOUSING_MAINTENANCE, 6),
    (Domain.HOUSING_TRANSFER, 5),
    (Domain.NEIGHBOURHOOD, 4),
    (Domain.SOCIO_PROFESSIONAL, 3),
    (Domain.HOUSING_ACCOUNTS, 2),
    (Domain.SAFETY, 2),
    (Domain.CIVIC_LIFE, 1),
    (Domain.EVICTION_RISK, 1),
    (Domain.HOUSING_WORKS, 1),
)
OUTCOMES = (
    (Outcome.TENANCY_KEPT, 70),
    (Outcome.REHOUSED, 8),
    (Outcome.EVICTED, 1),
    (Outcome.NO_CHANGE_POSSIBLE, 7),
    (Outcome.WITHDREW, 14),
)
APPROACHES = ((("preventive",), 50.0), (("curative",), 35.0), (("preventive", "curative"), 10.0), ((), 5.0))
TEAM_OF_REPLACEMENT = 3_000  # the widest reader that measurements use (D13)


@dataclass
class Historian:
    """Tells the histories of one company's homes into the sheaf."""

    sheaf: Sheaf
    stage: Stage
    company: Company
    words: Any = None  # in bulk: text to its search words; else the table's trigger makes them
    measured: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = Dice(self.stage.size.name, self.stage.as_of, "histories", self.company.slug)
        self.items = Items(self.sheaf, self.stage, self.company, self.dice, self.words)
        self.keeper = Keeper(self.sheaf, self.stage, self.company)
        self.teams: dict[str, list[str]] = {}  # post: the subjects it looks after, its inbox first
        self.beside: dict[str, set[str]] = {}  # post: the subjects in which it helps
        for worker in self.company.workers:
            self.teams[worker.post] = [worker.post]

    def tell(self, homes: list[Home]) -> None:
        """Files first, then what stays without a file, then what other services send."""
        files = self._files(homes)
        counts = self._contacts_of_each(files)
        for file, count in zip(files, counts, strict=True):
            self._file(file, count)
        if not self.stage.size.bulk:
            Surroundings(self.sheaf, self.stage, self.company).tell(files)
        Exceptions(self.sheaf, self.stage, self.company).tell(files)
        timekeeper = Timekeeper(self.sheaf, self.stage, self.company)
        timekeeper.keep()
        timekeeper.appointments(files)
        Together(self.sheaf, self.stage, self.company).tell()
        Gatherings(self.sheaf, self.stage, self.company).tell()
        walk(self.sheaf, self.stage, self.company)
        tenants = [home for home in homes if home.standing == "tenant"]
        Correspondent(self.items).tell(tenants, homes)
        ask_for_passages(self.items)
        Mover(self.sheaf, self.stage, self.company).keep(tenants)
        Doorkeeper(self.sheaf, self.stage, self.company).keep(homes)
        self._cover()
        self._measure(files)

    # -- which files -------------------------------------------------------------------------------------------

    def _files(self, homes: list[Home]) -> list[File]:
        size = self.stage.size
        played = [home for home in homes if home.part and home.lease]
        block = [home for home in homes if home.worker.key == "dries"]
        rest = self.dice.shuffled([home for home in homes if home.worker.key != "dries" and home not in played])
        more = 2 if played and not size.bulk else 1  # where the cast works there is more to see
        share = min(0.8, size.open_files * more)
        wanted = round((self.company.households - len(block)) * share)
        opened = [*played, *block[:FULL_CASELOAD], *rest[: max(0, wanted - len(played))]]
        later = [*rest[max(0, wanted - len(played)) :], *block[FULL_CASELOAD:]]
        closed = later[: round(self.company.households * size.closed_files)]
        files = [self._open(home) for home in opened] + [self._closed(home) for home in closed]
        return [*files, *(self._file_of_the_other(home) for home in played if home.part == "apart")]

    def _open(self, home: Home) -> File:
        span_days = 365 * self.stage.size.years
        age = min(span_days, 12 + int(self.dice.chance_of.expovariate(1 / (span_days / 3.5))))
        opened = self.stage.calendar.on_or_after(self.stage.as_of - dt.timedelta(days=age))
        opened = min(opened, self.stage.calendar.before(self.stage.as_of))
        file = File(home, home.worker, self._persons(home), opened)
        file.silent = not home.part and age > 150 and self.dice.chance(0.12)
        return self._with_pair(file)

    def _closed(self, home: Home) -> File:
        closed = self.stage.as_of - dt.timedelta(days=self.dice.between(15, 365 * self.stage.size.years - 30))
        opened = closed - dt.timedelta(days=self.dice.between(30, 700))
        calendar = self.stage.calendar
        file = File(home, home.worker, self._persons(home), calendar.before(opened), calendar.before(closed))
        return self._with_pair(file)

    def _persons(self, home: Home) -> list[Inhabitant]:
        """Whom a file is about: mostly one adult, who agreed; one person each where two must be kept apart (P2)."""
        adults = home.adults or home.people[:1]
        if home.part == "apart":
            return adults[:1]
        return adults[:2] if len(adults) > 1 and self.dice.chance(0.25) else [self.dice.pick(adults)]

    def _file_of_the_other(self, home: Home) -> File:
        """The second partner of the cast has a worker of his own, and a file she never sees."""
        other = next((worker for worker in self.company.workers if worker.key == "emma"), home.worker)
        opened = self.stage.calendar.before(self.stage.as_of - dt.timedelta(days=70))
        return File(home, other, home.people[1:2], opened, domain=Domain.ADMINISTRATIVE.value)

    def _with_pair(self, file: File) -> File:
        file.domain = str(self.dice.weighted(DOMAINS))
        others = [one for one in self.company.workers if one.post != file.worker.post and one.key != "dries"]
        if others and self.dice.chance(0.15):
            file.pair = self.dice.pick(others)
        return file

    def _contacts_of_each(self, files: list[File]) -> list[int]:
        """Contacts a file: few files have many, each has one at least."""
        size = self.stage.size
        total = size.contacts_a_file * len(files)
        if size.contacts is not None:
            total = self._share_of(size.contacts)
        weights = [0.1 + self.dice.chance_of.expovariate(1) for _ in files]
        return [1 + more for more in shares(max(0, total - len(files)), weights)]

    def _share_of(self, contacts: int) -> int:
        """This company's part of a total, so that the sixteen sum to it exactly."""
        whole, before = self.stage.size.households, self.company.households_before
        return contacts * (before + self.company.households) // whole - contacts * before // whole

    # -- a file ------------------------------------------------------------------------------------------------

    def _file(self, file: File, contacts: int) -> None:
        dice, morning = self.dice, at(file.opened, 9, 5)
        file.id, file.subject = dice.id(morning), dice.id(morning)
        self.sheaf.add(
            Subject, id=file.subject, organisation_id=self.company.id, kind=SubjectKind.CASE, created_at=morning
        )
        self._team(file)
        last = self.items.contacts(file, contacts)
        outcome = dice.weighted(OUTCOMES) if file.closed else None
        agreed = (
            self.stage.as_of + dt.timedelta(days=dice.between(20, 150)) if file.silent and dice.chance(0.4) else None
        )
        words = self.items.of(file.worker)
        self.sheaf.add(
            Case,
            id=file.id,
            organisation_id=self.company.id,
            subject_id=file.subject,
            household_id=file.home.id,
            concerns=file.concerns,
            agreed_by=file.concerns,
            agreed_on=file.opened,
            opened_on=file.opened,
            domain=file.domain,
            approaches=list(dice.weighted(APPROACHES)),
            housing_project=dice.pick(words.housing_project) if dice.chance(0.3) else "",
            goals=[str(goal) for goal in Goal if dice.chance(0.4)],
            own_words=dice.pick(words.own_words) if dice.chance(0.6) else "",
            last_contact_on=last,
            silence_agreed_until=agreed,
            closed_on=file.closed,
            outcome=str(outcome or ""),
            tenancy_kept=tenancy_kept(outcome) if outcome else None,
            changed_at=at(file.closed or last, 16, 40),
        )
        self.items.first_request(file)
        self.items.analyses(file)
        self.items.steps(file)
        self.keeper.keep(file)

    def _team(self, file: File) -> None:
        self._join(
            file.subject, file.worker.post, Duty.ASSIGNED, file.worker.post, span(file.opened), file.opened, "opened"
        )
        self.teams[file.worker.post].append(file.subject)
        if file.pair:
            self._join(file.subject, file.pair.post, Duty.PAIR, file.worker.post, span(file.opened), file.opened)
            self.beside.setdefault(file.pair.post, set()).add(file.subject)
        trainee = self.company.others.get(Role.TRAINEE)
        if trainee and trainee.supervisor == file.worker.post and not file.home.part and self.dice.chance(0.5):
            since = max(file.opened, self.stage.as_of - dt.timedelta(days=45))
            self._join(file.subject, trainee.post, Duty.TRAINEE, file.worker.post, span(since), since)

    def _join(self, subject: str, post: str, duty: Duty, by: str, valid: str, since: dt.date, reason: str = "") -> None:
        self.sheaf.add(
            TeamMember,
            id=self.dice.id(at(since)),
            subject_id=subject,
            post_id=post,
            duty=duty,
            valid=valid,
            added_by_id=by,
            reason=reason,
            added_at=at(since, 9, 6),
        )

    # -- replacement and measuring -----------------------------------------------------------------------------

    def _worker(self, key: str) -> Worker | None:
        return next((worker for worker in self.company.workers if worker.key == key), None)

    def _cover(self) -> None:
        """A replacement in course, as sec.cover writes it. Without a cast it makes a team 3,000 files wide."""
        absent, covering = self._worker("farid"), self._worker("emma")
        if covering is None:
            return
        own = {*self.teams[covering.post][1:], *self.beside.get(covering.post, ())}
        if absent is not None:
            subjects = self.teams[absent.post]
        else:
            absent = next(worker for worker in self.company.workers if worker is not covering)
            others = [subject for post, files in self.teams.items() if post != covering.post for subject in files[1:]]
            subjects = [subject for subject in others if subject not in own][: TEAM_OF_REPLACEMENT - len(own)]
        since = self.stage.as_of - dt.timedelta(days=4)
        valid = span(since, self.stage.as_of + dt.timedelta(days=11))
        made = self.dice.id(at(since))
        self.sheaf.add(Replacement, id=made, absent_id=absent.post, covering_id=covering.post, valid=valid)
        for subject in subjects:
            self._join(subject, covering.post, Duty.REPLACEMENT, absent.post, valid, since, "replacement")
        self.measured["replacement"] = {"post": covering.post, "team": len(own.union(subjects))}

    def _measure(self, files: list[File]) -> None:
        full = self._worker("dries")
        if full is not None:
            open_files = [file for file in files if file.worker is full and not file.closed]
            self.measured["worker"] = {"post": full.post, "open_cases": len(open_files)}
            self.measured["head"] = {"post": self.company.others[Role.HEAD_OF_SERVICE].post}
