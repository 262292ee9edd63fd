"""A search for exchanges at the size of the sector, and the search after one move is not kept, as a ratio.

python -m bench.mobility [HOUSEHOLDS]     of which one in ten asks to move; no database: the search itself

Prints seconds of this machine (never compared in a test), what was proposed, and how much faster the second search is.
"""

import datetime as dt
import random
import sys
import time
from dataclasses import replace

from palier.casework.transfers.rules.market import Answer, Candidate, Gathered, Place, solve
from palier.casework.transfers.rules.sizes import Declared

ON = dt.date(2026, 11, 26)
COMPANIES, SITES, ASK = 16, 6, 0.1


def gathered(households: int) -> Gathered:
    """Every tenth household of sixteen companies asks: half live too tight, half too wide; one dwelling in a hundred is free."""
    chance = random.Random(13)
    candidates, vacant = [], []
    for number in range(round(households * ASK)):
        company = number % COMPANIES
        children, spare = chance.randrange(4), chance.choice((-1, -1, 1, 2))
        people = [Declared(dt.date(1985, 1, 1), "f", "head", 1.0, False)]
        people += [Declared(dt.date(2015 + child, 3, 1), "m", "child", 1.0, False) for child in range(children)]
        needed = 1 + (children + 1) // 2
        home = _place(f"h{number}", company, max(1, needed + spare), chance)
        waiting = {"waiting_months": chance.randrange(60), "elsewhere": True}
        candidates.append(Candidate(f"a{number}", home, tuple(people), **waiting))
    for number in range(households // 100):
        vacant.append(_place(f"v{number}", number % COMPANIES, chance.randrange(1, 4), chance))
    return Gathered(ON, tuple(candidates), tuple(vacant))


def _place(name: str, company: int, bedrooms: int, chance: random.Random) -> Place:
    site = f"{company}-{chance.randrange(SITES)}"
    where = (4.30 + chance.random() / 8, 50.80 + chance.random() / 10)
    return Place(name, str(company), f"b{site}", site, "21004", chance.randrange(5), (None,) * bedrooms, *where)


def without_one(found: Gathered, answer: Answer) -> Gathered:
    """The same, after the first move of the answer is not kept: its ring falls, its path is cut."""
    loops: dict[int, list] = {}
    for move in answer.moves:
        loops.setdefault(move.loop, []).append(move)
    first = answer.moves[0]
    rest = [moves for number, moves in loops.items() if number != first.loop]
    rings = tuple(tuple(one.household for one in moves) for moves in rest if moves[0].is_ring)
    paths = tuple((moves[0].there, *(one.household for one in moves)) for moves in rest if not moves[0].is_ring)
    candidates = tuple(
        replace(one, excluded=frozenset({first.there})) if one.household == first.household else one
        for one in found.candidates
    )
    return replace(found, candidates=candidates, kept_rings=rings, kept_paths=paths)


def main() -> None:
    found = gathered(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
    began = time.monotonic()
    answer = solve(found)
    whole = time.monotonic() - began
    began = time.monotonic()
    again = solve(without_one(found, answer))
    second = time.monotonic() - began
    print(f"{len(found.candidates)} candidates, {answer.possible} possible moves, {len(answer.moves)} proposed,"
          f" optimal: {answer.optimal}, {whole:.1f} s")  # fmt: skip
    print(f"after one is not kept: {len(again.moves)} proposed, {second:.1f} s, {whole / second:.1f} times as fast")


if __name__ == "__main__":
    main()
