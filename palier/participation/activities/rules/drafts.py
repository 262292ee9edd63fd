"""What is written of an activity and of what stands beside it, before it is kept."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from palier.kernel.parties import Party
from palier.participation.activities.rules import IdeaState, NeedState


@dataclass(frozen=True)
class ActivityDraft:
    """An activity. `ends` None: without end yet; `closed_on` None: it runs; `owner`: the post that answers for it."""

    axis: str
    kind: str
    title_fr: str
    title_nl: str
    starts: dt.date
    temporality: str
    places: tuple[uuid.UUID, ...]
    owner: uuid.UUID
    branch: str = ""
    subjects: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    partners: tuple[uuid.UUID, ...] = ()
    about_fr: str = ""
    about_nl: str = ""
    ends: dt.date | None = None
    origin_words: str = ""
    why_together: str = ""
    outcome: str = ""
    closed_on: dt.date | None = None


@dataclass(frozen=True)
class StageDraft:
    """What part inhabitants had at a stage, and what limited it."""

    stage: str
    on: dt.date
    inhabitants: str
    limits: str = ""


@dataclass(frozen=True)
class SessionDraft:
    """A day of an activity. `took_part`: how many by kind of party, None while it is still to come."""

    on: dt.date
    method: str
    at: dt.time | None = None
    where_fr: str = ""
    where_nl: str = ""
    dwellings: int = 0
    posters: int = 0
    volunteers: int = 0
    tenants: int = 0
    young: int = 0
    took_part: dict[Party, int] | None = field(default=None)
    contributions: str = ""


@dataclass(frozen=True)
class OriginDraft:
    """What was observed, of a site or larger."""

    place: uuid.UUID
    theme: str
    observed_on: dt.date
    words: str


@dataclass(frozen=True)
class RulesDraft:
    """The rules of a place, in both languages. `until`: their last day, None while they stand."""

    place: uuid.UUID
    kind: str
    title_fr: str
    title_nl: str
    words_fr: str
    words_nl: str
    since: dt.date
    until: dt.date | None = None


@dataclass(frozen=True)
class IdeaDraft:
    """What tenants wish to set up. `household`: whom to tell, None: nobody in particular."""

    words: str
    asked_by: str
    place: uuid.UUID | None = None
    household: uuid.UUID | None = None


@dataclass(frozen=True)
class IdeaAnswer:
    """What becomes of an idea: how far it is, the activity it became, what was answered."""

    state: IdeaState
    activity: uuid.UUID | None = None
    answer: str = ""


@dataclass(frozen=True)
class NeedDraft:
    """What a partner asks for, and what came of it."""

    partner: uuid.UUID
    what: str
    for_on: dt.date
    words: str
    state: NeedState = NeedState.ASKED
    answer: str = ""
