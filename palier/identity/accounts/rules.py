"""When a screen locks, which PIN is too easy, and what a browser calls itself."""

import datetime as dt
import itertools
from enum import StrEnum

SESSION_LASTS = dt.timedelta(hours=10)  # then a full sign-in (P45)
TOUCH_EVERY = dt.timedelta(seconds=30)  # how exactly the last request is known: a write each time would cost more
MACHINE_KNOWN = dt.timedelta(days=365)
TRIES = 5
PIN_LENGTH = 6
OFTEN_CHOSEN = {"147258", "159357", "159753", "258369", "147369", "123654", "696969", "112358", "314159"}


class Browser(StrEnum):
    FIREFOX = "firefox"
    EDGE = "edge"
    CHROME = "chrome"
    SAFARI = "safari"
    OTHER = "other"


class System(StrEnum):
    WINDOWS = "windows"
    ANDROID = "android"
    IPHONE = "iphone"
    MACOS = "macos"
    LINUX = "linux"
    OTHER = "other"


# The first word found decides: Edge says Chrome too, Chrome says Safari, Android says Linux.
_BROWSERS = (
    ("Firefox", Browser.FIREFOX),
    ("FxiOS", Browser.FIREFOX),
    ("Edg", Browser.EDGE),
    ("Chrom", Browser.CHROME),
    ("CriOS", Browser.CHROME),
    ("Safari", Browser.SAFARI),
)
_SYSTEMS = (
    ("iPhone", System.IPHONE),
    ("iPad", System.IPHONE),
    ("Android", System.ANDROID),
    ("Windows", System.WINDOWS),
    ("Mac OS", System.MACOS),
    ("Linux", System.LINUX),
)


def what_it_is(agent: str) -> tuple[Browser, System]:
    """Browser and system, from what a browser says of itself. Nothing finer is kept."""
    return (
        next((found for word, found in _BROWSERS if word in agent), Browser.OTHER),
        next((found for word, found in _SYSTEMS if word in agent), System.OTHER),
    )


def is_weak(pin: str) -> bool:
    """One or two digits repeated, a run up or down, a half said twice or backwards, or what many choose."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    half = pin[: PIN_LENGTH // 2]
    return (
        len(set(pin)) < 3 or steps in ({1}, {9}) or pin[PIN_LENGTH // 2 :] in (half, half[::-1]) or pin in OFTEN_CHOSEN
    )


def is_over(begun_at: dt.datetime, now: dt.datetime) -> bool:
    """Ten hours after sign-in, whatever happened since."""
    return now - begun_at >= SESSION_LASTS


def is_idle(touched_at: dt.datetime, now: dt.datetime, minutes: int) -> bool:
    return now - touched_at >= dt.timedelta(minutes=minutes)
