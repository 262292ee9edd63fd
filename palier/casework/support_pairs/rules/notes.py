"""What a pair notes, in the order of the cell's method (seed 004): blockage, what is there, ideas, steps, crisis."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class NoteGroup(StrEnum):
    """The five parts of the method, in its order (S4-045)."""

    BLOCKAGE = "blockage"
    AROUND = "around"
    IDEAS = "ideas"
    STEPS = "steps"
    CRISIS = "crisis"


class NoteKind(StrEnum):
    """What one note is."""

    BLOCKAGE = "blockage"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    BARRIER = "barrier"
    RIGHT = "right"
    HYPOTHESIS = "hypothesis"
    CHANGE = "change"
    STEP = "step"
    JOINT_VISIT = "joint_visit"
    NETWORK_MEETING = "network_meeting"
    PREPARING_MEETING = "preparing_meeting"
    ORIENTATION = "orientation"
    RETURN_HOME = "return_home"
    NO_CHANGE = "no_change"
    CRISIS_SIGNS = "crisis_signs"
    CRISIS_HELPS = "crisis_helps"
    CRISIS_CALL = "crisis_call"
    CRISIS_NOT = "crisis_not"
    CRISIS_KEEPER = "crisis_keeper"


GROUPS: dict[NoteGroup, tuple[NoteKind, ...]] = {
    NoteGroup.BLOCKAGE: (NoteKind.BLOCKAGE,),
    NoteGroup.AROUND: (NoteKind.PRIMARY, NoteKind.SECONDARY, NoteKind.BARRIER, NoteKind.RIGHT),
    NoteGroup.IDEAS: (NoteKind.HYPOTHESIS, NoteKind.CHANGE),
    NoteGroup.STEPS: (
        NoteKind.STEP,
        NoteKind.JOINT_VISIT,
        NoteKind.NETWORK_MEETING,
        NoteKind.PREPARING_MEETING,
        NoteKind.ORIENTATION,
        NoteKind.RETURN_HOME,
        NoteKind.NO_CHANGE,
    ),
    NoteGroup.CRISIS: (
        NoteKind.CRISIS_SIGNS,
        NoteKind.CRISIS_HELPS,
        NoteKind.CRISIS_CALL,
        NoteKind.CRISIS_NOT,
        NoteKind.CRISIS_KEEPER,
    ),
}
NEEDS_THE_DOOR = frozenset({NoteKind.JOINT_VISIT})
"""What is done at her door: not before it is open to the two of the pair."""
NEVER_SHARED = frozenset({NoteKind.CHANGE})
"""The stage of change is the pair's own thought: optional, dated, shown to nobody else, no ground of anything (P36)."""


class Detail(StrEnum):
    """The closed word of a note; which ones, its kind says."""

    TIES_BROKEN = "ties_broken"
    PROJECT_BLOCKED = "project_blocked"
    NO_DEMAND = "no_demand"
    ENTANGLED = "entangled"
    FAMILY = "family"
    FRIENDS = "friends"
    NEIGHBOURS = "neighbours"
    CARE = "care"
    TREATMENT = "treatment"
    SOCIAL_AID = "social_aid"
    ACCOMMODATION = "accommodation"
    DECENT_HOUSING = "decent_housing"
    HEALTH = "health"
    SOCIAL_SECURITY = "social_security"
    SOCIAL_ASSISTANCE = "social_assistance"
    LEGAL_AID = "legal_aid"
    PRIVATE_LIFE = "private_life"
    NOT_THINKING = "not_thinking"
    OF_TWO_MINDS = "of_two_minds"
    PREPARING = "preparing"
    TRYING = "trying"
    HOLDING = "holding"
    COME_BACK = "come_back"


STAGES_OF_CHANGE = (
    Detail.NOT_THINKING,
    Detail.OF_TWO_MINDS,
    Detail.PREPARING,
    Detail.TRYING,
    Detail.HOLDING,
    Detail.COME_BACK,
)
"""Being of two minds is one of them, not a refusal (S4-074); coming back to an earlier point is no failure."""


