"""Pure facts about dwellings and leases."""

from enum import StrEnum


class DwellingKind(StrEnum):
    """Kinds of dwelling: social, and the three of seed 002."""

    SOCIAL = "social"
    TRANSIT = "transit"
    INSERTION = "insertion"
    SUPPORTED = "supported"


class LeaseKind(StrEnum):
    """The three kinds of social lease (domain.md section 2)."""

    FIXED = "fixed"
    OPEN_ENDED = "open_ended"
    RENOVATION = "renovation"


class RoomKind(StrEnum):
    """Rooms that the drawing and the occupancy norm tell apart."""

    BEDROOM = "bedroom"
    LIVING = "living"
    KITCHEN = "kitchen"
    BATHROOM = "bathroom"
    OTHER = "other"
