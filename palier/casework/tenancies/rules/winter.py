"""The winter stop: on which days nobody is evicted, and the first day after them."""

import calendar
import datetime as dt

from palier.casework.tenancies.rules.answer import Bound, WinterStop
from palier.casework.tenancies.rules.book import WinterRule, book, held
from palier.casework.tenancies.rules.keys import Reading, Region, Why, WinterException
from palier.kernel.days import ONE_DAY

Exceptions = frozenset[WinterException]


def stop_on(day: dt.date, region: Region, reading: Reading) -> WinterStop | None:
    """The winter stop in which a day lies, whether or not an exception lifts it; None outside every one."""
    for rule in held(book().winters, day, reading):
        first, last = _next_stop(rule, day)
        if rule.region == region and first <= day:
            return WinterStop(first, last, is_running=True, lifted_by=frozenset(), rule=rule)
    return None


def after_the_stop(day: dt.date, region: Region, reading: Reading, exceptions: Exceptions) -> Bound | None:
    """The first day after the winter stop in which `day` lies; None when it lies in none, or one that is lifted."""
    stop = stop_on(day, region, reading)
    if stop is None or exceptions & stop.rule.exceptions:
        return None
    return Bound(Why.WINTER, stop.last + ONE_DAY, (stop.rule,))


def coming_stop(today: dt.date, region: Region, exceptions: Exceptions) -> WinterStop | None:
    """The winter stop that runs today, or the next; None when the Region has none that was found."""
    stops = []
    for rule in book().winters:
        first, last = _next_stop(rule, today)
        if rule.region == region and rule.may_hold_on(max(first, today)):
            stops.append(WinterStop(first, last, first <= today, exceptions & rule.exceptions, rule))
    return min(stops, key=lambda stop: stop.first, default=None)


def _next_stop(rule: WinterRule, day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the first stop of this rule that is not over on `day`."""
    for year in (day.year - 1, day.year):
        last = _day(year + 1, rule.last)
        if day <= last:
            return _day(year, rule.first), last
    return _day(day.year + 1, rule.first), _day(day.year + 2, rule.last)


def _day(year: int, month_and_day: tuple[int, int]) -> dt.date:
    month, day = month_and_day
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
