"""Pure decisions of individual social work: closed lists, transitions, terms. `today` is always an argument."""

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum

from palier.access.rights.rules import TermKey, Terms
from palier.access.rules import Tier, aide_memoire_ends
from palier.kernel.approaches import Approach as Approach
from palier.kernel.domains import Domain as Domain
from palier.kernel.terms import Term

ENDS_SOON_DAYS = 14  # from when a worker is told that a term comes
ORIGIN_AT_MOST = 120  # letters of the name of a service or body
SILENCE_DAYS = 60  # after which My day asks, and three answers stop the clock (P34)


class RequesterKind(StrEnum):
    """Who asks (domain.md section 10, list 1)."""

    TENANT = "tenant"
    APPLICANT = "applicant"
    FORMER_TENANT = "former_tenant"
    HOUSEHOLD_MEMBER = "household_member"
    NEIGHBOUR = "neighbour"
    SERVICE = "service"
    PARTNER = "partner"
    WORKER = "worker"
    COLLEAGUE = "colleague"  # of the service: one who asks for a second worker, say (P2)


class Channel(StrEnum):
    """How a contact took place (domain.md section 10, list 3; seed 000)."""

    DROP_IN = "drop_in"
    PHONE = "phone"
    HOME = "home"
    OFFICE = "office"
    LETTER = "letter"
    MAIL = "mail"
    FIELD = "field"
    ACCOMPANIMENT = "accompaniment"
    SCREEN = "screen"  # at the tenant's own door


class ContactPlace(StrEnum):
    """Where people met (seed 000: interviews take place in the company's premises). Nowhere, for a call or a letter."""

    PREMISES = "premises"
    HOME = "home"
    OUTSIDE = "outside"
    ELSEWHERE = "elsewhere"  # at another service, in hospital, at a friend's


USUAL_PLACES = {
    Channel.DROP_IN: ContactPlace.PREMISES,
    Channel.OFFICE: ContactPlace.PREMISES,
    Channel.HOME: ContactPlace.HOME,
    Channel.FIELD: ContactPlace.OUTSIDE,
    Channel.ACCOMPANIMENT: ContactPlace.ELSEWHERE,
}


def usual_place(channel: str) -> str:
    """Where a contact of this kind takes place unless another place was said; "" for a call, a letter or a mail."""
    return USUAL_PLACES.get(Channel(channel), "") if channel else ""


class Result(StrEnum):
    """Who reached whom (practice D, one-minute capture)."""

    THEY_CAME = "they_came"
    I_CALLED = "i_called"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"


class RequestState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    JOINED = "joined"
    ANSWERED = "answered"


class AccompanimentType(StrEnum):
    """Kinds of support; the kind follows the analysis and changes with it (seed 000)."""

    INFORMATION = "information"
    ADMINISTRATIVE = "administrative"
    BUDGET = "budget"
    PSYCHOSOCIAL = "psychosocial"
    MEDIATION = "mediation"
    REHOUSING = "rehousing"


class HelpGiven(StrEnum):
    """What a worker gave in a contact (seed 001: advise, orient, explain the steps to take). More than one is usual."""

    ADVICE = "advice"
    ORIENTATION = "orientation"
    EXPLANATION = "explanation"


class Undoable(StrEnum):
    """What can be put back for some seconds after one's own change."""

    CASE = "case"
    REQUEST = "request"
    STEP = "step"
    WORD = "word"


class Goal(StrEnum):
    """The four goals of social accompaniment (seed 002)."""

    FIT_IN = "fit_in"
    USE_THE_DWELLING = "use_the_dwelling"
    KNOW_THE_DUTIES = "know_the_duties"
    REACH_HELP = "reach_help"


HOUSING_PROJECT = "housing_project"
"""Towards what a step may also go: what the person wants of a home (seed 002: « la poursuite du projet logement »)."""


class Tie(StrEnum):
    """What somebody who lives there is to the person who tells it; in words, never a status (P4)."""

    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    OTHER_FAMILY = "other_family"
    FRIEND = "friend"
    OTHER = "other"


