"""How a term is counted: from the day after the act, to its last day, and on to a working day.

The day of the act is not counted (arts 52 and 54 Judicial Code, general knowledge). A month ends on the act's own
number in the other month, or on that month's last day when it is shorter: 31 January + 1 month = 28 or 29 February.
Counted from the day after, as art. 54 may also be read, the only difference is an act on a month's last day:
28 February + 1 month = 28 March by its number, 31 March from the day after. Both are given.
"""

import datetime as dt
from collections.abc import Iterator

from palier.casework.tenancies.rules.answer import Bound
from palier.casework.tenancies.rules.book import Rule, TermRule, book
from palier.casework.tenancies.rules.facts import OwnTerm
from palier.casework.tenancies.rules.keys import ActsOn, RuleCode, Unit, Why
from palier.kernel.days import ONE_DAY, add_months, is_working_day, next_working_day


def term_ends(act: dt.date, length: int, unit: Unit) -> tuple[dt.date, ...]:
    """The last day of a term, by each way of counting it that is open: one day, or two, the earlier first.

    Not moved yet to a working day. Raises `OverflowError` outside years 1 to 9999.
    """
    if unit == Unit.DAYS:
        return (act + dt.timedelta(days=length),)
    if unit == Unit.WORKING_DAYS:
        return (_working_days_after(act, length),)
    by_number, from_day_after = add_months(act, length), _months_from_day_after(act, length)
    return (by_number,) if from_day_after == by_number else (by_number, from_day_after)


def bounds_of(rule: TermRule, act: dt.date, own: OwnTerm | None) -> Iterator[Bound]:
    """Every reading of one rule, counted from the day of the act; nothing when the judgment did away with the term.

    `own`: the judgment's term, which replaces that of a rule the judge may change; counted and moved in the same way
    when it is a length, taken as it stands when it is a day.
    """
    if own is None or not rule.judge_may_change:
        yield from _counted(rule, act, term_ends(act, rule.length, rule.unit), None)
    elif own.not_before is not None:
        yield Bound(Why.OWN_TERM, own.not_before, (rule,), since=rule.since, since_day=act, own_term=own)
    elif own.length is not None:
        yield from _counted(rule, act, term_ends(act, own.length, own.unit), own)


def _counted(rule: TermRule, act: dt.date, ends: tuple[dt.date, ...], own: OwnTerm | None) -> Iterator[Bound]:
    for end in ends:
        moved = next_working_day(end)
        for acts_on in rule.acts_on:
            yield Bound(
                Why.TERM if own is None else Why.OWN_TERM,
                moved if acts_on == ActsOn.LAST_DAY else moved + ONE_DAY,
                (rule, *_ways_of_counting(end, counted_otherwise=end != ends[0])),
                since=rule.since,
                since_day=act,
                term_ends=end,
                own_term=own,
            )


def _ways_of_counting(end: dt.date, *, counted_otherwise: bool) -> Iterator[Rule]:
    if counted_otherwise:
        yield book().counting[RuleCode.FROM_THE_DAY_AFTER]
    if not is_working_day(end):
        yield book().counting[RuleCode.MOVED_TO_WORKING_DAY]


def _working_days_after(act: dt.date, length: int) -> dt.date:
    day = act
    while length:
        day += ONE_DAY
        length -= is_working_day(day)
    return day


def _months_from_day_after(act: dt.date, months: int) -> dt.date:
    """The day before the same number as the day after the act; a month that has no such number ends on its last day."""
    begins = act + ONE_DAY
    same_number = add_months(begins, months)
    return same_number - ONE_DAY if same_number.day == begins.day else same_number
