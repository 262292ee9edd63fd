"""The rounds engine against known optima, best known solutions and the clock: ratios in one run."""

import json
import random
import time
from pathlib import Path

from palier.engines.rounds import (
    Agent,
    Break,
    Day,
    Distance,
    Objective,
    Visit,
    faults_of_day,
    from_text,
    plan_day,
    plan_fleet,
    to_json,
)
from palier.engines.rounds.fleet_answer import to_json as fleet_to_json

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases" / "c_rounds_vrptw"


def a_working_day(visits: int, agents: int, pairs: int = 0, seed: int = 1) -> Day:
    """An afternoon over three kilometres: visits of 5 to 20 minutes, some with windows, some optional, a break each."""
    chance = random.Random(seed)
    places = {f"p{number:03d}": (chance.uniform(0, 3000), chance.uniform(0, 3000)) for number in range(visits)}
    homes = sorted(places)
    places["office"] = (1500.0, 1500.0)
    asked = []
    for number in range(visits):
        opens = chance.choice([750, 750, 750, 800, 900])
        window = (opens, max(chance.choice([1200, 1200, 1100, opens + 90]), opens + 60))
        asked.append(
            Visit(
                f"v{number:03d}",
                chance.choice(homes),
                chance.choice([5, 10, 15]),
                window,
                chance.choice([1, 2, 3, 3, 4]),
                chance.random() < 0.3,
                number < pairs,
            )
        )
    crew = tuple(
        Agent(
            f"a{number}",
            ("bicycle", "foot", "bicycle")[number % 3],
            "office",
            "office",
            (750, 1220),
            (Break(30, (900, 1020)),),
        )
        for number in range(agents)
    )
    return Day(places, crew, tuple(asked))


def measure() -> list[str]:
    """Markdown lines: gap to what is known, seconds; then our own days."""
    import pyvrp  # noqa: F401  the seconds below are those of planning, not of the first import

    lines = ["### rounds", ""]
    if CASES.exists():
        lines += [
            "| instance | objective | distance | known | ratio | vehicles | known | seconds |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for name, known in sorted(json.loads((CASES / "dev_expected.json").read_text()).items()):
            lines += _instance(name, known)
        lines.append("")
    lines += ["| day | left out | minutes of travel | seconds (aim 2) | faults |", "|---|---|---|---|---|"]
    for visits, agents, pairs in ((60, 3, 0), (60, 3, 6), (100, 5, 6)):
        asked = a_working_day(visits, agents, pairs)
        start = time.perf_counter()
        answer = to_json(plan_day(asked))
        seconds = time.perf_counter() - start
        lines.append(
            f"| {visits} visits ({pairs} for two), {agents} agents | {len(answer['unserved'])} | {answer['travel_minutes']}"
            f" | {seconds:.1f} | {len(faults_of_day(asked, answer))} |"
        )
    return [*lines, ""]


def _instance(name: str, known: dict[str, float]) -> list[str]:
    instance = from_text((CASES / "dev" / f"{name}.txt").read_text())
    best = known.get("optimum_literature_distance_trunc1", known.get("published_solution_distance_dimacs_trunc1"))
    fewest = known.get("published_solution_vehicles", known.get("pyvrp_vehicles"))
    lines = []
    for objective in Objective:
        if objective is Objective.VEHICLES and "published_solution_vehicles" not in known:
            continue
        start = time.perf_counter()
        plan = plan_fleet(instance, distance=Distance.TRUNCATED, objective=objective)
        seconds = time.perf_counter() - start
        distance = fleet_to_json(instance, plan, Distance.TRUNCATED)["distance"]
        lines.append(
            f"| {name} | {objective.value} | {distance} | {best} | {distance / best:.4f} | {len(plan.routes)} | {fewest} | {seconds:.1f} |"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(measure()))
