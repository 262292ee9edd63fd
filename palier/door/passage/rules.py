"""The questions in their order."""

from enum import StrEnum


class Page(StrEnum):
    """One question a page."""

    WHAT = "what"
    WHERE = "where"
    WORDS = "words"
    CALL = "call"
    CHECK = "check"


PAGES = tuple(Page)
ASKED_ON = {"motive": Page.WHAT, "place": Page.WHERE, "part": Page.WHERE, "words": Page.WORDS, "phone": Page.CALL}
"""Which page asks for which answer."""


def page_of(name: str) -> Page:
    """The page of this name; an unknown one is the first."""
    return Page(name) if name in set(Page) else Page.WHAT


def after(page: Page) -> Page:
    return PAGES[min(PAGES.index(page) + 1, len(PAGES) - 1)]


def before(page: Page) -> Page:
    return PAGES[max(PAGES.index(page) - 1, 0)]


def is_asked_by(name: str, page: Page) -> bool:
    """Has this answer been asked for by now?"""
    return PAGES.index(ASKED_ON[name]) <= PAGES.index(page)
