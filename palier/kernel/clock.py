"""The only place that looks at the clock: now and today, in Brussels.

A demo installation may stand at another moment (`PALIER_NOW`), so that a check, a screenshot or a
training day gives the same pages each time. A real installation never may.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Message, Problem

VARIABLE = "PALIER_NOW"


class BadClock(Problem):
    """PALIER_NOW is not a moment with a time zone."""

    code = "bad_clock"


class _Installation:
    """What this process knows of the installation it serves."""

    is_demo = False


def allow_moved_clock(allowed: bool = True) -> None:
    """Say that this is a demo installation: from now on `PALIER_NOW` counts.

    Called once, by the set-up that knows it; a stray variable elsewhere has no effect.
    """
    _Installation.is_demo = allowed


def now(environ: Mapping[str, str] = os.environ) -> dt.datetime:
    """This moment, in the Brussels zone; in a demo installation the one of `PALIER_NOW`, if set.

    A moved clock stands still. Raises `BadClock` when a demo installation's `PALIER_NOW` is not
    an ISO moment with a zone ("2026-11-26T09:00:00+01:00").
    """
    moved = environ.get(VARIABLE, "").strip()
    if not (moved and _Installation.is_demo):
        return dt.datetime.now(BRUSSELS)  # noqa: TID251 - this is the one place
    try:
        moment = dt.datetime.fromisoformat(moved)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadClock(how_to_mend=Message("Write it like %(example)s.", {"example": "2026-11-26T09:00+01:00"}))
    return moment.astimezone(BRUSSELS)


def today(environ: Mapping[str, str] = os.environ) -> dt.date:
    """The Brussels day of `now(environ)`."""
    return now(environ).date()
