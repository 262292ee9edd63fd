"""Pure decisions on access codes: their signs, their levels, their terms (P10, P18)."""

import datetime as dt
import secrets
from enum import IntEnum

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # nothing that looks like another sign
LENGTH = 12  # 30 ** 12 codes: a guess a second for a billion years finds none
GROUP = 4
DOOR_AGE = 16  # from here: asking for help and hours; from eighteen: what is hers (P18)
ADULT = 18


class Level(IntEnum):
    """How far a code opens the door."""

    POSTED = 1
    HANDED_OVER = 2


LASTS = {Level.POSTED: dt.timedelta(days=90), Level.HANDED_OVER: dt.timedelta(days=365)}
DOOR_LASTS = dt.timedelta(minutes=10)  # without a page asked for (P10)


def new_code() -> str:
    """Twelve random signs, without their hyphens."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def in_groups(code: str) -> str:
    """As it is written on paper: three times four signs."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_typed(words: str) -> str:
    """What was meant: capitals, no spaces or hyphens; signs that are easily taken for others are read as those."""
    plain = "".join(sign for sign in words.upper() if sign.isalnum())
    return plain.translate(str.maketrans("0O1IL", "QQJJJ"))


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