class StepState(StrEnum):
    """A small step. *Not now* is an answer, not a failure (P36); any step opens again freely."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_NOW = "not_now"


class Outcome(StrEnum):
    """How a file ends (domain.md section 10, list 8). None is a sanction."""

    TENANCY_KEPT = "tenancy_kept"
    REHOUSED = "rehoused"
    EVICTED = "evicted"
    NO_CHANGE_POSSIBLE = "no_change_possible"
    WITHDREW = "withdrew"


KEEPS_TENANCY = {
    Outcome.TENANCY_KEPT: True,
    Outcome.REHOUSED: False,
    Outcome.EVICTED: False,
}


def tenancy_kept(outcome: Outcome, told: bool | None = None) -> bool | None:
    """Was the tenancy kept (seed 000)? `told`: what the worker knows, where the outcome does not say. None: unknown."""
    return KEEPS_TENANCY.get(outcome, told)


def erased_on(closed_on: datetime.date, term: Term) -> datetime.date:
    """The day on which a closed file is erased, shown before anybody closes it."""
    return term.after(closed_on)


def no_demand_ends(on: datetime.date, term: Term) -> datetime.date:
    """When facts seen about a person who asked nothing end (P33)."""
    return term.after(on)


def ends_soon(ends_on: datetime.date | None, today: datetime.date) -> bool:
    """Does a term fall in the coming days, today included?"""
    return ends_on is not None and 0 <= (ends_on - today).days <= ENDS_SOON_DAYS


class Renewal(StrEnum):
    """Where the renewal of a request that nobody asked stands, for the worker who looks at it (P33)."""

    OPEN = "open"
    MINE = "mine"
    HERS = "hers"
    OVER = "over"


def renewal(
    ends_on: datetime.date | None, proposed: bool, by_me: bool, confirmed: bool, today: datetime.date
) -> Renewal:
    """Nobody proposed it yet, I did, a colleague did and I may confirm, or the term is over. A new term begins anew."""
    if ends_on is None or ends_on < today:
        return Renewal.OVER
    if not proposed or confirmed:
        return Renewal.OPEN
    return Renewal.MINE if by_me else Renewal.HERS


def lives_there(until: datetime.date | None, today: datetime.date) -> bool:
    """Does somebody still live there? The last day counts; without one, she does."""
    return until is None or until >= today


def may_refer(has_analysis: bool) -> bool:
    """Passing a person on needs an analysis; giving her information does not (P14)."""
    return has_analysis


def may_close(closed_on: datetime.date | None) -> bool:
    """An open file may be closed at any time; support is always the tenant's free choice."""
    return closed_on is None


def is_silent(last_contact: datetime.date | None, today: datetime.date) -> bool:
    """True when a file has had no contact for longer than SILENCE_DAYS."""
    return last_contact is not None and (today - last_contact).days > SILENCE_DAYS


def age_in_days(since: datetime.date, today: datetime.date) -> int:
    """Days a thing has waited; never negative."""
    return max(0, (today - since).days)


class SilenceAnswer(StrEnum):
    """Three answers in one tap when a file has been silent; the last two stop the clock (P34)."""

    TAKING_UP = "taking_up"
    AGREED_SO = "agreed_so"
    ENDED_AT_HER_WISH = "ended_at_her_wish"


@dataclass(frozen=True)
class RequestDraft:
    """What a person asks, as written down. The text is the only thing that must be there.

    `also`: other themes of the same request. `topics`: words of the company's own. `origin`: the service or body that
    asked.
    """

    text: str
    household: uuid.UUID | None = None
    confided_by: tuple[uuid.UUID, ...] = ()
    concerns: tuple[uuid.UUID, ...] = ()
    requester_kind: str = ""
    no_demand: bool = False
    domain: str = ""
    channel: str = ""
    also: tuple[str, ...] = ()
    topics: tuple[uuid.UUID, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class ContactDraft:
    """One contact, as written down. `facts` is the only thing that must be there.

    `readers`: posts named to read a contact of tier pair or reinforced, besides its author.
    `place`: where people met; unsaid, the usual place of its channel. `support`: the kind of support it was
    part of. `given`: what she was given, of `HelpGiven`. `confided_tier`: tier of the second box. `next_step`,
    `next_day`: what follows, in the same gesture.
    """

    facts: str
    case: uuid.UUID | None = None
    household: uuid.UUID | None = None
    who: str = ""
    persons: tuple[uuid.UUID, ...] = ()
    at: datetime.datetime | None = None
    channel: str = ""
    result: str = ""
    domain: str = ""
    place: str = ""
    support: str = ""
    given: tuple[str, ...] = ()
    tier: Tier = Tier.TEAM
    readers: tuple[uuid.UUID, ...] = ()
    confided: str = ""
    confided_tier: Tier = Tier.TEAM
    next_step: str = ""
    next_day: datetime.date | None = None
    next_is_call: bool = False


@dataclass(frozen=True)
class CaseDraft:
    """A file to open: whose, agreed by whom and when, in whose own words."""

    household: uuid.UUID
    agreed_by: tuple[uuid.UUID, ...]
    agreed_on: datetime.date
    concerns: tuple[uuid.UUID, ...] = ()
    own_words: str = ""
    domain: str = ""
    approaches: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    housing_project: str = ""


@dataclass(frozen=True)
class KnownDraft:
    """Somebody who really lives or sleeps there: a person of the register or a name, the only thing that must be there.

    `readers`: posts named to read it when it is reinforced, besides its author.
    """

    person: uuid.UUID | None = None
    name: str = ""
    tie: str = ""
    custody: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    trusted: bool = False
    own_words: str = ""
    confided_by: tuple[uuid.UUID, ...] = ()
    tier: Tier = Tier.TEAM
    readers: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class StepDraft:
    """A small step to plan."""

    text: str
    due: datetime.date | None = None
    goal: str = ""
    concerns: tuple[uuid.UUID, ...] = ()
    call_back: bool = False


def item_ends(tier: Tier, has_case: bool, on: datetime.date, terms: Terms) -> datetime.date | None:
    """The last day on which a contact is kept: an aide-mémoire's, one's without a file, else its file's (None)."""
    if tier == Tier.AUTHOR:
        return aide_memoire_ends(on, terms[TermKey.AIDE_MEMOIRE])
    return None if has_case else terms[TermKey.SIMPLE_CONTACT].after(on)
