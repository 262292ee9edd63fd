"""Ages in whole years, and the birthdays on which they change.

Engines stand beside the kernel, not on it, hence these two functions of their own.
"""

from __future__ import annotations

import datetime as dt


def age_on(born: dt.date, on: dt.date) -> int:
    """Whole years from `born` to `on`. Who is born on 29 February turns a year on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birthday(born: dt.date, age: int) -> dt.date:
    """The first day on which `age_on` gives `age`."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February in an ordinary year
        return dt.date(born.year + age, 3, 1)
