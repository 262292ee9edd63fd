"""From ballots to a verdict: valid or void, who is elected, and the report of the poll."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from palier.engines.bad_input import BadInput
from palier.engines.ballots.lot import Lots, Tie
from palier.engines.ballots.plurality import plurality
from palier.engines.ballots.poll import Poll
from palier.engines.ballots.scottish import Count, scottish_stv

Rule = Literal["plurality", "scottish-stv"]


class Void(StrEnum):
    """Why a poll elects nobody and is to be held again."""

    TOO_FEW_CANDIDATES = "too_few_candidates"
    QUORUM_NOT_REACHED = "quorum_not_reached"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is asked of a poll. `entitled` persons; `quorum` in per cent of them; None: not asked."""

    seats: int
    entitled: int | None = None
    minimum_candidates: int | None = None
    quorum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `void` None when the poll stands; `votes` also when it does not, so that it can be shown."""

    rule: Rule
    conditions: Conditions
    poll: Poll
    seed: str
    elected: tuple[str, ...]
    votes: dict[str, int]
    count: Count | None
    ties: tuple[Tie, ...]
    void: Void | None


def verdict(poll: Poll, rule: Rule, conditions: Conditions, seed: str = "0") -> Verdict:
    """Holds the poll against its conditions and counts it. Raises `BadInput`.

    Void when fewer candidates stand than `minimum_candidates` (withdrawn ones do not count), or when fewer than
    `quorum` per cent of the entitled took part; who took part is who put a ballot in the box, void ones included. A
    void poll elects nobody and draws no lots.
    """
    _check(poll, rule, conditions)
    lots = Lots(seed)
    void = _void(poll, conditions)
    if void is None and not poll.valid:
        raise BadInput("There is no valid ballot.", where="the ballots", how_to_mend="Without any, nobody is elected.")
    elected: list[str] = []
    count = None
    names, votes = plurality(poll, conditions.seats, Lots(seed) if void or rule != "plurality" else lots)
    if void is None and rule == "plurality":
        elected = names
    elif void is None:
        count = scottish_stv(poll, conditions.seats, lots)
        elected = [poll.candidates[place] for place in count.elected]
    return Verdict(rule, conditions, poll, seed, tuple(elected), votes, count, tuple(lots.ties), void)


def turnout(ballots: int, entitled: int) -> Decimal:
    """Per cent of the entitled, cut to two decimals: never rounded up over a quorum."""
    return (Decimal(100 * ballots) / Decimal(entitled)).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def needed(conditions: Conditions) -> int | None:
    """How many persons must take part, or None when nothing is asked."""
    if conditions.quorum is None or conditions.entitled is None:
        return None
    share = Fraction(conditions.quorum) * conditions.entitled / 100
    return -(-share.numerator // share.denominator)


def _void(poll: Poll, conditions: Conditions) -> Void | None:
    if conditions.minimum_candidates is not None and len(poll.running) < conditions.minimum_candidates:
        return Void.TOO_FEW_CANDIDATES
    quorum = needed(conditions)
    if quorum is not None and poll.ballots < quorum:
        return Void.QUORUM_NOT_REACHED
    return None


def _check(poll: Poll, rule: Rule, conditions: Conditions) -> None:
    if rule == "scottish-stv" and not poll.is_ranked:
        raise BadInput("These ballots rank nobody.", where="--rule scottish-stv", how_to_mend="Give a .blt file.")
    if conditions.entitled is not None and poll.ballots > conditions.entitled:
        raise BadInput(
            f"{poll.ballots} ballots for {conditions.entitled} persons entitled.",
            where="--entitled",
            how_to_mend="Check the electoral roll and the box.",
        )
    if conditions.quorum is not None and conditions.entitled is None:
        raise BadInput("A quorum of whom?", where="--quorum", how_to_mend="Say --entitled.")
