"""Weights as exact whole units: a file's decimals are kept, not rounded to what a machine can hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from palier.engines.bad_input import BadInput

MOST = Decimal(1_000_000)
DECIMALS = 6


def weight(value: object, where: str) -> Decimal:
    """A weight as a decimal, rounded to six places; BadInput when it is no number or larger than a million."""
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
            raise ValueError
        number = Decimal(value if isinstance(value, (str, int)) else repr(value))
        if not number.is_finite() or abs(number) > MOST or (isinstance(value, str) and len(value) > 40):
            raise ValueError
        return round(number, DECIMALS)
    except (ValueError, InvalidOperation):
        raise BadInput(
            "Not a weight.", where=where, how_to_mend="Write a number from -1000000 to 1000000, like 0.45."
        ) from None


def whole_units(amounts: Sequence[Decimal]) -> tuple[list[int], int]:
    """The amounts as whole numbers of 1/scale, and the scale: a power of ten, the least that is exact."""
    places = max((-int(one.normalize().as_tuple().exponent) for one in amounts if one), default=0)
    scale = 10 ** max(0, places)
    return [int(one * scale) for one in amounts], scale


def shown(units: int, scale: int) -> int | float:
    """The number to print: whole when it is whole."""
    return units // scale if units % scale == 0 else units / scale
