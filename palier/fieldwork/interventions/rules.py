"""What agents of proximity are asked and what came of it: closed lists, deadlines, standard motives."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

WORDS_AT_MOST = 300  # letters of what is asked
SEEN_AT_MOST = 500
SPOT_AT_MOST = 80
PHOTOS_AT_MOST = 3  # of a place, with one visit
MINUTES_ON_SITE = 15  # where nobody said otherwise
PHONE_LINE = (dt.time(12, 30), dt.time(20, 20))
"""« Disponibles par téléphone entre 12h30 et 20h20 » (seed 001). What comes outside waits as a message."""


class Importance(IntEnum):
    """In which order agents go (seed 001: « ils filtrent les messages par importance »). One is the most urgent."""

    NOW = 1
    TODAY = 2
    THIS_WEEK = 3
    WHEN_THERE = 4


class MotiveCode(StrEnum):
    """Why agents come (seed 001). A service adds its own words to the list; these stay."""

    NEIGHBOUR_CONFLICT = "neighbour_conflict"
    BULKY_WASTE = "bulky_waste"
    SQUAT = "squat"
    PREVENTION = "prevention"
    ACCOMPANIMENT = "accompaniment"
    TECHNICAL = "technical"
    OTHER = "other"


class Part(StrEnum):
    """Where in a building or around it. The door of a dwelling is a place too; who lives there is not asked."""

    ENTRANCE = "entrance"
    STAIRS = "stairs"
    LIFT = "lift"
    LANDING = "landing"
    CELLAR = "cellar"
    BIN_ROOM = "bin_room"
    BIKE_ROOM = "bike_room"
    CAR_PARK = "car_park"
    GARDEN = "garden"
    SURROUNDINGS = "surroundings"
    ROOF = "roof"
    DOOR = "door"


AT_HER_DOOR = tuple(part for part in Part if part not in {Part.ROOF, Part.DOOR})
"""What a tenant names at her own door: what everybody there uses, never a front door (P22)."""


class Origin(StrEnum):
    """Who asks for a passage: tenants, any member of staff, a partner; or an agent saw it on the way."""

    TENANT = "tenant"
    STAFF = "staff"
    PARTNER = "partner"
    AGENT = "agent"


class AskedBy(StrEnum):
    """By which way it was asked."""

    PHONE = "phone"
    MESSAGE = "message"  # left outside the hours of the line
    COUNTER = "counter"
    SCREEN = "screen"
    ON_SITE = "on_site"


class State(StrEnum):
    """Where a request for a passage stands. Told closes it; who asked may open it again."""

    WAITING = "waiting"
    SEEN = "seen"
    TOLD = "told"
    JOINED = "joined"  # one event that was asked twice


class Outcome(StrEnum):
    """One tap on site (practice D, Round)."""

    NOTED = "noted"
    NOTHING_FOUND = "nothing_found"
    NOBODY = "nobody"
    NOTICE_LEFT = "notice_left"


class Seen(StrEnum):
    """Preset words for what was seen: things and places, never what a person is (P22)."""

    CALM = "calm"
    NOISE = "noise"
    DISPUTE = "dispute"
    WASTE = "waste"
    DAMAGE = "damage"
    FAULT = "fault"
    GATHERING = "gathering"
    OCCUPIED = "occupied"
    BLOCKED = "blocked"


class Done(StrEnum):
    """Preset words for what was done."""

    TALKED = "talked"
    LISTENED = "listened"
    EXPLAINED_RULES = "explained_rules"
    BROUGHT_TOGETHER = "brought_together"
    CLEARED = "cleared"
    SECURED = "secured"
    ACCOMPANIED = "accompanied"
    PASSED_ON = "passed_on"
    NOTICE_PUT_UP = "notice_put_up"


class Sentence(StrEnum):
    """The five sentences of which the asker is told one: what was done, never about anybody else (P22)."""

    WE_CAME = "we_came"
    WE_CAME_NOTHING = "we_came_nothing"
    PASSED_ON = "passed_on"
    WE_COME_BACK = "we_come_back"
    NOT_OURS = "not_ours"


@dataclass(frozen=True)
class StandardMotive:
    """A motive as shipped: how important, in how many hours somebody goes there, whether by two, whether delicate."""

    code: MotiveCode
    importance: Importance
    hours: int
    by_two: bool = False
    delicate: bool = False
    minutes: int = MINUTES_ON_SITE
    for_tenants: bool = True


STANDARD = (
    StandardMotive(MotiveCode.NEIGHBOUR_CONFLICT, Importance.TODAY, 24, by_two=True, delicate=True, minutes=30),
    StandardMotive(MotiveCode.BULKY_WASTE, Importance.THIS_WEEK, 72),
    StandardMotive(MotiveCode.SQUAT, Importance.NOW, 4, by_two=True, delicate=True, minutes=30),
    StandardMotive(MotiveCode.PREVENTION, Importance.WHEN_THERE, 168, minutes=20),
    StandardMotive(MotiveCode.ACCOMPANIMENT, Importance.TODAY, 24, minutes=30, for_tenants=False),
    StandardMotive(MotiveCode.TECHNICAL, Importance.THIS_WEEK, 72),
    StandardMotive(MotiveCode.OTHER, Importance.THIS_WEEK, 72),
)
"""What a service begins with. The hours are ours, by analogy; the service changes them."""


@dataclass(frozen=True)
class PassageDraft:
    """A passage to ask for. `asker_name`, `asker_phone`, `household`: who is to be told, when it is not staff."""

    motive: uuid.UUID
    place: uuid.UUID
    words: str = ""
    part: str = ""
    floor: int | None = None
    spot: str = ""
    dwelling: uuid.UUID | None = None
    origin: Origin = Origin.STAFF
    asked_by: AskedBy = AskedBy.PHONE
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    delicate: bool = False
    by_two: bool = False
    household: uuid.UUID | None = None
    asker_name: str = ""
    asker_phone: str = ""
    asker_language: str = ""


@dataclass(frozen=True)
class DoorDraft:
    """What a tenant asks at her own door. `phone`: where she may be called; nothing, she reads the answer."""

    motive: uuid.UUID
    place: uuid.UUID
    part: Part
    words: str = ""
    phone: str = ""


@dataclass(frozen=True)
class VisitDraft:
    """What was seen and done. `id`: given where it was noted, so that sending it twice keeps it once."""

    id: uuid.UUID
    intervention: uuid.UUID
    at: dt.datetime
    outcome: Outcome = Outcome.NOTED
    seen: tuple[Seen, ...] = ()
    done: tuple[Done, ...] = ()
    words: str = ""
    agreed: str = ""
    met: bool = False
    her_words: str = ""
    with_agent: uuid.UUID | None = None


@dataclass(frozen=True)
class MotiveDraft:
    """A motive in the words of the service. `hours`: within which somebody goes there; `minutes`: it takes there."""

    name_fr: str
    name_nl: str
    importance: Importance
    hours: int
    minutes: int = MINUTES_ON_SITE
    by_two: bool = False
    delicate: bool = False
    for_tenants: bool = True
    answer_fr: str = ""
    answer_nl: str = ""


def clean(text: str, at_most: int) -> str:
    """As it was typed, without what no database keeps."""
    return text.replace("\x00", "").strip()[:at_most]


def after(outcome: Outcome, state: State) -> State:
    """Where a request stands once somebody went there: nobody at home is not an answer."""
    return state if outcome == Outcome.NOBODY or state != State.WAITING else State.SEEN


SMALL = 5  # under it a figure of one organisation stays closed (D35)
HISTORY_DAYS = 90  # of a place, never of a person (practice D, Round)
DOUBLE_HOURS = 72  # within which the same motive at the same place may be the same event


@dataclass(frozen=True)
class Delay:
    """Between being asked and somebody being there, in hours, of `number` requests: the middle one, nine in ten."""

    number: int
    median: float | None
    nine_in_ten: float | None


def delay(hours: Sequence[float]) -> Delay:
    """The delays of some requests; closed when they are few."""
    if len(hours) < SMALL:
        return Delay(len(hours), None, None)
    inside = sorted(hours)
    return Delay(len(inside), inside[len(inside) // 2], inside[min(len(inside) - 1, len(inside) * 9 // 10)])


def line_is_open(moment: dt.datetime) -> bool:
    """Do agents answer the telephone now? `moment`: in Brussels time."""
    first, last = PHONE_LINE
    return first <= moment.time().replace(second=0, microsecond=0) <= last


def as_it_came(asked_by: AskedBy, moment: dt.datetime) -> AskedBy:
    """A call outside the hours of the line waits as a message; what came otherwise came so."""
    return AskedBy.MESSAGE if asked_by == AskedBy.PHONE and not line_is_open(moment) else asked_by


class Cover(StrEnum):
    """What is painted over in a photo: every face that is found, or a half of the picture."""

    FACES = "faces"
    UPPER = "upper"
    LOWER = "lower"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class PlacePhoto:
    """A photo as it may lie with a visit: a JPEG written anew, what was covered in it, how many faces still show."""

    data: bytes = field(repr=False)
    faces: int


def photo_id(visit: uuid.UUID, data: bytes) -> uuid.UUID:
    """Of its visit and its bytes: what is sent twice is kept once, and what lies on the disk can be checked by it."""
    return uuid.uuid5(visit, hashlib.sha256(data).hexdigest())
