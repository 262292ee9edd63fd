"""Lists as they are printed: each label of each dimension with its figure, or without one where it is not said."""

from collections.abc import Sequence

from palier.engines.suppression.protection import protect
from palier.engines.suppression.rules import Rules
from palier.engines.suppression.tables import TOTAL, Table


def printed(tables: Sequence[Table], rules: Rules, *, seconds: float) -> dict[tuple[str, str], int | None]:
    """(dimension, label) -> whole number, or None: small, or it would give a small one away by subtraction.

    Tables given together share their total. The inside of a crossing is protected and not printed.
    """
    answer = protect(list(tables), rules, seconds=seconds)
    hidden = {need.cell for need in answer.needs} | set(answer.secondary)
    dimensions = answer.figures.dimensions
    said: dict[tuple[str, str], int | None] = {}
    for place, (cell, value) in enumerate(zip(answer.figures.cells, answer.figures.values, strict=True)):
        number = None if place in hidden or (not answer.is_released and value) else int(value)
        named = [(name, label) for name, label in zip(dimensions, cell, strict=True) if label != TOTAL]
        if len(named) <= 1:
            said.update(dict.fromkeys(named or [(name, TOTAL) for name in dimensions], number))
    return said
