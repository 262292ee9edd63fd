"""Caseload measured: companies of several sizes on an ordinary change of staff, and a company that begins from nothing."""

from __future__ import annotations

import random
import time
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from palier.engines.caseload import Distribution, Site, Team, Worker, caseload, faults
from palier.engines.caseload.plan import CHANGES
from palier.engines.caseload.search import beginning, bettered

FRACTIONS = (100, 100, 80, 80, 50)
DUTCH, ARABIC = frozenset({"nl"}), frozenset({"fr", "ar"})


@dataclass(frozen=True)
class Staff:
    """How many sites and workers; whether the sites have a worker today; whether one leaves and one begins."""

    sites: int
    workers: int
    followed: bool = True


def a_company(staff: Staff, seed: int = 2026) -> Team:
    """Sites of 20 to 160 households on a grid; today's workers have blocks of it by their fraction; one leaves, one is new."""
    draw = random.Random(seed)
    width = max(2, round(staff.sites**0.5))
    names = [f"s{number:03d}" for number in range(staff.sites)]
    crew = [f"w{number:02d}" for number in range(staff.workers)]
    fractions = [FRACTIONS[number % len(FRACTIONS)] for number in range(staff.workers)]
    before = crew[:-1]  # the last one is new
    ends = list(accumulate(fractions[:-1]))
    holders = [before[bisect(ends, number * ends[-1] // staff.sites)] for number in range(staff.sites)]
    sites = []
    for name, holder in zip(names, holders, strict=True):
        households = draw.randint(20, 160)
        dutch, arabic = draw.randint(0, households // 10), draw.randint(0, households // 6)
        weight = round(households * draw.uniform(0.7, 1.6) * 1000)
        away = frozenset(draw.sample(crew, 1)) if draw.random() < 0.1 else frozenset()
        today = {holder: households} if staff.followed else {}
        sites.append(Site(name, households, weight, {DUTCH: dutch, ARABIC: arabic}, today, away))
    workers = [
        Worker(
            name,
            0 if staff.followed and number == 1 else fractions[number],
            frozenset({"fr"} | ({"nl"} if number % 3 == 0 else set()) | ({"ar"} if number % 4 == 0 else set())),
        )
        for number, name in enumerate(crew)
    ]
    beside = [(names[a], names[a + 1]) for a in range(staff.sites - 1) if (a + 1) % width]
    beside += [(names[a], names[a + width]) for a in range(staff.sites - width)]
    return Team(tuple(sites), tuple(workers), tuple(beside))


def measure() -> list[str]:
    """Markdown lines: one company a row; whether the optimum is proven, the gap of the first aim that is not, seconds."""
    lines = [
        "| company | furthest from a share | change worker | by moves and swaps alone | not in their language | neighbours in two hands | proven | gap | s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for title, staff in (
        ("12 sites, 4 workers, one leaves and one is new", Staff(12, 4)),
        ("24 sites, 8 workers, the same", Staff(24, 8)),
        ("40 sites, 12 workers, the same", Staff(40, 12)),
        ("40 sites, 12 workers, from nothing", Staff(40, 12, followed=False)),
        ("120 sites, 30 workers, one leaves and one is new", Staff(120, 30)),
    ):
        team = a_company(staff)
        begun = time.perf_counter()
        found = caseload(team)
        lines.append(f"| {title} | {_row(team, found)} | {time.perf_counter() - begun:.1f} |")
    return lines


def _row(team: Team, found: Distribution) -> str:
    sites, workers = found.standing.sites, found.standing.workers
    given = {site.id: workers[place].id for site, place in zip(sites, found.given, strict=True)}
    if wrong := faults(team, given):
        raise AssertionError(wrong[0])
    value = {aim.name: aim.value for aim in found.aims}
    open_aims = [aim for aim in found.aims if not aim.proven]
    gap = f"{open_aims[0].name}: {open_aims[0].value}, bound {open_aims[0].bound}" if open_aims else "none"
    households = sum(site.households for site in team.sites)
    return (
        f"{team.tolerance + 5 * value['balance']} % | {value['changes']} of {households} | {_ratio(found)} | {value['languages']}"
        f" | {value['neighbours']} of {len(team.neighbours)} | {len(found.aims) - len(open_aims)} of {len(found.aims)} aims | {gap}"
    )


def _ratio(found: Distribution) -> str:
    """What local search reaches without the solver, beside the answer."""
    plain = found.standing.score(bettered(found.standing, beginning(found.standing)))[CHANGES]
    best = found.aims[CHANGES].value
    return f"{plain} (ratio {plain / best:.2f})" if best else str(plain)
