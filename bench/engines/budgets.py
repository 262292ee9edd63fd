"""Budgets measured: each case given, a large fictional election, and pabutools beside it when installed."""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from palier.engines.budgets import (
    Ballot,
    Completed,
    Election,
    Outcome,
    Project,
    add_one,
    election_of,
    equal_shares,
    greedy,
    read_pb,
)
from palier.engines.budgets.shares import Utility

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "a_participatory_budget"
LARGEST = "Warszawa"


def measure() -> list[str]:
    """Lines of Markdown: the largest case beside pabutools, all cases, and 100,000 voters with 300 projects."""
    return [*_cases(), *_beside_the_reference(), *_large(100_000, 300)]


def fictional(voters: int, projects: int, *, seed: int = 2026) -> Election:
    """Voters approve 1 to 15 projects, popular ones more often; 100 currency units a voter; nearly all ballots differ."""
    draw = random.Random(seed)
    appeal = [draw.paretovariate(1.2) for _ in range(projects)]
    costs = [draw.randrange(5, 400) * 500 for _ in range(projects)]
    ballots = Counter(
        tuple(sorted(set(draw.choices(range(projects), appeal, k=draw.randint(1, 15))))) for _ in range(voters)
    )
    one = Fraction(1)
    return Election(
        Fraction(100 * voters),
        tuple(Project(f"{number:04}", Fraction(cost)) for number, cost in enumerate(costs)),
        tuple(Ballot(tuple((place, one) for place in ballot), ballots[ballot]) for ballot in sorted(ballots)),
        "approval",
    )


def seconds(what: Callable[[], object]) -> float:
    """Processor time of one call: what else the machine does plays a smaller part."""
    begun = time.process_time()
    what()
    return max(time.process_time() - begun, 1e-6)


def _read(name: str) -> Election:
    return election_of(read_pb((CASES / "dev" / name).read_text(encoding="utf-8-sig")), "below")


def _cases() -> list[str]:
    if not CASES.exists():
        return ["budgets: the shared cases are not there."]
    known = json.loads((CASES / "dev_expected.json").read_text())
    whole = seconds(lambda: [_all_rules(_read(name)) for name in known])
    return [f"budgets: {len(known)} elections read and decided by six rules, add1 among them, in {whole:.1f} s."]


def _all_rules(election: Election) -> list[Outcome]:
    both = [
        outcome
        for utility in ("cost", "cardinality")
        for outcome in (equal_shares(election, utility), add_one(election, utility).outcome)
    ]
    return [greedy(election), greedy(election, "greedy-per-cost"), *both]


def _beside_the_reference() -> list[str]:
    if not CASES.exists() or importlib.util.find_spec("pabutools") is None:
        return ["budgets: pabutools is not installed (requirements/oracle.in), nothing to compare with."]
    from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    (path,) = (CASES / "dev").glob(f"*{LARGEST}*.pb")
    election = _read(path.name)
    instance, profile = parse_pabulib(str(path))
    lines = ["| largest case, equal shares | ours (s) | pabutools (s) | times faster (aim 50) |", "|---|---|---|---|"]
    for utility, satisfaction in (("cost", Cost_Sat), ("cardinality", Cardinality_Sat)):
        theirs: list[object] = []
        ours = add_one(election, utility).outcome.selected
        mine = min(seconds(lambda u=utility: add_one(election, u)) for _ in range(3))
        other = seconds(
            lambda s=satisfaction, to=theirs: to.extend(
                method_of_equal_shares(instance, profile, sat_class=s, voter_budget_increment=1)
            )
        )
        same = {election.projects[place].id for place in ours} == {project.name for project in theirs}
        lines.append(
            f"| {utility}, add1{'' if same else ', OTHER SET'} | {mine:.2f} | {other:.1f} | {other / mine:.0f} |"
        )
    return lines


def _large(voters: int, projects: int) -> list[str]:
    election = fictional(voters, projects)
    rows = [
        ("greedy", seconds(lambda: greedy(election))),
        ("equal shares, cost", seconds(lambda: equal_shares(election))),
        ("equal shares, cardinality", seconds(lambda: equal_shares(election, "cardinality"))),
        _completed(election, "cost"),
        _completed(election, "cardinality"),
    ]
    head = f"| {voters:,} voters, {projects} projects, {len(election.ballots):,} different ballots | s |"
    return [head, "|---|---|", *(f"| {name} | {took:.1f} |" for name, took in rows)]


def _completed(election: Election, utility: Utility) -> tuple[str, float]:
    """add1, with how many steps it took, in how many runs, and how many of these were exact ones."""
    found: list[Completed] = []
    took = seconds(lambda: found.append(add_one(election, utility)))
    done = found[0]
    return f"equal shares + add1, {utility}: {done.steps} steps, {done.runs} runs, {done.exact} exact", took
