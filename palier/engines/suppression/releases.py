"""What an attacker keeps from earlier releases: figures that were shown, and the difference with those of today."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from palier.engines.bad_input import BadInput
from palier.engines.suppression.attacker import Equations
from palier.engines.suppression.rules import Need, Rule, Rules, need
from palier.engines.suppression.solver import Programme
from palier.engines.suppression.tables import (
    MOST_CELLS,
    Cell,
    Figures,
    Grid,
    Hierarchies,
    Sum,
    Table,
    all_dimensions,
    canonical,
    close,
    extended,
)


@dataclass(slots=True)
class _Knowledge:
    """The equations while they grow; places from `len(figures.cells)` on are cells of earlier releases only."""

    lowest: list[float]
    highest: list[float]
    place: dict[Cell, int]
    sums: set[Sum]
    closed: dict[int, float] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)


def with_releases(
    figures: Figures, needs: Sequence[Need], rules: Rules, earlier: Sequence[Table], hierarchies: Hierarchies
) -> tuple[Equations, tuple[Need, ...]]:
    """What ties the cells once earlier releases are known, and the needs with those that differences add.

    A release that agrees with every shared cell describes the same population: what it showed is known, and its
    own cells and sums bind. Any other describes another moment or group: a change of fewer than the threshold is
    sensitive, and where all changes go one way, the earlier figure bounds the present one.
    """
    dimensions = tuple(dict.fromkeys([*figures.dimensions, *all_dimensions(earlier)]))
    present = {extended(cell, figures.dimensions, dimensions): place for place, cell in enumerate(figures.cells)}
    count = len(figures.cells)
    known = _Knowledge([0.0] * count, [math.inf] * count, dict(present), set(figures.sums))
    for table in sorted(earlier, key=lambda table: (table.dimensions, sorted(map(_told, table.entries)))):
        shown = {
            extended(entry.labels, table.dimensions, dimensions): entry.value
            for entry in table.entries
            if entry.value is not None
        }
        changes = {
            present[cell]: figures.values[present[cell]] - then for cell, then in shown.items() if cell in present
        }
        if not changes:
            raise BadInput("The earlier release shares no cell.", where=table.name, how_to_mend="Give another table.")
        if all(close(change, 0.0) for change in changes.values()):
            _same_population(known, table, shown, figures, hierarchies, dimensions)
        else:
            _other_population(known, changes, figures, rules)
    return _equations(known, figures), _merged(needs, known.changed, figures, rules)


def _same_population(
    known: _Knowledge,
    table: Table,
    shown: Mapping[Cell, float],
    figures: Figures,
    hierarchies: Hierarchies,
    dimensions: Sequence[str],
) -> None:
    for cell in sorted(extended(entry.labels, table.dimensions, dimensions) for entry in table.entries):
        if cell not in known.place:
            known.place[cell] = len(known.lowest)
            known.lowest.append(0.0)
            known.highest.append(math.inf)
        if cell in shown:
            known.closed[known.place[cell]] = shown[cell]
    figure = dict(enumerate(figures.values)) | known.closed
    for total, parts in Grid(table, hierarchies, MOST_CELLS).sums():
        named = [extended(cell, table.dimensions, dimensions) for cell in (total, *parts)]
        places = [known.place[cell] for cell in named if cell in known.place]
        if len(places) == len(named) and _may_hold(places, figure):
            known.sums.add(Sum(places[0], tuple(sorted(places[1:]))))


def _may_hold(places: Sequence[int], figure: Mapping[int, float]) -> bool:
    """Whether the first can be the sum of the others; in an excerpt, where parts are left out, it often is not."""
    told = math.fsum(figure.get(place, 0.0) for place in places[1:])
    if places[0] not in figure:
        return True
    is_whole = all(place in figure for place in places)
    return close(told, figure[places[0]]) if is_whole else told <= figure[places[0]] + 1e-6


def _other_population(known: _Knowledge, changes: Mapping[int, float], figures: Figures, rules: Rules) -> None:
    for place, change in sorted(changes.items()):
        if rules.threshold is not None and not close(change, 0.0) and abs(change) < rules.threshold:
            known.changed.add(place)
        then = figures.values[place] - change
        if all(one >= -1e-6 for one in changes.values()):
            known.lowest[place] = max(known.lowest[place], min(then, figures.values[place]))
        if all(one <= 1e-6 for one in changes.values()):
            known.highest[place] = min(known.highest[place], max(then, figures.values[place]))


def _merged(needs: Sequence[Need], changed: set[int], figures: Figures, rules: Rules) -> tuple[Need, ...]:
    merged = {one.cell: one for one in needs}
    for cell in changed:
        before = merged.get(cell, Need(cell, (), 0.0))
        merged[cell] = need(rules, cell, figures.values[cell], (*before.rules, Rule.DIFFERENCE), before.above)
    return tuple(merged[cell] for cell in sorted(merged))


def _equations(known: _Knowledge, figures: Figures) -> Equations:
    """The equations, with some possible figure for each cell that the earlier release hid."""
    count = len(figures.cells)
    fixed = dict(enumerate(figures.values)) | {place: value for place, value in known.closed.items() if place >= count}
    opened = [place for place in range(len(known.lowest)) if place not in fixed]
    sums = canonical(known.sums)
    if len(known.lowest) > count:
        fixed |= _possible(sums, fixed, opened)
    return Equations(
        values=tuple(fixed[place] for place in range(len(known.lowest))),
        lowest=tuple(known.lowest),
        highest=tuple(known.highest),
        sums=sums,
        open=frozenset(opened),
        closed=frozenset(known.closed),
    )


def _possible(sums: Sequence[Sum], fixed: Mapping[int, float], opened: Sequence[int]) -> dict[int, float]:
    column = {place: number for number, place in enumerate(opened)}
    programme = Programme([0.0] * len(opened), [0.0] * len(opened), [math.inf] * len(opened))
    for one in sums:
        members = {one.total: -1.0} | dict.fromkeys(one.parts, 1.0)
        told = -math.fsum(factor * fixed[place] for place, factor in members.items() if place in fixed)
        terms = {column[place]: factor for place, factor in members.items() if place in column}
        if not terms and not close(told, 0.0):
            raise _contradiction()
        if terms:
            programme.add_row(told, told, terms)
    programme.whole(all(value == round(value) for value in fixed.values()))
    if opened and programme.run() != "optimal":
        raise _contradiction()
    return dict(zip(opened, map(_near, programme.solution()), strict=True)) if opened else {}


def _near(value: float) -> float:
    return float(round(value)) if abs(value - round(value)) < 1e-6 else max(value, 0.0)


def _contradiction() -> BadInput:
    return BadInput(
        "The earlier release cannot be true together with these tables.",
        where="--released",
        how_to_mend="Check its totals.",
    )


def _told(entry: object) -> str:
    """A text to order releases by, whatever order their files and rows came in."""
    labels, value = getattr(entry, "labels", ()), getattr(entry, "value", None)
    return f"{labels}{value}"
