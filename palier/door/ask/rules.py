"""Pure decisions of asking for help: the questions in their order, and the words that reach the worker."""

from dataclasses import dataclass
from enum import StrEnum

TEXT_AT_MOST = 2000


class Wish(StrEnum):
    """How she wants to go on. To be called stands first: nobody must write (practice C)."""

    CALL_ME = "call_me"
    I_COME = "i_come"
    I_WRITE = "i_write"


class When(StrEnum):
    """When she can be called."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


class Page(StrEnum):
    """One question a page."""

    WISH = "wish"
    DETAIL = "detail"
    CHECK = "check"


PAGES = (Page.WISH, Page.DETAIL, Page.CHECK)


@dataclass(frozen=True)
class Answers:
    """What she answered so far."""

    wish: Wish | None = None
    phone: str = ""
    when: When | None = None
    text: str = ""

    @property
    def is_enough(self) -> bool:
        """Enough to be sent: a number to call, or some words, or that she comes."""
        if self.wish == Wish.CALL_ME:
            return bool(self.phone)
        return self.wish == Wish.I_COME or bool(self.wish and self.text.strip())


def page_of(name: str) -> Page:
    """The page of this name; an unknown one is the first."""
    return Page(name) if name in set(Page) else Page.WISH


def after(page: Page) -> Page:
    return PAGES[min(PAGES.index(page) + 1, len(PAGES) - 1)]


def before(page: Page) -> Page | None:
    return PAGES[PAGES.index(page) - 1] if page != Page.WISH else None
