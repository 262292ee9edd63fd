"""The JSON that `palier engine suppression` prints; the format is in README.md beside this."""

from __future__ import annotations

import math
from collections.abc import Iterable

from palier.engines.suppression.protection import Audit, Cost, Protection
from palier.engines.suppression.rules import Need, Rule, Rules
from palier.engines.suppression.tables import Figures


def to_json(answer: Protection, rules: Rules, cost: Cost) -> dict[str, object]:
    """The answer as JSON values; keys always in this order, cells by their labels."""
    figures = answer.figures
    said: dict[str, object] = {
        "release": answer.is_released,
        "dimensions": list(figures.dimensions),
        "primary": _cells(figures, (need.cell for need in answer.needs)),
        "secondary": _cells(figures, answer.secondary),
        "cost": _number(answer.cost),
        "optimal": answer.is_optimal,
        "bound": None if answer.bound is None else _number(answer.bound),
        "audit": _audits(figures, answer.audit),
        "audit_secondary": _audits(figures, answer.audit_secondary),
        "because": _because(answer, rules),
        "ties": [
            {
                "instead_of": _cells(figures, sorted(tie.instead_of)),
                "chosen_by": "order" if tie.chosen_by == "order" else "value" if cost == "cells" else "cells",
            }
            for tie in answer.ties
        ],
        "stopped_because": answer.stopped_because,
    }
    if answer.rounding is not None:
        said["rounded"] = [
            {"cell": list(cell), "value": _number(value)}
            for cell, value in sorted(zip(figures.cells, answer.rounding.values, strict=True))
        ]
    return said


def _because(answer: Protection, rules: Rules) -> list[dict[str, object]]:
    figures = answer.figures
    reasons: dict[int, dict[str, object]] = {}
    for need in answer.needs:
        reasons[need.cell] = {
            "cell": list(figures.cells[need.cell]),
            "rules": [rule.value for rule in need.rules],
            "why": " ".join(_sentence(rule, need, rules, figures) for rule in need.rules),
        }
    for cell in answer.secondary:
        reason: dict[str, object] = {"cell": list(figures.cells[cell]), "rules": [Rule.SECONDARY.value]}
        if cell in answer.protects:
            other = list(figures.cells[answer.protects[cell]])
            reason |= {"why": f"Without it [{', '.join(other)}] could be told too closely.", "protects": other}
        elif answer.is_released:
            reason["why"] = "The search was cut short before it was known whether this could be shown."
        else:
            reason["why"] = "Hidden with all that may be hidden; it is not enough."
        reasons[cell] = reason
    return [reasons[cell] for cell in sorted(reasons, key=lambda cell: figures.cells[cell])]


def _sentence(rule: Rule, need: Need, rules: Rules, figures: Figures) -> str:
    if rule is Rule.THRESHOLD:
        return f"{figures.counts[need.cell]:g}, fewer than {rules.threshold:g}."
    if rule is Rule.DOMINANCE and rules.dominance is not None:
        return f"The {rules.dominance[0]} largest make up more than {rules.dominance[1]:g} % of it."
    if rule is Rule.P_PERCENT:
        return f"The second largest can tell the largest to within {rules.protect:g} %."
    return f"It changed by fewer than {rules.threshold:g} since an earlier release."


def _cells(figures: Figures, places: Iterable[int]) -> list[list[str]]:
    return sorted(list(figures.cells[place]) for place in places)


def _audits(figures: Figures, audits: Iterable[Audit]) -> list[dict[str, object]]:
    return [
        {
            "cell": list(figures.cells[one.cell]),
            "low": _number(one.low),
            "high": _number(one.high) if math.isfinite(one.high) else None,
            "safe": one.is_safe,
        }
        for one in sorted(audits, key=lambda one: figures.cells[one.cell])
    ]


def _number(figure: float) -> float | int:
    return int(figure) if figure == int(figure) else round(figure, 6)
