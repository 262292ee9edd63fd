"""What stays in a text and may still tell who it is: pointed at, for who reads the copy again before it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.lists import listed, months
from palier.engines.pseudonymise.names import uncovered_capitals
from palier.engines.pseudonymise.nations import of_a_nation
from palier.engines.pseudonymise.placeholders import ours
from palier.engines.pseudonymise.spans import Free, Place
from palier.engines.pseudonymise.words import Word, words_of

MOST_FLAGS = 500  # of one text: nobody reads more again
_SHORTEST_STEM = 5  # shorter ones must be the whole word: "mort" is not the beginning of "mortel"


class Why(StrEnum):
    """Why a place is pointed at; the value is how files name it."""

    CAPITAL = "capital"
    UNKNOWN_WORD = "unknown_word"
    JOB = "job"
    DISEASE = "disease"
    NATIONALITY = "nationality"
    EVENT = "event"
    CHILDREN = "children"
    QUOTE = "quote"
    AGE = "age"
    MONTH = "month"
    YEAR = "year"
    NUMBER = "number"


@dataclass(frozen=True)
class Flag(Place):
    """Characters of the text as it is after replacing, and why they are pointed at."""

    why: Why
    text: str


_QUOTE = re.compile(r"«[^»]{3,400}»|“[^”]{3,400}”|\"[^\"\n]{3,400}\"")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/]|[.,-]\d)")
_NUMBER = re.compile(r"(?<![\w~.,/-])(?=\w*\d)\w{3,40}(?!\w)")
_STEMS = {Why.JOB: "job", Why.DISEASE: "disease", Why.EVENT: "event"}
_COUNT_WORDS = "|".join(sorted(listed("remaining.count_words"), key=len, reverse=True))
_COUNT = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}|{_COUNT_WORDS}) (?:[^\W\d_]{{2,12}} )?(?P<who>[^\W\d_]{{4,10}})(?!\w)", re.IGNORECASE
)


def remaining(text: str) -> list[Flag]:
    """In order of place, one a place; at most `MOST_FLAGS`."""
    words = words_of(text)
    free = Free(text)
    for one in ours(text):
        free.takes(one)
    outside = [word for word in words if free.all_of(word)]
    found = [*_of_words(outside), *_quotes(text), *_children(text, free), *_ages(outside)]
    found += [Flag(one.start, one.end, Why.CAPITAL, one.text) for one in uncovered_capitals(words, free)]
    found += _figures(text, free)
    order = list(Why)
    first: dict[tuple[int, int], Flag] = {}
    for flag in sorted(found, key=lambda one: (one.start, one.end, order.index(one.why))):
        first.setdefault((flag.start, flag.end), flag)
    return list(first.values())[:MOST_FLAGS]


def _of_words(words: list[Word]) -> Iterator[Flag]:
    for word in words:
        why = _why(word)
        if why:
            yield Flag(word.start, word.end, why, word.text)


def _why(word: Word) -> Why | None:
    for why, name in _STEMS.items():
        if _begins(word.bare, listed(f"remaining.{name}")):
            return why
    if of_a_nation(word.bare) and not word.bare.startswith(("belg", "nederlands", "neerland")):
        return Why.NATIONALITY
    if word.bare in months() and len(word.bare) > 3 - (word.bare in ("mai", "mei")):
        return Why.MONTH
    return None if word.known or len(word.bare) < 3 else Why.UNKNOWN_WORD


def _begins(bare: str, stems: frozenset[str]) -> bool:
    return bare in stems or any(bare.startswith(stem) for stem in stems if len(stem) >= _SHORTEST_STEM)


def _quotes(text: str) -> Iterator[Flag]:
    yield from (Flag(*one.span(), Why.QUOTE, one.group()) for one in _QUOTE.finditer(text))


def _children(text: str, free: Free) -> Iterator[Flag]:
    """Exactly how many children: "quatre enfants", "3 kleine kinderen"."""
    for one in _COUNT.finditer(text):
        if one["who"].lower() in listed("remaining.children") and free.all_of(Place(*one.span())):
            yield Flag(*one.span(), Why.CHILDREN, one.group())


def _ages(words: list[Word]) -> Iterator[Flag]:
    """An age written in words: "huit ans", "acht jaar"."""
    for number, unit in pairwise(words):
        if unit.adjoins and unit.bare in ("ans", "jaar") and _is_a_count(number.text):
            yield Flag(number.start, unit.end, Why.AGE, f"{number.text} {unit.text}")


def _is_a_count(word: str) -> bool:
    return word.isdigit() or folded(word) in listed("remaining.count_words")


def _figures(text: str, free: Free) -> Iterator[Flag]:
    for why, pattern in ((Why.YEAR, _YEAR), (Why.NUMBER, _NUMBER)):
        for one in pattern.finditer(text):
            if free.all_of(Place(*one.span())):
                yield Flag(*one.span(), why, one.group())
