"""Pure decisions on access codes: their levels and their terms (P10, P18); their signs: `kernel/codes.py`."""

import datetime as dt
from enum import IntEnum

DOOR_AGE = 16  # from here: asking for help and hours; from eighteen: what is hers (P18)
ADULT = 18


class Level(IntEnum):
    """How far a code opens the door."""

    POSTED = 1
    HANDED_OVER = 2


LASTS = {Level.POSTED: dt.timedelta(days=90), Level.HANDED_OVER: dt.timedelta(days=365)}
DOOR_LASTS = dt.timedelta(minutes=10)  # without a page asked for (P10)


def highest_level(born: dt.date | None, today: dt.date) -> Level | None:
    """What a person of this age may be given; None: no code. An unknown birth date counts as adult."""
    if born is None or _years(born, today) >= ADULT:
        return Level.HANDED_OVER
    return Level.POSTED if _years(born, today) >= DOOR_AGE else None


def _years(born: dt.date, today: dt.date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def code_ends(level: Level, today: dt.date) -> dt.date:
    """The last day on which it opens anything."""
    return today + LASTS[level]
