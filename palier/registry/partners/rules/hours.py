"""When a service is open, as rules that a calendar reads (RFC 5545, the subset that HSDS 3.0 writes in a schedule).

A rule says weeks or months, never single hours: what it means on a day does not move when the clocks change.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKLY, MONTHLY = "WEEKLY", "MONTHLY"
MOST_RULES = 60  # of one service
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_SPAN = re.compile(r"(\d{1,2})(?:[:.h]\s?(\d{2})?)?\s*(?:-|–|à|tot)\s*(\d{1,2})(?:[:.h]\s?(\d{2})?)?")


@dataclass(frozen=True)
class Opening:
    """One rule. `days`: MO to SU, in a month with their place before ("1MO", "-1FR"); `monthdays`: 1 to 31, or -1.

    `opens` and `closes` in Brussels, closing past midnight when it is the smaller; `every`: each n weeks or months;
    `starts` and `ends`: its first and last day; `times`: after how often it ends; each None when unsaid.
    """

    days: tuple[str, ...] = ()
    opens: dt.time | None = None
    closes: dt.time | None = None
    freq: str = WEEKLY
    every: int = 1
    monthdays: tuple[int, ...] = ()
    starts: dt.date | None = None
    ends: dt.date | None = None
    times: int | None = None

    @property
    def is_plain(self) -> bool:
        """Every week alike, without end: what the form of a service shows."""
        return self == Opening(self.days, self.opens, self.closes) and bool(self.days and self.opens and self.closes)


class NotARule(ValueError):
    """A schedule that says a rule which cannot be understood."""


def opening_of(schedule: Mapping[str, Any]) -> Opening | None:
    """The rule of a schedule in the words of HSDS 3.0; None when it holds no rule, only words. Raises NotARule.

    By numbers of weeks or days of the year no service here opens: such a rule is not understood.
    """
    if not schedule.get("freq"):
        return None
    if schedule["freq"] not in (WEEKLY, MONTHLY) or schedule.get("byweekno") or schedule.get("byyearday"):
        raise NotARule
    try:
        days = tuple(_days(schedule.get("byday")))
        rule = Opening(
            days=days,
            opens=_time(schedule.get("opens_at")),
            closes=_time(schedule.get("closes_at")),
            freq=schedule["freq"],
            every=int(schedule.get("interval") or 1),
            monthdays=tuple(int(one) for one in _listed(schedule.get("bymonthday"))),
            starts=_date(schedule.get("dtstart") or schedule.get("valid_from")),
            ends=_earliest(_date(schedule.get("until")), _date(schedule.get("valid_to"))),
            times=int(schedule["count"]) if schedule.get("count") else None,
        )
    except (ValueError, TypeError, OverflowError):
        raise NotARule from None
    _must_hold(rule)
    return rule


def _must_hold(rule: Opening) -> None:
    """A rule that names days which never come, or whose first day is after its last, is none. Raises NotARule."""
    places = any(len(day) > 2 for day in rule.days)
    wrong = (
        not 1 <= rule.every <= 52,
        any(not 1 <= abs(day) <= 31 for day in rule.monthdays),
        rule.freq == WEEKLY and (places or not rule.days or bool(rule.monthdays)),
        rule.freq == MONTHLY and not (rule.days or rule.monthdays),
        rule.times is not None and not 1 <= rule.times <= 1000,
        bool(rule.starts and rule.ends and rule.ends < rule.starts),
    )
    if any(wrong):
        raise NotARule


def schedule_of(rule: Opening) -> dict[str, Any]:
    """The rule in the words of HSDS 3.0, without an id: what is unsaid is left out."""
    said = {
        "freq": rule.freq,
        "interval": rule.every if rule.every > 1 else None,
        "byday": ",".join(rule.days) or None,
        "bymonthday": ",".join(map(str, rule.monthdays)) or None,
        "dtstart": rule.starts.isoformat() if rule.starts else None,
        "until": rule.ends.isoformat() if rule.ends else None,
        "count": rule.times,
        "opens_at": rule.opens.isoformat("minutes") if rule.opens else None,
        "closes_at": rule.closes.isoformat("minutes") if rule.closes else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def openings(kept: Iterable[Mapping[str, Any]]) -> tuple[Opening, ...]:
    """The rules as a service keeps them (`schedule_of` each)."""
    return tuple(rule for rule in map(opening_of, kept) if rule is not None)


def spans(text: str) -> list[tuple[dt.time, dt.time]]:
    """What is typed for one day, "9-12, 13h30-17" or "9:00–12:00"; [] when blank. Raises ValueError otherwise."""
    found, rest = [], text.strip().lower()
    for part in re.split(r"[,;]|\bet\b|\ben\b", rest) if rest else ():
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            raise ValueError(part)
        hour, minute, to_hour, to_minute = (int(one or 0) for one in match.groups())
        found.append((dt.time(hour, minute), dt.time(to_hour % 24 if to_hour == 24 else to_hour, to_minute)))
    return sorted(found)


def typed(week: Sequence[Opening], day: str) -> str:
    """The plain hours of one weekday as they are typed: "9:00-12:00, 13:30-17:00"."""
    here = sorted((rule.opens, rule.closes) for rule in week if rule.is_plain and day in rule.days)
    return ", ".join(f"{opens:%-H:%M}-{closes:%-H:%M}" for opens, closes in here if opens and closes)


def of_a_week(by_day: Mapping[str, Sequence[tuple[dt.time, dt.time]]]) -> tuple[Opening, ...]:
    """Plain rules from the hours of each weekday: days with the same hours stand in one rule."""
    together: dict[tuple[dt.time, dt.time], list[str]] = {}
    for day in WEEKDAYS:
        for span in by_day.get(day, ()):
            together.setdefault(span, []).append(day)
    return tuple(Opening(tuple(days), opens, closes) for (opens, closes), days in together.items())


def with_week(there: Sequence[Opening], week: Sequence[Opening]) -> tuple[Opening, ...]:
    """The rules after the plain week was written anew: the others stay, and the same week changes nothing."""
    plain = [rule for rule in there if rule.is_plain]
    if _by_day(plain) == _by_day(week):
        return tuple(there)
    return (*week, *(rule for rule in there if not rule.is_plain))


def _by_day(week: Sequence[Opening]) -> set[tuple[str, dt.time | None, dt.time | None]]:
    return {(day, rule.opens, rule.closes) for rule in week for day in rule.days}


def first_day(rule: Opening, today: dt.date) -> dt.date:
    """The first day on which the rule opens, from its own first day or else from `today`."""
    day = begins = rule.starts or today
    for _ in range(62):
        if _is_on(rule, day):
            return day
        day += dt.timedelta(days=1)
    return begins


def _is_on(rule: Opening, day: dt.date) -> bool:
    if rule.monthdays and day.day not in rule.monthdays and _from_the_end(day) not in rule.monthdays:
        return False
    name = WEEKDAYS[day.weekday()]
    places = {"", str((day.day - 1) // 7 + 1), str((_from_the_end(day) + 1) // 7 - 1)}
    return not rule.days or any(one.endswith(name) and one[:-2].lstrip("+") in places for one in rule.days)


def _from_the_end(day: dt.date) -> int:
    """-1 on the last day of the month, -2 the day before."""
    last = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return day.day - last.day - 1


def _days(text: Any) -> Iterable[str]:
    for one in _listed(text):
        if _DAY.fullmatch(one.upper()) is None:
            raise ValueError(one)
        yield one.upper()


def _listed(text: Any) -> list[str]:
    return [one.strip() for one in str(text or "").split(",") if one.strip()]


def _time(text: Any) -> dt.time | None:
    """An hour of the wall clock: a zone written after it is that of the place, and is not turned."""
    return dt.time.fromisoformat(text.strip()).replace(tzinfo=None, second=0, microsecond=0) if text else None


def _date(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text.strip()[:10]) if text else None


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day), default=None)
