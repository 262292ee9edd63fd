"""Amounts as people write them, read exactly; and amounts as people expect to read them.

One reading or a refusal: "16,672" is sixteen thousand in one file and sixteen in the next, and
only the person who sent the column knows. Hence the convention is asked per column.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from palier.kernel.errors import Message, Problem
from palier.kernel.language import Language

DecimalMark = Literal[",", "."]

NARROW_NO_BREAK_SPACE = "\u202f"
_CENT = Decimal("0.01")

_MINUS = "-\u2212"  # hyphen, minus sign
_CURRENCY = re.compile(r"\u20ac|\beur(?:os?)?\b|(?<=\d)eur(?:os?)?\b", re.IGNORECASE)
# Spaces of any width and the Swiss apostrophe only ever group digits.
_GROUPS_ONLY = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")


class NotAnAmount(Problem):
    """This is not a number."""

    code = "not_an_amount"


class AmbiguousAmount(NotAnAmount):
    """This number can be read in two ways."""

    code = "ambiguous_amount"


def read_decimal(text: str, *, decimal: DecimalMark | None = None) -> Decimal:
    """The number in `text`: "1 234,50", "1.234,5", "-3", "12,50-", "(12,50)", "21.508 EUR", "5,-".

    `decimal` is the column's decimal mark; the other mark then only groups thousands, by three.
    Without it a text is read only when one reading exists: both marks present, a mark that comes
    twice, a mark not followed by exactly three digits, or one that three digits cannot group
    ("0,125", "1234,567"). Raises `AmbiguousAmount` ("21.508" without a convention), `NotAnAmount`.
    """
    digits, is_negative = _unsigned(text)
    mark = decimal or _only_possible_mark(digits)
    group = "." if mark == "," else ","
    whole, _, fraction = digits.partition(mark)
    if group in fraction or mark in fraction:
        raise NotAnAmount(Message("The marks in this number are out of order."))
    if group in whole and not re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{group}\d{{3}})+", whole):
        raise NotAnAmount(
            Message(
                "In this column %(mark)s parts the decimals, and thousands go by three digits.",
                {"mark": mark},
            )
        )
    value = Decimal(whole.replace(group, "") + ("." + fraction if fraction else ""))
    return -value if is_negative else value


def read_euros(text: str, *, decimal: DecimalMark | None = None) -> Decimal:
    """As `read_decimal`, for an amount in euros: at most two decimals.

    "16,672" under the convention "," raises `AmbiguousAmount`: whoever typed it meant thousands.
    """
    amount = read_decimal(text, decimal=decimal)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise AmbiguousAmount(Message("An amount in euros has two decimals at most: are these thousands?"))
    return amount


def in_euros(amount: Decimal | int, language: Language | str) -> str:
    """An amount for reading, to the cent, halves up: fr "1 234,50 €", nl "€ 1.234,50".

    All spaces are narrow no-break ones. Raises `ValueError` for infinities and NaN.
    """
    exact = Decimal(amount)
    if not exact.is_finite():
        raise ValueError("Only a finite amount can be shown.")
    cents = exact.quantize(_CENT, ROUND_HALF_UP)
    sign = "-" if cents < 0 else ""
    whole, fraction = f"{abs(cents):,.2f}".split(".")
    if Language(language) is Language.FR:
        grouped = whole.replace(",", NARROW_NO_BREAK_SPACE)
        return f"{sign}{grouped},{fraction}{NARROW_NO_BREAK_SPACE}\u20ac"
    return f"\u20ac{NARROW_NO_BREAK_SPACE}{sign}{whole.replace(',', '.')},{fraction}"


def _unsigned(text: str) -> tuple[str, bool]:
    """Digits and marks only, and whether a minus or accountant's brackets stood around them."""
    bare = _CURRENCY.sub("", text, count=1).strip()
    bare = re.sub(r"[.,][-\u2013\u2014]+$", "", bare)  # "5,-" is five euros
    is_negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, is_negative = bare[1:-1].strip(), True
    elif bare[:1] in ("+", *_MINUS) and bare:
        is_negative, bare = bare[0] != "+", bare[1:].strip()
    elif bare[-1:] in tuple(_MINUS) and bare:  # accounting programs put it last
        bare, is_negative = bare[:-1].strip(), True
    bare = _GROUPS_ONLY.sub("", bare)
    if not (bare.isascii() and _PLAIN.fullmatch(bare)):
        raise NotAnAmount
    return bare, is_negative


def _only_possible_mark(digits: str) -> DecimalMark:
    comma, dot = digits.count(","), digits.count(".")
    if comma and dot:
        return "," if digits.rindex(",") > digits.rindex(".") else "."
    if comma + dot == 0 or dot > 1:
        return ","
    if comma > 1:
        return "."
    mark: DecimalMark = "," if comma else "."
    whole, _, fraction = digits.partition(mark)
    if len(fraction) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole):
        raise AmbiguousAmount(Message("Say for this column which mark parts the decimals: comma or point."))
    return mark
