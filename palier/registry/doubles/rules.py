"""When two lines of the register may be one person: what the database weighs (`policies`) stands here."""

from enum import StrEnum


class Reason(StrEnum):
    """Why two lines resemble each other: a closed list, said in words."""

    SAME_NAME = "same_name"
    NAMES_SWAPPED = "names_swapped"
    SOUNDS_ALIKE = "sounds_alike"
    SAME_BIRTH = "same_birth"
    NEAR_BIRTH = "near_birth"
    SAME_PHONE = "same_phone"
    SAME_ADDRESS = "same_address"
    SAME_HOUSEHOLD = "same_household"


POINTS = {
    Reason.SAME_NAME: 50,
    Reason.NAMES_SWAPPED: 45,
    Reason.SOUNDS_ALIKE: 35,
    Reason.SAME_BIRTH: 35,
    Reason.NEAR_BIRTH: 20,
    Reason.SAME_PHONE: 25,
    Reason.SAME_ADDRESS: 15,
    Reason.SAME_HOUSEHOLD: 0,
}
"""What each reason adds. One of the first three always holds: nothing but a name brings two lines together."""

OTHER_BIRTH = -40
"""Two birth dates that are known and do not resemble each other: a father and his son, more often than a double."""

ENOUGH = 60
"""From here on a pair is shown: a name alone never is, however rare."""

MOST_ALIKE = 50
"""A name that more people of a company bear says little by itself: they are compared only where a birth date, a
telephone or a dwelling is the same too, and not at all where more than so many share that (01/01/1980 for all)."""

PARTICLES = (
    "al",
    "ben",
    "da",
    "de",
    "del",
    "den",
    "der",
    "des",
    "di",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "ter",
    "van",
    "von",
)
"""Words before a name that one file writes and the next one leaves out."""


class PairState(StrEnum):
    """Where a pair stands. What was told apart never comes back."""

    OPEN = "open"
    DIFFERENT = "different"
    MERGED = "merged"


AGREED_WITHIN_DAYS = 14
"""Without the yes of both workers within these days a proposal is gone, whatever the reason."""

UNDONE_WITHIN_DAYS = 90
"""So long a merge is undone in one gesture."""
