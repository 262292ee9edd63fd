"""Which cells say too much about somebody, and how vague an attacker must be left about each of them.

Threshold rule; (n, k) dominance rule; p% rule. Source: A. Hundepool et al., Statistical Disclosure
Control (2012), chapter 4, whose protection levels these are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.engines.bad_input import BadInput
from palier.engines.suppression.tables import Figures


class Rule(StrEnum):
    """Why a cell may not be published."""

    THRESHOLD = "threshold"  # too few persons
    DOMINANCE = "dominance"  # the n largest make up more than k per cent
    P_PERCENT = "p_percent"  # the second largest can work out the largest too closely
    DIFFERENCE = "difference"  # the change since an earlier release is that of too few
    SECONDARY = "secondary"  # says nothing by itself, but gives away another


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that apply, None where one does not.

    `threshold`: a cell with 0 < count < threshold is sensitive. `dominance`: (n, k), sensitive when the n
    largest contributions exceed k per cent. `protect`: p, sensitive when value less the two largest is
    under p per cent of the largest. `safe_width`: the least upper-minus-lower; default the threshold.
    """

    threshold: float | None = None
    dominance: tuple[int, float] | None = None
    protect: float | None = None
    safe_width: float | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a sensitive cell needs: high - low >= `width`, high >= value + `above`, low <= value - `below`."""

    cell: int
    rules: tuple[Rule, ...]
    width: float
    above: float = 0.0
    below: float = 0.0

    def is_met(self, value: float, low: float, high: float) -> bool:
        """Whether an attacker who knows low..high is left vague enough, but for a solver's tolerance."""
        slack = 1e-6 * max(1.0, abs(value), self.width)
        is_wide = high - low >= max(self.width, 2 * slack) - slack
        return is_wide and high >= value + self.above - slack and low <= value - self.below + slack


def check(rules: Rules, figures: Figures) -> None:
    """Raises `BadInput` when the rules make no sense or the tables do not hold what they ask."""
    numbers = [rules.threshold, rules.protect, rules.safe_width, *(rules.dominance or ())]
    if all(rule is None for rule in (rules.threshold, rules.dominance, rules.protect)):
        raise BadInput("No rule is given.", where="rules", how_to_mend="Give --threshold, --dominance or --protect.")
    if any(number is not None and not (math.isfinite(number) and number > 0) for number in numbers):
        raise BadInput("A rule is not above zero.", where="rules", how_to_mend="Give a number above zero.")
    needed = max(rules.dominance[0] if rules.dominance else 0, 2 if rules.protect is not None else 0)
    if figures.contributions < needed:
        raise BadInput(
            f"The rule needs the {needed} largest contributions of each cell.",
            where="columns",
            how_to_mend=f"Add columns {', '.join(f'top{one + 1}' for one in range(needed))}.",
        )


def needs(rules: Rules, figures: Figures) -> tuple[Need, ...]:
    """The sensitive cells and what each needs, in canonical order; O(cells)."""
    found = []
    for cell, (value, count) in enumerate(zip(figures.values, figures.counts, strict=True)):
        broken, vague = [], 0.0
        if rules.threshold is not None and 0 < count < rules.threshold:
            broken.append(Rule.THRESHOLD)
        for rule, excess in _excesses(rules, value, figures.largest[cell]):
            if excess > 1e-9 * max(1.0, value):
                broken.append(rule)
                vague = max(vague, excess)
        if broken:
            found.append(need(rules, cell, value, broken, vague))
    return tuple(found)


def need(rules: Rules, cell: int, value: float, broken: Sequence[Rule], vague: float = 0.0) -> Need:
    """What a cell that breaks these rules needs; `vague`: how far off a competitor's estimate must stay, each way."""
    by_count = Rule.THRESHOLD in broken or Rule.DIFFERENCE in broken
    width = rules.safe_width if rules.safe_width is not None else (rules.threshold or 0.0) if by_count else 0.0
    return Need(cell, tuple(broken), width, vague, min(vague, value))


def _excesses(rules: Rules, value: float, largest: Sequence[float]) -> list[tuple[Rule, float]]:
    """By how much a cell breaks each rule on contributions: its upper protection level; 0 or less is none."""
    found = []
    if value > 0 and rules.dominance is not None:
        n, k = rules.dominance
        found.append((Rule.DOMINANCE, math.fsum(largest[:n]) * 100 / k - value))
    if value > 0 and rules.protect is not None:
        first, second = [*largest, 0.0, 0.0][:2]
        found.append((Rule.P_PERCENT, rules.protect / 100 * first - (value - first - second)))
    return found
