"""How the exchanges engine agrees with the known answers of ../shared/cases: totals, and that each answer can be carried out."""

from __future__ import annotations

import json
from pathlib import Path

from palier.engines.exchanges import Market, exchanges, faults
from palier.engines.exchanges.command import read

CLOSE = 1e-6  # known answers are printed with six decimals


def agreement(cases: Path) -> list[tuple[str, int, int, list[str]]]:
    """By collection: cases, how many agree, and what to say of those that do not."""
    folder = cases / "d_exchange_matching"
    return [_digraphs(folder), _kidney(folder)]


def _digraphs(folder: Path) -> tuple[str, int, int, list[str]]:
    known = json.loads((folder / "dev_expected.json").read_text())
    count, agreeing, words = 0, 0, []
    for name, case in known.items():
        market, _, _ = read(folder / "dev" / case["files"][0])
        for result in case["results"]:
            cycle, chain = result["max_cycle"] or market.households, result["max_chain"]
            fault = _fault(market, cycle, chain, result["optimal_weight"])
            count, agreeing = count + 1, agreeing + (fault is None)
            if fault:
                words.append(f"{name}, K={cycle}, C={chain}: {fault}")
    return "d_exchange_matching (digraphs)", count, agreeing, words


def _kidney(folder: Path) -> tuple[str, int, int, list[str]]:
    known = json.loads((folder / "dev_kep_solver_expected.json").read_text())
    count, agreeing, words = 0, 0, []
    for name, entries in known.items():
        for entry in entries:
            if entry.get("objectives") != ["TransplantCount"]:
                continue  # the registry's other aims are not ours
            market, _, _ = read(folder / "dev" / "kep_solver_json" / name)
            caps = entry["maxCycleLength"], entry["maxChainLength"]
            fault = _fault(market, *caps, entry["expected_objective_values"]["0"])
            count, agreeing = count + 1, agreeing + (fault is None)
            if fault:
                words.append(f"{name}: {fault}")
    return "d_exchange_matching (kidney JSON)", count, agreeing, words


def _fault(market: Market, max_cycle: int, max_chain: int, expected: float) -> str | None:
    plan = exchanges(market, max_cycle, max_chain)
    found = plan.weight / market.scale
    wrong = faults(market, plan.cycles, plan.chains, max_cycle, max_chain)
    if wrong:
        return f"not feasible: {wrong[0]}"
    if abs(found - expected) > CLOSE:
        return f"{found} found, {expected} known"
    return None if plan.optimal else f"{found} is right and not proven (bound {plan.bound / market.scale})"
