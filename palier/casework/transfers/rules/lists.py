"""The closed lists of a transfer. None of them says anything of a person: needs, not reasons (P16)."""

from enum import StrEnum


class Kind(StrEnum):
    """Who wants it: the household, or the landlord where two bedrooms or more are too many."""

    VOLUNTARY = "voluntary"
    MANDATORY = "mandatory"


class Need(StrEnum):
    """What a household needs of a dwelling. Why it does is not asked."""

    NO_STAIRS = "no_stairs"
    GROUND_FLOOR = "ground_floor"
    LIFT = "lift"
    NEAR_SCHOOL = "near_school"
    NEAR_PLACE = "near_place"
    ONE_MORE_ROOM = "one_more_room"


class Step(StrEnum):
    """At which steps the household says whether it agrees. Its latest word on a step counts."""

    PROPOSALS = "proposals"
    OTHER_COMPANIES = "other_companies"
    VISIT = "visit"
    MOVE = "move"


class End(StrEnum):
    """How a request ended."""

    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class RoundState(StrEnum):
    """Where a search for exchanges stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


class MoveState(StrEnum):
    """What people made of a proposed move. `FALLEN`: another move on which it depended is not kept."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    NOT_KEPT = "not_kept"
    FALLEN = "fallen"
    MOVED = "moved"


class Help(StrEnum):
    """What the department helps with. The last three are for older tenants."""

    MOVERS = "movers"
    ENERGY = "energy"
    WATER = "water"
    TELECOM = "telecom"
    ADDRESS = "address"
    SCHOOL = "school"
    GO_ALONG = "go_along"
    PACKING = "packing"
    CALL_AFTER = "call_after"


class ToLook(StrEnum):
    """What the register does not know, so that somebody looks before the move is agreed on."""

    LIFT = "lift"
    NEAR_SCHOOL = "near_school"
    NEAR_PLACE = "near_place"
    COMFORT = "comfort"
    RENT = "rent"
    NEW_BUILD = "new_build"


FOR_OLDER = (Help.GO_ALONG, Help.PACKING, Help.CALL_AFTER)
OLDER_FROM = 65  # years: domain.md section 2, who comes first for new builds
NOTED_PLACE_AT_MOST = 80  # characters
MOTIVE_AT_LEAST, MOTIVE_AT_MOST = 10, 300  # characters
FOLLOW_UP_MONTHS = 3
RUNNING = (MoveState.PROPOSED, MoveState.ACCEPTED)
