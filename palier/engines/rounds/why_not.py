"""Why a visit is left out."""

from __future__ import annotations

from enum import StrEnum

from palier.engines.rounds.board import Board
from palier.engines.rounds.insertion import with_job
from palier.engines.rounds.lines import empty


class Reason(StrEnum):
    """The first that holds, in this order."""

    NOBODY_MAY = "nobody_may"  # no agent is allowed to go there
    NO_TWO_AGENTS = "no_two_agents"  # a visit for two, and there are no two who may
    TOO_LATE_NOW = "too_late_now"  # its window is past
    FITS_NO_SHIFT = "fits_no_shift"  # nobody could do it even with nothing else to do: too far, too long, too late
    DAY_IS_FULL = "day_is_full"  # alone it would fit; beside those of the same or a higher rank it does not


def reason(board: Board, number: int) -> Reason:
    """Why job `number` is in no line of a plan into which it could not be inserted."""
    job = board.jobs[number]
    if not job.agents:
        return Reason.NOBODY_MAY
    if job.together and (len(job.agents) < 2 or (job.named is not None and job.named not in job.agents)):
        return Reason.NO_TWO_AGENTS
    if job.opens > job.closes:
        return Reason.TOO_LATE_NOW
    if with_job(board, empty(board), number) is None:
        return Reason.FITS_NO_SHIFT
    return Reason.DAY_IS_FULL
