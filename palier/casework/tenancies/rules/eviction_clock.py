"""The eviction clock: where a procedure stands, what comes next and when, who must be told (D36, P38, domain.md 3)."""

import datetime as dt
from collections.abc import Iterable

from palier.casework.tenancies.rules.answer import Clock, Coming
from palier.casework.tenancies.rules.book import book
from palier.casework.tenancies.rules.chain import chain
from palier.casework.tenancies.rules.doubts import doubts
from palier.casework.tenancies.rules.facts import Fact, History
from palier.casework.tenancies.rules.keys import Reading, Region
from palier.casework.tenancies.rules.winter import Exceptions, coming_stop


def clock(facts: Iterable[Fact], region: Region, today: dt.date, exceptions: Exceptions = frozenset()) -> Clock:
    """Reads the clock from the facts of *one* procedure, in any order, on a Brussels day.

    `exceptions`: those of the winter stop that the judgment gives, with special reasons. A term is counted from the day
    after the act (see `counting`), by the rule in force on the day of the act; one that ends on a Saturday, a Sunday or
    a legal holiday moves to the next working day. What has not happened happens today at the earliest, so every day
    of `coming` grows with `today`. The same facts give the same answer; O(facts x stages).

    Raises `OverflowError` when a term ends after the year 9999.
    """
    history = History(facts, today)
    stage = history.stands_at()
    since = history.happened(stage)[-1] if stage else None
    has_rules = book().has_rules(region)
    coming = _coming(history, region, exceptions) if has_rules else ()
    return Clock(
        region=region,
        today=today,
        stands_at=stage,
        since=since,
        tell=book().tell(region, stage, since) if stage and since else (),
        coming=coming,
        winter_stop=coming_stop(today, region, exceptions),
        doubts=doubts(history, region, exceptions, coming),
        has_rules=has_rules,
    )


def _coming(history: History, region: Region, exceptions: Exceptions) -> tuple[Coming, ...]:
    protection = chain(history, region, Reading.PROTECTION, exceptions)
    risk = chain(history, region, Reading.RISK, exceptions)
    return tuple(
        Coming(
            stage=stage,
            protection=protection[stage],
            risk=risk[stage],
            announced=history.announced(stage),
            tell=book().tell(region, stage, risk[stage].day),
        )
        for stage in risk
    )
