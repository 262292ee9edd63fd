"""What the parts of the sector hand each other: sizes, companies, people at work, homes. Ids are texts."""

import datetime as dt
from dataclasses import dataclass, field

from palier.demo.dice import Calendar
from palier.demo.make_up import Somebody, Template
from palier.kernel.positions import Position


@dataclass(frozen=True)
class Size:
    """How large the sector is and how much work was written down in it.

    Shares are of the households: files open, files closed, simple contacts of the year, requests of the year.
    """

    name: str
    households: int
    years: int = 5
    households_a_worker: int = 130
    homes_a_building: int = 24
    open_files: float = 0.2
    closed_files: float = 0.12
    contacts_a_file: int = 8
    simple_contacts: float = 0.15
    requests: float = 0.1
    contacts: int | None = None
    cast: bool = True
    bulk: bool = False


SIZES = {
    "tiny": Size("tiny", 300, households_a_worker=60, homes_a_building=12),
    "small": Size("small", 4_000),
    "sector": Size("sector", 40_000, households_a_worker=350, homes_a_building=40, bulk=True),
}


def measuring(households: int, years: int, contacts: int) -> Size:
    """A sector to measure on: a file for nine households in ten, exactly so many contacts, nobody of the cast."""
    return Size(
        "scale",
        households,
        years,
        households_a_worker=350,
        homes_a_building=40,
        open_files=0.72,
        closed_files=0.18,
        simple_contacts=0,
        requests=0,
        contacts=contacts,
        cast=False,
        bulk=True,
    )


BLOCK = 72  # homes of the building whose worker has sixty open files
FULL_CASELOAD = 60


@dataclass
class Worker:
    """A post, and who holds it."""

    post: str
    role: str
    name: str
    language: str
    user: str | None = None
    key: str = ""  # the name under which the cast knows it
    sites: list[str] = field(default_factory=list)
    supervisor: str | None = None


@dataclass
class Building:
    """A building and who looks after it."""

    id: str
    site: str
    worker: Worker
    capacity: int
    street_fr: str
    street_nl: str
    number: str
    postcode: str
    position: Position | None = None


@dataclass
class Company:
    """One of the sixteen, with its people and places."""

    id: str
    number: int
    slug: str
    dutch: float
    households: int
    households_before: int = 0  # in the companies before it
    top: str = ""
    services: dict[str, str] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)  # social workers, those with places first
    others: dict[str, Worker] = field(default_factory=dict)  # by role
    buildings: list[Building] = field(default_factory=list)


@dataclass
class Inhabitant:
    """A person of the register, with what the histories need to know."""

    id: str
    somebody: Somebody
    first_name: str
    last_name: str
    adult: bool


@dataclass
class Home:
    """A declared household with its people, its dwelling if it has one, and its assigned worker."""

    id: str
    template: Template
    people: list[Inhabitant]
    worker: Worker
    since: dt.date
    standing: str = "tenant"
    building: Building | None = None
    lease: str | None = None
    part: str = ""  # the part it plays in the cast
    protected: bool = False  # no list shows where it lives

    @property
    def adults(self) -> list[Inhabitant]:
        return [person for person in self.people if person.adult]


@dataclass(frozen=True)
class Folder:
    """Where an item lies, a file or an inbox, and whose it is (P2)."""

    subject: str
    case: str | None = None
    household: str | None = None
    persons: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str | None]:
        return {"subject_id": self.subject, "case_id": self.case, "household_id": self.household}

    @property
    def owners(self) -> dict[str, tuple[str, ...] | list[str]]:
        return {"confided_by": self.persons, "concerns": self.persons}


@dataclass
class File:
    """A social file to be written."""

    home: Home
    worker: Worker
    persons: list[Inhabitant]
    opened: dt.date
    closed: dt.date | None = None
    silent: bool = False
    pair: Worker | None = None
    domain: str = ""
    id: str = ""
    subject: str = ""

    @property
    def folder(self) -> Folder:
        return Folder(self.subject, self.id, self.home.id, tuple(self.concerns))

    @property
    def concerns(self) -> list[str]:
        return [person.id for person in self.persons]


@dataclass(frozen=True)
class Stage:
    """The day the sector stands on, and its size."""

    as_of: dt.date
    size: Size
    calendar: Calendar