DETAILS: dict[NoteKind, tuple[Detail, ...]] = {
    NoteKind.BLOCKAGE: (Detail.TIES_BROKEN, Detail.PROJECT_BLOCKED, Detail.NO_DEMAND, Detail.ENTANGLED),
    NoteKind.PRIMARY: (Detail.FAMILY, Detail.FRIENDS, Detail.NEIGHBOURS),
    NoteKind.BARRIER: (Detail.CARE, Detail.TREATMENT, Detail.SOCIAL_AID, Detail.ACCOMMODATION),
    # Constitution, articles 22 and 23.
    NoteKind.RIGHT: (
        Detail.DECENT_HOUSING,
        Detail.HEALTH,
        Detail.SOCIAL_SECURITY,
        Detail.SOCIAL_ASSISTANCE,
        Detail.LEGAL_AID,
        Detail.PRIVATE_LIFE,
    ),
    NoteKind.CHANGE: STAGES_OF_CHANGE,
}


class SeenAt(StrEnum):
    """Where something was observed (S4-029)."""

    HOME_VISIT = "home_visit"
    OFFICE = "office"
    TELEPHONE = "telephone"
    TOLD = "told"


class Sector(StrEnum):
    """On which side of the borders help stands; two of them together are an intersectoral practice (S4-019)."""

    SOCIAL = "social"
    MENTAL_HEALTH = "mental_health"
    CARE = "care"
    HOUSING = "housing"


class StepState(StrEnum):
    """Where a step stands. Not reaching it is no failure: there is no such word."""

    OPEN = "open"
    DONE = "done"
    NOT_NOW = "not_now"


ASKS: dict[NoteKind, frozenset[str]] = {
    NoteKind.BLOCKAGE: frozenset({"detail", "seen_at"}),
    NoteKind.PRIMARY: frozenset({"detail"}),
    NoteKind.SECONDARY: frozenset({"sectors"}),
    NoteKind.BARRIER: frozenset({"detail"}),
    NoteKind.RIGHT: frozenset({"detail"}),
    NoteKind.CHANGE: frozenset({"detail"}),
    NoteKind.STEP: frozenset({"day"}),
    NoteKind.JOINT_VISIT: frozenset({"day"}),
    NoteKind.NETWORK_MEETING: frozenset({"day", "sectors", "agreed_on"}),
    NoteKind.PREPARING_MEETING: frozenset({"day"}),
    NoteKind.ORIENTATION: frozenset({"service", "agreed_on", "day", "sectors"}),
    NoteKind.RETURN_HOME: frozenset({"day"}),
}
"""What is asked beside the words."""
MUST = frozenset({"detail", "service", "agreed_on", "day"})
"""What may not stay empty where it is asked; the day of a step may."""


def must_say(kind: NoteKind) -> frozenset[str]:
    """What may not stay empty in a note of this kind."""
    asked = ASKS.get(kind, frozenset()) & MUST
    return asked - {"day"} if kind in {NoteKind.STEP, NoteKind.RETURN_HOME, NoteKind.ORIENTATION} else asked


@dataclass(frozen=True)
class NoteDraft:
    """One note of a pair. `day`: when it took place, or is to; `agreed_on`: when she agreed that others hear of her."""

    kind: NoteKind
    words: str
    detail: Detail | None = None
    seen_at: SeenAt | None = None
    sectors: tuple[Sector, ...] = ()
    service: uuid.UUID | None = None
    agreed_on: dt.date | None = None
    day: dt.date | None = None
    shared: bool = False


@dataclass(frozen=True)
class Network:
    """What was woven around one request (S4-079): how many meetings and services, between which sectors."""

    meetings: int
    services: int
    sectors: tuple[Sector, ...]

    @property
    def is_intersectoral(self) -> bool:
        return len(self.sectors) > 1


def network(notes: Iterable[tuple[str, object, Iterable[str]]]) -> Network:
    """Of notes, each as (kind, its service or None, its sectors)."""
    rows = list(notes)
    found = {one for _kind, _service, sectors in rows for one in sectors}
    return Network(
        meetings=sum(
            kind in {NoteKind.NETWORK_MEETING, NoteKind.PREPARING_MEETING} for kind, _service, _sectors in rows
        ),
        services=len({service for _kind, service, _sectors in rows if service}),
        sectors=tuple(one for one in Sector if one in found),
    )
