"""Reading one cell as what its column holds, or saying in one sentence why it cannot be.

A blank cell is None (for text: ""); whether a column may be blank is the importer's rule. A cell that
can be read in two ways is refused: the person who made the file knows, we would guess.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from palier.kernel.errors import Message, Problem
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.kernel.money import AmbiguousAmount, DecimalMark, NotAnAmount, read_decimal
from palier.kernel.sort_keys import sort_key

Choice = TypeVar("Choice")

_EXCEL_DAY_0 = dt.date(1899, 12, 30)
_FIRST_SURE_SERIAL = 61  # 1 March 1900: below it Excel counts a 29 February that never was
_FIRST_YEAR, _LAST_YEAR = 1850, 2199
_WHOLE_FLOATS = 2**53  # above it a number stored as a float has lost its last digits

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}")
_YES = frozenset({"oui", "ja", "yes", "vrai", "waar", "true", "x", "1", "o", "j", "y"})
_NO = frozenset({"non", "nee", "no", "faux", "onwaar", "false", "0", "n"})


class BadCell(Problem):
    """This cell cannot be read."""

    code = "bad_cell"

    def __init__(self, reason: str, params: Mapping[str, object] | None = None) -> None:
        """`reason` is an English msgid, `params` what goes in it."""
        super().__init__(Message(reason, params or {}))

    @property
    def reason(self) -> Message:
        """Why, to translate."""
        return self.what


def as_text(value: object) -> str:
    """The cell as text, without spaces around it; a whole number without ".0"; a day in ISO form.

    Refuses numbers so long that the file itself has lost digits, and the null character, which the
    database cannot hold.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _text_of_float(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    text = value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value).strip()
    if "\x00" in text:
        raise BadCell("This cell holds a null character.")
    return text


def as_day(value: object, fmt: str | None = None) -> dt.date | None:
    """A day: a real date, an Excel serial number, or text.

    Text follows `fmt` (as for `strptime`) when given. Otherwise it is ISO, or day, month and full
    year in the Belgian order ("31/12/2024", "3.4.2024"); years of two digits are refused. Serial
    numbers also as text of five digits.
    """
    if isinstance(value, dt.datetime):
        return _in_range(value.date())
    if isinstance(value, dt.date):
        return _in_range(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_serial(value)
    text = as_text(value)
    if not text:
        return None
    if fmt is not None:
        try:
            return _in_range(dt.datetime.strptime(text, fmt).date())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise BadCell("This is not a day written as %(format)s.", {"format": fmt}) from None
    return _day_of_text(text)


def as_decimal(value: object, decimal: DecimalMark = ",") -> Decimal | None:
    """An exact number; text by the column's decimal mark (see `money.read_decimal`)."""
    if isinstance(value, bool):
        raise BadCell("This is not a number.")
    if isinstance(value, float) and not math.isfinite(value):
        raise BadCell("This is not a number.")
    if isinstance(value, (int, float)):
        # repr gives the number the person typed: 0.1, not 0.1000000000000000055.
        return Decimal(repr(value))
    text = as_text(value)
    if not text:
        return None
    try:
        return read_decimal(text, decimal=decimal)
    except (AmbiguousAmount, NotAnAmount) as problem:
        raise BadCell(problem.what.msgid, problem.what.params) from None


def as_whole(value: object, decimal: DecimalMark = ",") -> int | None:
    """A whole number; "3,0" is one, "3,5" is refused."""
    number = as_decimal(value, decimal)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise BadCell("This is not a whole number.")
    return int(number)


def as_choice(value: object, choices: Mapping[str, Choice]) -> Choice | None:
    """What `choices` gives for the text of the cell; case, accents and punctuation do not count."""
    text = as_text(value)
    if not text:
        return None
    by_spelling = {sort_key(label): choice for label, choice in choices.items()}
    try:
        return by_spelling[sort_key(text)]
    except KeyError:
        raise BadCell("This must be one of: %(choices)s.", {"choices": ", ".join(choices)}) from None


def as_yes_no(value: object) -> bool | None:
    """Yes or no: real booleans, 1/0, oui/non, ja/nee, vrai/faux, waar/onwaar, x."""
    text = sort_key(as_text(value))
    if text in _YES or text in _NO:
        return text in _YES
    if not as_text(value):
        return None
    raise BadCell("This is neither yes nor no.")


def as_phone(value: object) -> str | None:
    """A telephone number in E.164; a spreadsheet that dropped the leading zero does no harm."""
    text = as_text(value)
    if not text:
        return None
    try:
        return phone_number(text)
    except InvalidIdentifier:
        raise BadCell("This is not a telephone number that can be called.") from None


def _text_of_float(value: float) -> str:
    if not math.isfinite(value):
        raise BadCell("This is not a number.")
    if not value.is_integer():
        return repr(value)
    if abs(value) > _WHOLE_FLOATS:
        raise BadCell("This number lost its last digits: store the column as text.")
    return str(int(value))


def _day_of_serial(serial: float) -> dt.date:
    if not math.isfinite(serial) or not _FIRST_SURE_SERIAL <= serial < 2_958_466:
        raise BadCell("This number is not a day.")
    return _in_range(_EXCEL_DAY_0 + dt.timedelta(days=int(serial)))


def _day_of_text(text: str) -> dt.date:
    if not text.isascii():
        raise BadCell("This is not a day.")
    if re.fullmatch(r"\d{5}", text):
        return _day_of_serial(int(text))
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif _SHORT_YEAR.fullmatch(text):
        raise BadCell("The year has two digits: which century is meant?")
    else:
        raise BadCell("This is not a day.")
    try:
        return _in_range(dt.date(year, month, day))
    except ValueError:
        if month > 12 >= day:
            raise BadCell("The month seems to stand first: give the format of this column.") from None
        raise BadCell("There is no such day in the calendar.") from None


def _in_range(day: dt.date) -> dt.date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadCell("The year %(year)s cannot be right.", {"year": day.year})
    return day
