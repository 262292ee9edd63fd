"""What a frame shows around a page. Another wing fills it; templates only read it.

Staff pages (`ui/staff.html`) read a `Frame`, public pages (`ui/public.html`) a `PublicFrame`;
both stand in the template context under the name `frame`.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One entry of the rail or of the phone's bottom bar. `gap` draws a line above it."""

    label: str
    url: str
    icon: str
    current: bool = False
    gap: bool = False


@dataclass(frozen=True)
class PostChoice:
    """One post this person may act from."""

    id: str
    label: str
    current: bool = False


@dataclass(frozen=True)
class Me:
    """Who is signed in, and for whom they act now.

    `switch_url` takes a POST with `post` (an id) and `next` (where to come back to).
    `logout_url` takes a POST.
    """

    name: str
    role: str
    organisation: str
    posts: tuple[PostChoice, ...] = ()
    switch_url: str = ""
    account_url: str = ""
    logout_url: str = ""


@dataclass(frozen=True)
class Language:
    """A language of the screen. Without `url` the switch stays on the page with `?lang=`."""

    code: str
    label: str
    name: str
    current: bool = False
    url: str = ""
    rtl: bool = False


LANGUAGES = (
    Language("fr", "FR", "Français"),
    Language("nl", "NL", "Nederlands"),
)


@dataclass(frozen=True)
class Frame:
    """Around a staff page. An empty address leaves its part out.

    `more` is folded behind the rail: pages that somebody with many pages opens seldom.
    `lock_url` and `here_url` take a POST: lock this screen, she is still reading. `unlock_url` answers the fields that
    lift the lock. `who` tells a page whether the same person is still signed in.
    """

    home_url: str
    search_url: str = ""
    capture_url: str = ""
    rail: tuple[Item, ...] = ()
    more: tuple[Item, ...] = ()
    bottom: tuple[Item, ...] = ()
    me: Me | None = None
    languages: tuple[Language, ...] = LANGUAGES
    unlock_url: str = ""
    lock_url: str = ""
    here_url: str = ""
    who: str = ""
    idle_minutes: int = 10

    @property
    def is_in_more(self) -> bool:
        """Is the page itself one of the folded ones? Then the fold is open."""
        return any(item.current for item in self.more)


@dataclass(frozen=True)
class Way:
    """Another way to do what the page does: by phone, in person, by letter."""

    icon: str
    title: str
    lines: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class ClearSwitch:
    """The key to clearer words and back, where a page has both. `note`: who re-read them, empty when nobody has."""

    label: str
    usual: str
    on: bool
    note: str = ""


@dataclass(frozen=True)
class PublicFrame:
    """Around a public page. `leave_url` is the neutral page behind the leave-quickly key."""

    home_url: str = "/"
    leave_url: str = ""
    languages: tuple[Language, ...] = LANGUAGES
    ways: tuple[Way, ...] = ()
    clear: ClearSwitch | None = None


def languages(current: str, offered: Iterable[Language] = LANGUAGES) -> tuple[Language, ...]:
    """The offered languages with the current one marked."""
    return tuple(Language(one.code, one.label, one.name, one.code == current, one.url, one.rtl) for one in offered)
