"""The table by company: what may be said of it. Small cells, and what would give them away, stay closed (D35)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from statistics import median_low

from palier.engines.occupancy import State
from palier.engines.suppression import TOTAL, Entry, Rules, Table, protect

THRESHOLD = 5.0  # D35: inside one organisation
AT_MOST_SECONDS = 2.0  # a safety net: lists of five cells are proven in milliseconds


class Count(StrEnum):
    """What is counted of a company, in the order of the table."""

    FITTING = State.FITTING.value
    OVERCROWDED = State.OVERCROWDED.value
    UNDER_OCCUPIED = State.UNDER_OCCUPIED.value
    OVERSIZED = State.OVERSIZED.value
    UNKNOWN = "unknown"
    RUNNING = "running"
    MOVED = "moved"
    OTHERWISE = "otherwise"  # ended without a move
    NOT_KEPT = "not_kept"  # proposed moves that the department or the household did not want
    WAITING_MONTHS = "waiting_months"  # of those that run, the median


SIZES = (Count.FITTING, Count.OVERCROWDED, Count.UNDER_OCCUPIED, Count.OVERSIZED, Count.UNKNOWN)
REQUESTS = (Count.RUNNING, Count.MOVED, Count.OTHERWISE)
Said = dict[Count, int | None]


def told(sizes: Mapping[Count, int], requests: Mapping[Count, int], not_kept: int, months: Sequence[int]) -> Said:
    """Every count as it may be said; None: closed. Zero is said: nobody is behind it.

    The households of a company are counted elsewhere too, so that one closed size would be told by the rest; of
    requests no total is said anywhere.
    """
    found = _closed("sizes", SIZES, sizes) | {one: _alone(requests.get(one, 0)) for one in REQUESTS}
    found[Count.NOT_KEPT] = _alone(not_kept)
    found[Count.WAITING_MONTHS] = median_low(months) if len(months) >= THRESHOLD else None
    return found


def _alone(number: int) -> int | None:
    return number if not number or number >= THRESHOLD else None


def _closed(name: str, cells: Sequence[Count], counts: Mapping[Count, int]) -> Said:
    entries = tuple(Entry((one,), float(counts[one])) for one in cells if counts.get(one))
    found: Said = {one: counts.get(one, 0) for one in cells}
    if not entries:
        return found
    if sum(found[one] or 0 for one in cells) < THRESHOLD:
        return dict.fromkeys(cells)  # so few households altogether that a nought would tell the rest
    answer = protect([Table(name=name, dimensions=(name,), entries=entries)], Rules(threshold=THRESHOLD),
                     seconds=AT_MOST_SECONDS)  # fmt: skip
    hidden = {need.cell for need in answer.needs} | set(answer.secondary)
    for place, (cell, number) in enumerate(zip(answer.figures.cells, answer.figures.values, strict=True)):
        if TOTAL not in cell and (place in hidden or (not answer.is_released and number)):
            found[Count(cell[0])] = None
    return found
