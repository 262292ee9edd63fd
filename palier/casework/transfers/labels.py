"""Words of transfers, as they stand on the screen and on paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from palier.casework.transfers.rules import End, Help, Kind, MoveState, Need, RoundState, Step, ToLook
from palier.casework.transfers.rules.counts import Count
from palier.casework.transfers.rules.mandatory import Confidence, LookedAtBy, RuleCode
from palier.engines.occupancy import State

KINDS: list[tuple[str, Any]] = [
    (Kind.VOLUNTARY, _("Asked by the household")),
    (Kind.MANDATORY, _("Mandatory")),
]

NEEDS: list[tuple[str, Any]] = [
    (Need.NO_STAIRS, _("No stairs")),
    (Need.GROUND_FLOOR, _("On the ground floor")),
    (Need.LIFT, _("With a lift")),
    (Need.NEAR_SCHOOL, _("Near this school")),
    (Need.NEAR_PLACE, _("Near this place")),
    (Need.ONE_MORE_ROOM, _("One room more")),
]

NEED_ICONS: dict[str, str] = {
    Need.NO_STAIRS: "accessibility",
    Need.GROUND_FLOOR: "door-open",
    Need.LIFT: "arrow-up-down",
    Need.NEAR_SCHOOL: "school",
    Need.NEAR_PLACE: "map-pin",
    Need.ONE_MORE_ROOM: "bed-single",
}

STEPS: list[tuple[str, Any]] = [
    (Step.PROPOSALS, _("To be proposed dwellings")),
    (Step.OTHER_COMPANIES, _("With other companies too")),
    (Step.VISIT, _("To go and see a dwelling")),
    (Step.MOVE, _("To this move")),
]

GIVEN: dict[bool, Any] = {True: _("Agreed"), False: _("No agreement")}

ENDS: list[tuple[str, Any]] = [
    (End.MOVED, _("The household has moved")),
    (End.WITHDRAWN, _("The household asks it no more")),
    (End.STOPPED, _("Stopped by the department")),
]

STATES: dict[str, Any] = {
    State.FITTING: _("fitting"),
    State.OVERCROWDED: _("overcrowded"),
    State.UNDER_OCCUPIED: _("under-occupied"),
    State.OVERSIZED: _("oversized"),
}

STATE_ICONS: dict[str, str] = {
    State.FITTING: "check",
    State.OVERCROWDED: "shrink",
    State.UNDER_OCCUPIED: "expand",
    State.OVERSIZED: "maximize",
}

MOVE_STATES: list[tuple[str, Any]] = [
    (MoveState.PROPOSED, _("to be decided")),
    (MoveState.ACCEPTED, _("accepted")),
    (MoveState.NOT_KEPT, _("not kept")),
    (MoveState.FALLEN, _("fallen with another one")),
    (MoveState.MOVED, _("moved")),
]

MOVE_ICONS: dict[str, str] = {
    MoveState.PROPOSED: "circle-question-mark",
    MoveState.ACCEPTED: "check",
    MoveState.NOT_KEPT: "x",
    MoveState.FALLEN: "unlink",
    MoveState.MOVED: "house",
}

ROUND_STATES: list[tuple[str, Any]] = [
    (RoundState.WAITING, _("waits for its turn")),
    (RoundState.RUNNING, _("being searched")),
    (RoundState.DONE, _("finished")),
]

HELPS: list[tuple[str, Any]] = [
    (Help.MOVERS, _("Movers, or the company’s van")),
    (Help.ENERGY, _("Gas and electricity: contract and meter readings of both dwellings")),
    (Help.WATER, _("Water: contract and meter readings of both dwellings")),
    (Help.TELECOM, _("Telephone and internet")),
    (Help.ADDRESS, _("Change of address at the municipality")),
    (Help.SCHOOL, _("School, nursery, way to school")),
    (Help.GO_ALONG, _("Go and see the neighbourhood together: shops, doctor, bus")),
    (Help.PACKING, _("Packing and putting up furniture, at her pace")),
    (Help.CALL_AFTER, _("A visit in the first week")),
]

TO_LOOK: dict[str, Any] = {
    ToLook.LIFT: _("a lift is needed: the register does not say whether there is one"),
    ToLook.NEAR_SCHOOL: _("the way to the school"),
    ToLook.NEAR_PLACE: _("the way to the place that was named"),
    ToLook.COMFORT: _("comfort similar to that of today"),
    ToLook.RENT: _("the rent, at most 15 per cent above that of today"),
    ToLook.NEW_BUILD: _("whether somebody of 65 or disabled comes first, for a new build"),
}

COUNTS: dict[str, Any] = {
    Count.FITTING: _("Fitting"),
    Count.OVERCROWDED: _("Overcrowded"),
    Count.UNDER_OCCUPIED: _("Under-occupied"),
    Count.OVERSIZED: _("Oversized"),
    Count.UNKNOWN: _("Without an answer"),
    Count.RUNNING: _("Requests that run"),
    Count.MOVED: _("Moved"),
    Count.OTHERWISE: _("Ended otherwise"),
    Count.NOT_KEPT: _("Moves not kept"),
    Count.WAITING_MONTHS: _("Months waited (median)"),
}

RULES: dict[str, Any] = {
    RuleCode.ROOMS_IN_EXCESS: _("At least two bedrooms too many"),
    RuleCode.NEARBY: _("In the same municipality, or within 5 km"),
    RuleCode.RENT_ABOVE: _("A rent at most 15 per cent above that of today"),
    RuleCode.EXEMPT_FROM_AGE: _("Never for a household with somebody of 70 or more"),
    RuleCode.FIRST_FOR_NEW_BUILDS: _("Somebody of 65 or more, or disabled, first for new builds"),
    RuleCode.SIMILAR_COMFORT: _("Similar comfort"),
    RuleCode.NOTICE: _("Notice of six months, from the first of the next month"),
    RuleCode.MET_FIRST: _("Nothing is proposed to a household that was not met"),
}

LOOKED_AT: dict[str, Any] = {
    LookedAtBy.SEARCH: _("left out before the search"),
    LookedAtBy.DECISION: _("looked at when it is decided"),
    LookedAtBy.PEOPLE: _("to be looked at by people: the register does not say"),
}

CONFIDENCES: dict[str, Any] = {
    Confidence.SECONDARY: _("as reported by others; to be confirmed by counsel"),
    Confidence.HOUSE: _("a rule of the house"),
}
