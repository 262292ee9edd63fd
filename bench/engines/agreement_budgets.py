"""How the budgets engine agrees with the known answers of ../shared/cases: city results, and sets of the reference."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

from palier.engines.budgets import (
    Ballot,
    Election,
    Outcome,
    Project,
    add_one,
    election_of,
    equal_shares,
    greedy,
    read_pb,
)

VARIANTS = {"skip": "greedy", "stop_at_first_unaffordable": "greedy-no-skip", "skip_with_threshold": "greedy-threshold"}

Line = tuple[str, int, int, list[str]]


def agreement(cases: Path) -> list[Line]:
    """By collection: cases, how many agree, and what to say of those that do not."""
    folder = cases / "a_participatory_budget"
    known = json.loads((folder / "dev_expected.json").read_text())
    files = {name: read_pb((folder / "dev" / name).read_text(encoding="utf-8-sig")) for name in known}
    plain, sets, decided = [], [], []
    for name, case in known.items():
        as_cities, as_theory = election_of(files[name]), election_of(files[name], "below")
        by_rule = {key: greedy(as_cities, variant) for key, variant in VARIANTS.items()}
        (expected,) = [case[key] for key in case if key.startswith("plain_greedy")]
        plain += [
            (f"{name}, {key}", _ids(as_cities, by_rule[key]) == set(expected[key]["selected"])) for key in VARIANTS
        ]
        results = {key: one for key, one in case["results"].items() if not key.startswith("maxwelfare")}
        found = {key: _ids(as_theory, _reference_rule(as_theory, key)) for key in results}
        sets += [(f"{name}, {key}", found[key] == set(one["selected"])) for key, one in results.items()]
        if case["official_reproduced_by"]:
            all_rules = {**{key: _ids(as_cities, one) for key, one in by_rule.items()}, **found}
            official = set(case["official_selected"])
            decided.append((name, all(all_rules[key] == official for key in case["official_reproduced_by"])))
    return [
        _line("a_participatory_budget (greedy as cities have it)", plain),
        _line("a_participatory_budget (sets of pabutools)", sets),
        _line("a_participatory_budget (what the city decided)", decided),
        _line("a_participatory_budget (Consul results)", _consul(folder)),
    ]


def _line(collection: str, cases: list[tuple[str, bool]]) -> Line:
    return (
        collection,
        len(cases),
        sum(agrees for _, agrees in cases),
        [f"{name}: another set" for name, agrees in cases if not agrees],
    )


def _ids(election: Election, outcome: Outcome) -> set[str]:
    return {election.projects[place].id for place in outcome.selected}


def _reference_rule(election: Election, key: str) -> Outcome:
    utility = "cardinality" if "cardinality" in key else "cost"
    if key.startswith("greedy"):
        return greedy(election, "greedy" if key == "greedy_cost" else "greedy-per-cost")
    return add_one(election, utility).outcome if key.endswith("add1") else equal_shares(election, utility)


def _consul(folder: Path) -> list[tuple[str, bool]]:
    document = json.loads((folder / "dev" / "consul_result_cases.json").read_text())
    return [
        (case["name"], _consul_winners(document["heading_price"], case) == case["winners"])
        for case in document["cases"]
    ]


def _consul_winners(budget: int, case: dict[str, list[dict[str, object]]]) -> list[object]:
    investments = case["investments"]
    projects = tuple(
        Project(f"{number:02}", Fraction(str(one["price"])), one["status"] == "incompatible")
        for number, one in enumerate(investments)
    )
    lines = Counter({((number, Fraction(1)),): int(str(one["ballot_lines"])) for number, one in enumerate(investments)})
    ballots = tuple(Ballot(points, lines[points]) for points in sorted(lines))
    found = greedy(Election(Fraction(budget), projects, ballots, "approval"))
    return [investments[place]["ballot_lines"] for place in found.selected]
