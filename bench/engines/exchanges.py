"""Exchanges measured: every case given, a fictional market of 10,000 households, and kep-solver beside it when installed."""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections import defaultdict
from pathlib import Path

from palier.engines.exchanges import enter, exchanges
from palier.engines.exchanges.command import read
from palier.engines.exchanges.household_file import from_households

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
NEIGHBOURHOODS, IN_A_BUILDING = 77, 20


def measure() -> list[str]:
    """Lines of Markdown: the cases given, the large market, kep-solver."""
    return [*_cases(), *_market(10_000), *_kep_solver()]


def market(households: int, *, seed: int = 2026, accepts: int = 5) -> dict[str, object]:
    """A fictional market in our JSON: half live too tight, half too wide; each accepts dwellings of the size it needs, first in
    areas it wishes. One dwelling in thirty is vacant; one household in ten cannot climb stairs; one in a hundred is to be kept
    apart from another."""
    draw = random.Random(seed)
    dwellings, by_kind = [], defaultdict(list)
    for number in range(households + households // 30):
        building = number // IN_A_BUILDING
        bedrooms = draw.choices((1, 2, 3, 4), (30, 35, 25, 10))[0]
        offers = ["no_stairs"] if draw.random() < 0.4 else []
        area = building % NEIGHBOURHOODS
        dwellings.append(
            {"id": f"d{number}", "building": f"b{building}", "area": f"a{area}", "bedrooms": bedrooms, "offers": offers}
        )
        by_kind[area, bedrooms].append(number)
    order = draw.sample(range(len(dwellings)), len(dwellings))
    people, moves = [], []
    for number in range(households):
        home = dwellings[order[number]]
        bedrooms = int(home["bedrooms"])
        needed = draw.choice([size for size in (1, 2, 3, 4) if size != bedrooms])
        areas = list(dict.fromkeys([int(str(home["area"])[1:]), *draw.sample(range(NEIGHBOURHOODS), 2)]))
        needs = ["no_stairs"] if draw.random() < 0.1 else []
        people.append(
            {
                "id": f"h{number}",
                "dwelling": home["id"],
                "bedrooms_needed": needed,
                "waiting_months": draw.randrange(180),
                "needs": needs,
                "near": [f"a{area}" for area in areas],
            }
        )
        suits = [one for area in areas for one in by_kind[area, needed]]
        suits = [one for one in suits if not needs or dwellings[one]["offers"]]
        chosen = draw.sample(suits, min(accepts, len(suits)))
        moves += [{"household": f"h{number}", "dwelling": f"d{one}"} for one in sorted(chosen)]
    apart = [[f"h{a}", f"h{b}"] for a, b in (draw.sample(range(households), 2) for _ in range(households // 200))]
    return {"households": people, "dwellings": dwellings, "moves": moves, "keep_apart": apart}


def _cases() -> list[str]:
    folder = CASES / "d_exchange_matching"
    if not folder.is_dir():
        return ["The shared cases are not beside this clone."]
    known = json.loads((folder / "dev_expected.json").read_text())
    proven, slowest, total = 0, 0.0, 0
    for case in known.values():
        found, _, _ = read(folder / "dev" / case["files"][0])
        for chain in (0, 3):
            begun = time.perf_counter()
            proven += exchanges(found, 3, chain).optimal
            slowest = max(slowest, time.perf_counter() - begun)
            total += 1
    return [f"- Cases given, K = 3, C = 0 and 3: optimum proven on {proven} of {total}; slowest {slowest:.1f} s."]


def _market(households: int) -> list[str]:
    document = market(households)
    begun = time.perf_counter()
    entered = enter(from_households(document))
    read_in = time.perf_counter() - begun
    plan = exchanges(entered.market)
    seconds = time.perf_counter() - begun
    moved = len(entered.market.used(plan.cycles, plan.chains))
    gap = 100 * (plan.bound - plan.weight) / max(1, plan.bound)
    return [
        f"- Fictional market of {households:,} households, {len(entered.market.arcs):,} acceptable moves, K = C = 3: "
        f"{moved:,} moves in {len(plan.cycles):,} cycles and {len(plan.chains):,} chains; {seconds:.1f} s ({read_in:.1f} s to "
        f"read); gap {gap:.3f} % ({'optimum proven' if plan.optimal else 'stopped: ' + plan.stopped_because}).",
        "  - Aims: "
        + "; ".join(f"{one.aim} {one.value} ({'proven' if one.proven else f'bound {one.bound}'})" for one in plan.aims)
        + ".",
    ]


def _kep_solver() -> list[str]:
    folder = CASES / "d_exchange_matching" / "dev" / "kep_solver_json"
    if importlib.util.find_spec("kep_solver") is None or not folder.is_dir():
        return ["- kep-solver is not installed: `pip install -r requirements/oracle.in` to compare."]
    from kep_solver.fileio import read_json
    from kep_solver.model import TransplantCount
    from kep_solver.programme import Programme

    lines = []
    for path in sorted(folder.glob("medium-*.json")):
        begun = time.perf_counter()
        plan = exchanges(read(path)[0])
        ours = time.perf_counter() - begun
        begun = time.perf_counter()
        programme = Programme([TransplantCount()], maxCycleLength=3, maxChainLength=3, description="")
        solution, _ = programme.solve_single(read_json(str(path)))
        theirs = time.perf_counter() - begun
        lines.append(
            f"- {path.stem}: {plan.weight} transfers, kep-solver {solution.values[0]:.0f}; "
            f"time {theirs / ours:.1f} times ours ({ours:.2f} s, with ties and second and third aims)."
        )
    return lines
