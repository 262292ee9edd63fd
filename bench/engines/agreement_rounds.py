"""The rounds engine on every case given: optima, best known solutions, and the checker on published routes."""

import json
import random
from pathlib import Path

from palier.engines.rounds import Distance, Objective, faults_of_routes, from_text, plan_fleet
from palier.engines.rounds.fleet_answer import to_json

CLOSE = 1.03  # of the best known, at a hundred customers


def agreement(cases: Path) -> list[tuple[str, int, int, list[str]]]:
    """(collection, cases, agreeing, a sentence per disagreement) for each collection of rounds under `cases`."""
    folder = cases / "c_rounds_vrptw"
    known = json.loads((folder / "dev_expected.json").read_text())
    small = {name: one for name, one in known.items() if "optimum_literature_distance_trunc1" in one}
    large = {name: one for name, one in known.items() if name not in small}
    return [
        _counted(
            "solomon, 25 and 50 customers: the optimum", [_optimum(folder, *one) for one in sorted(small.items())]
        ),
        _counted(
            "solomon, 100 customers: 3 % at the published vehicles",
            [_near(folder, *one) for one in sorted(large.items())],
        ),
        _counted("solomon, published routes: the checker", [_checked(folder, *one) for one in sorted(large.items())]),
    ]


def _counted(collection: str, sentences: list[str]) -> tuple[str, int, int, list[str]]:
    wrong = [sentence for sentence in sentences if sentence]
    return collection, len(sentences), len(sentences) - len(wrong), wrong


def _optimum(folder: Path, name: str, known: dict) -> str:
    instance = from_text((folder / "dev" / f"{name}.txt").read_text())
    plan = plan_fleet(instance, distance=Distance.TRUNCATED)
    distance = to_json(instance, plan, Distance.TRUNCATED)["distance"]
    best = known["optimum_literature_distance_trunc1"]
    faults = faults_of_routes(instance, plan.routes, distance, is_truncated=True)
    return "" if distance == best and not faults else f"{name}: {distance}, the optimum is {best}. {' '.join(faults)}"


def _near(folder: Path, name: str, known: dict) -> str:
    instance = from_text((folder / "dev" / f"{name}.txt").read_text())
    plan = plan_fleet(instance, objective=Objective.VEHICLES)
    distance = to_json(instance, plan, Distance.EXACT)["distance"]
    best, fewest = known["published_solution_distance_euclidean"], known["published_solution_vehicles"]
    faults = faults_of_routes(instance, plan.routes, distance)
    is_near = len(plan.routes) < fewest or (len(plan.routes) == fewest and distance <= CLOSE * best)
    found = f"{distance} with {len(plan.routes)} vehicles, published {best} with {fewest}"
    return "" if is_near and not faults else f"{name}: {found}. {' '.join(faults)}"


def _checked(folder: Path, name: str, known: dict) -> str:
    instance = from_text((folder / "dev" / f"{name}.txt").read_text())
    text = (folder / "dev" / f"{name}.solution.txt").read_text()
    routes = [
        [int(word) for word in line.split(":")[1].split()] for line in text.splitlines() if line.startswith("Route")
    ]
    claimed = known["published_solution_distance_euclidean"]
    if faults := faults_of_routes(instance, routes, claimed):
        return f"{name}: the published routes are refused. {' '.join(faults)}"
    one, two = random.Random(name).sample([(at, n) for at, route in enumerate(routes) for n in range(len(route))], 2)
    swapped = [list(route) for route in routes]
    swapped[one[0]][one[1]], swapped[two[0]][two[1]] = routes[two[0]][two[1]], routes[one[0]][one[1]]
    dropped = [[stop for stop in route if stop != routes[one[0]][one[1]]] for route in routes]
    accepted = [
        what
        for what, changed in (("swap", swapped), ("drop", dropped))
        if not faults_of_routes(instance, changed, claimed)
    ]
    return f"{name}: accepted after a {accepted[0]}." if accepted else ""
