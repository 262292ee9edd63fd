"""Suppression: proven optima on small tables, and a hierarchical table of a thousand cells under a minute."""

import random
import time

from palier.engines.suppression import Entry, Rules, Table, protect
from palier.engines.suppression.attacker import unmet
from palier.engines.suppression.greedy import safe_pattern

FIGURES = [0, 1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 30, 40, 60, 80, 100]


def measure() -> list[str]:
    """Markdown lines. Ratios: cells hidden against the proven least, seconds against a minute."""
    lines = [
        "| table | cells | sensitive | hidden besides | proven | quick search / proven | clean audit | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, table, hierarchies in _tables():
        began = time.perf_counter()
        answer = protect([table], Rules(threshold=5), hierarchies=hierarchies)
        seconds = time.perf_counter() - began
        quick = _quick(answer)
        ratio = f"{quick / answer.cost:.2f}" if answer.cost else "1.00"
        lines.append(
            f"| {name} | {len(answer.figures.cells)} | {len(answer.needs)} | {answer.cost:g} "
            f"| {'yes' if answer.is_optimal else f'no: at least {answer.bound or 0:g}'} | {ratio} "
            f"| {'yes' if answer.is_released else 'NO'} | {seconds:.1f} |"
        )
    return lines


def _tables():
    yield "10 x 10", _flat((10, 10), 1), {}
    yield "18 x 18", _flat((18, 18), 2), {}
    yield "5 x 5 x 5", _flat((5, 5, 5), 2), {}
    yield "19 communes, 76 neighbourhoods, 9 kinds", *_places(19, 4, 9)


def _flat(shape, seed):
    chance = random.Random(seed)
    names = "abc"[: len(shape)]
    cells = [()]
    for size in shape:
        cells = [(*cell, f"l{number:02}") for cell in cells for number in range(size)]
    entries = tuple(
        Entry(cell, float(chance.randint(0, 4) if chance.random() < 0.1 else chance.randint(5, 40))) for cell in cells
    )
    return Table("flat", tuple(names), entries)


def _places(communes, each, kinds):
    chance = random.Random(1)
    parents = {f"c{commune:02}n{number}": f"c{commune:02}" for commune in range(communes) for number in range(each)}
    entries = tuple(
        Entry((place, f"k{kind}"), float(chance.choice(FIGURES))) for place in parents for kind in range(kinds)
    )
    return Table("places", ("place", "kind"), entries), {"place": parents}


def _quick(answer):
    """What the search without proof would have hidden."""
    from palier.engines.suppression import Equations

    figures, count = answer.figures, len(answer.figures.cells)
    equations = Equations(figures.values, (0.0,) * count, (float("inf"),) * count, figures.sums)
    sensitive = {need.cell for need in answer.needs}
    costs = {cell: 1.0 for cell in range(count) if figures.values[cell] > 0 and cell not in sensitive}
    pattern = safe_pattern(equations, answer.needs, costs)[0]
    assert not unmet(equations, sensitive | pattern, answer.needs)
    return len(pattern)


if __name__ == "__main__":
    print("\n".join(measure()))
