"""Which years can be asked, which figures may be said, how long a story stays. Values in, values out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.engines.suppression import TOTAL, Entry, Rules, Table, printed
from palier.kernel.terms import Term

STORIES = (1, 2, 3)
STORY_AT_MOST = 1_200  # characters: three of them and the figures fit one sheet
THRESHOLD = 5.0  # D35: inside one organisation
AT_MOST_SECONDS = 2.0  # a safety net: lists of twenty codes are proven in milliseconds
NOT_SAID = "not_said"  # a label must be something


class List(StrEnum):
    """What is counted, in the order of the page."""

    CONTACT_CHANNEL = "contact_channel"
    CONTACT_DOMAIN = "contact_domain"
    HELP_GIVEN = "help_given"  # a contact in which two things were given counts in both
    REQUEST_DOMAIN = "request_domain"
    FILE_OPENED = "file_opened"
    FILE_CLOSED = "file_closed"
    TENANCY = "tenancy"  # what became of it in the files closed (seed 000: what each file is for)
    LETTER = "letter"
    BROUGHT = "brought"
    RIGHT = "right"
    INTERPRETED = "interpreted"  # minutes, of the whole service: no row of them is anybody's


# Lists of the same things have one total: what one hides the other must not give back.
CONTACTS = (List.CONTACT_CHANNEL, List.CONTACT_DOMAIN)
# Counted crossed, in codes "outcome:tenancy": an ending often says what became of the home, so both are closed as one.
CROSSED = (List.FILE_CLOSED, List.TENANCY)
TIED = (CONTACTS, CROSSED, *((one,) for one in List if one not in CONTACTS and one not in CROSSED))
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Figure:
    """A line of a list. `number` None: not said, because it is small or would give a small one away."""

    code: str
    number: int | None


@dataclass(frozen=True)
class Told:
    """A list as it may be printed: its lines, the largest first, and its total."""

    name: List
    lines: tuple[Figure, ...]
    total: int | None


@dataclass(frozen=True)
class Sessions:
    """How many sessions were held, of which kind. Public: they stand on the door."""

    kind: str
    number: int


def years(today: dt.date) -> tuple[int, int]:
    """This year and the one before: what lies further back has mostly been erased."""
    return today.year, today.year - 1


def years_kept(today: dt.date) -> range:
    """This year and the nine before: of unmet needs the number stays when the file is erased."""
    return range(today.year, today.year - 10, -1)


def span(year: int, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day counted of a year; this year, until today."""
    return dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)


def story_ends(saved_on: dt.date, term: Term) -> dt.date:
    """The last day of a story: a draft's (P39)."""
    return term.after(saved_on)


def told(counts: Counts, of: Counts | None = None) -> list[Told]:
    """Every list with something in it, small cells and what would give them away closed.

    `of`: of how many things a figure is the sum, where it is no count itself (minutes of conversations). One sign
    stands for both kinds of closed cells, so that the sign tells nothing either.
    """
    found: list[Told] = []
    for tied in TIED:
        there = [name for name in tied if counts.get(name)]
        if there:
            found += _closed(there, counts, of or {})
    return found


def _closed(names: Sequence[List], counts: Counts, of: Counts) -> list[Told]:
    tables = [_table(name, counts[name], of.get(name)) for name in names]
    said = printed(tables, Rules(threshold=THRESHOLD), seconds=AT_MOST_SECONDS)
    return [_told(List(name), said) for name in dict.fromkeys(name for table in tables for name in table.dimensions)]


def _table(name: List, counted: Mapping[str, int], of: Mapping[str, int] | None) -> Table:
    """`of`: the numbers of things behind sums."""
    dimensions = CROSSED if name in CROSSED else (name,)
    entries = tuple(
        Entry(_labels(code, len(dimensions)), float(number), None if of is None else float(of[code]))
        for code, number in counted.items()
    )
    return Table(name=name, dimensions=dimensions, entries=entries, has_counts=of is not None)


def _labels(code: str, dimensions: int) -> tuple[str, ...]:
    labels = code.split(":") if dimensions > 1 else [code]
    return tuple(label or NOT_SAID for label in labels)


def _told(name: List, said: Mapping[tuple[str, str], int | None]) -> Told:
    """In an order that does not rank what is not said: those come last, by code."""
    codes = sorted("" if label == NOT_SAID else label for of, label in said if of == name and label != TOTAL)
    lines = [Figure(code, said[name, code or NOT_SAID]) for code in codes]
    lines.sort(key=lambda one: (one.number is None, -(one.number or 0)))
    return Told(name, tuple(lines), said[name, TOTAL])
