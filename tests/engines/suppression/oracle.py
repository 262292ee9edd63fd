"""A second attacker and a second optimiser, with nothing of the engine's: exhaustive, for tiny tables; and tables to try."""

import itertools
import random

from palier.engines.suppression import Entry, Table

TOTAL = "Total"


def table(inner, dimensions=("row", "col"), **more):
    """A table without totals from {labels: value}."""
    return Table("table", dimensions, tuple(Entry(labels, float(value)) for labels, value in inner.items()), **more)


def inner_cells(rows):
    """{(r1, c1): value, …} from lists of numbers."""
    return {
        (f"r{row + 1}", f"c{column + 1}"): value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    }


def all_cells(inner):
    """Every cell with its totals, for any number of dimensions without hierarchy."""
    cells = {}
    for labels, value in inner.items():
        for shown in itertools.product(*((label, TOTAL) for label in labels)):
            cells[shown] = cells.get(shown, 0) + value
    return cells


def interval(inner, hidden, cell, most):
    """Least and greatest whole number the cell can be, trying every whole inner table with entries up to `most`.

    Walks the inner cells one by one; prunes only where a published sum is already exceeded.
    """
    published = {labels: value for labels, value in all_cells(inner).items() if labels not in hidden}
    order = sorted(inner)
    last_of = {}
    for place, labels in enumerate(order):
        for shown in itertools.product(*((label, TOTAL) for label in labels)):
            last_of[shown] = place
    found = set()
    sums = dict.fromkeys(all_cells(inner), 0)

    def walk(place):
        if place == len(order):
            found.add(sums[cell])
            return
        labels = order[place]
        touched = list(itertools.product(*((label, TOTAL) for label in labels)))
        choices = [published[labels]] if labels in published else range(most + 1)
        for value in choices:
            for shown in touched:
                sums[shown] += value
            if all(
                shown not in published
                or (sums[shown] == published[shown] if last_of[shown] == place else sums[shown] <= published[shown])
                for shown in touched
            ):
                walk(place + 1)
            for shown in touched:
                sums[shown] -= value

    walk(0)
    return min(found), max(found)


def intervals_by_programme(inner, hidden):
    """As `interval` without integrality, for all hidden cells at once: a linear programme over ALL cells."""
    import highspy

    cells = all_cells(inner)
    order = sorted(cells)
    place = {labels: number for number, labels in enumerate(order)}
    solver = highspy._Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)  # the first of a process settles it for all: another number, and runs fail
    for labels in order:
        low, high = (0.0, highspy.kHighsInf) if labels in hidden else (cells[labels], cells[labels])
        solver.addCol(0.0, low, high, 0, [], [])
    for labels in order:
        for dimension, label in enumerate(labels):
            if label == TOTAL:
                parts = [
                    place[other]
                    for other in order
                    if other[dimension] != TOTAL
                    and all(
                        one == two for at, (one, two) in enumerate(zip(other, labels, strict=True)) if at != dimension
                    )
                ]
                solver.addRow(0.0, 0.0, len(parts) + 1, [place[labels], *parts], [-1.0] + [1.0] * len(parts))
    solver.setOptionValue("presolve", "off")
    found = {}
    for labels in sorted(hidden):
        ends = []
        for direction in (1.0, -1.0):
            solver.changeColCost(place[labels], direction)
            solver.run()
            is_bounded = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(solver.getInfo().objective_function_value * direction if is_bounded else float("inf"))
        solver.changeColCost(place[labels], 0.0)
        found[labels] = tuple(ends)
    return found


def fewest(inner, primary, width, candidates, cost=lambda cell, value: 1):
    """The least cost of a safe pattern by trying all patterns in order of cost, or None."""
    cells = all_cells(inner)
    usable = sorted(cell for cell in candidates if cell not in primary and cells[cell] > 0)
    patterns = sorted(
        (sum(cost(cell, cells[cell]) for cell in pattern), pattern)
        for size in range(len(usable) + 1)
        for pattern in itertools.combinations(usable, size)
    )
    for price, pattern in patterns:
        found = intervals_by_programme(inner, primary | set(pattern))
        if all(found[cell][1] - found[cell][0] >= width - 1e-6 for cell in primary):
            return price
    return None


def random_table(shape, seed, most=40, small=0.2):
    """{labels: value} with some small cells and some zeros; labels a0, b0, … per dimension."""
    chance = random.Random(seed)
    labels = [[f"{'abcdef'[axis]}{number}" for number in range(size)] for axis, size in enumerate(shape)]
    return {
        cell: chance.randint(0, 4) if chance.random() < small else chance.randint(5, most)
        for cell in itertools.product(*labels)
    }
