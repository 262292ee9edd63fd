"""The JSON that `palier engine ballots` prints; the keys are explained in README.md beside this."""

from __future__ import annotations

from collections.abc import Sequence

from palier.engines.ballots.double_entry import Difference
from palier.engines.ballots.lot import Tie
from palier.engines.ballots.scottish import ONE, Count
from palier.engines.ballots.verdict import Verdict, Void, needed, turnout


def to_json(verdict: Verdict) -> dict[str, object]:
    """The answer as JSON values; per cent and votes of a transferable count as decimal strings."""
    poll, conditions = verdict.poll, verdict.conditions
    found: dict[str, object] = {
        "rule": verdict.rule,
        "seats": conditions.seats,
        "elected": list(verdict.elected),
        "votes": verdict.votes,
    }
    if verdict.count:
        found |= {"quota": verdict.count.quota, "rounds": _rounds(verdict.count, poll.candidates)}
    share = None if not conditions.entitled else str(turnout(poll.ballots, conditions.entitled))
    found |= {
        "ties": [_tie(tie) for tie in verdict.ties],
        "turnout": share,
        "valid": verdict.void is None,
        "reason": verdict.void.value if verdict.void else None,
        "ballots": poll.ballots,
        "valid_ballots": poll.valid,
        "void_ballots": dict(poll.void),
        "seed": verdict.seed,
        "because": _because(verdict),
        "report": _report(verdict, share),
    }
    return found


def differences_json(differences: Sequence[Difference]) -> list[dict[str, str | None]]:
    """Differences of a double entry as JSON values."""
    return [{"ballot": one.ballot, "first": one.first, "second": one.second} for one in differences]


def decimal(units: int) -> str:
    """Votes with their five decimals."""
    return f"{units // ONE}.{units % ONE:05d}"


def _tie(tie: Tie) -> dict[str, object]:
    return {
        "between": list(tie.between),
        "chosen": tie.chosen,
        "how": tie.how,
        "seed": tie.seed,
        "for": tie.purpose,
    }


def _rounds(count: Count, names: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "votes": {name: decimal(votes) for name, votes in sorted(zip(names, stage.votes, strict=True))},
            "elected": [names[place] for place in stage.elected],
            "excluded": None if stage.excluded is None else names[stage.excluded],
            "surplus_of": None if stage.surplus_of is None else names[stage.surplus_of],
            "exhausted": decimal(stage.exhausted),
            "lost_to_rounding": decimal(stage.lost),
        }
        for stage in count.rounds
    ]


def _report(verdict: Verdict, share: str | None) -> dict[str, object]:
    """The report of the poll as data: what a page or a form fills in."""
    poll, conditions = verdict.poll, verdict.conditions
    return {
        "title": poll.title,
        "rule": verdict.rule,
        "seats": conditions.seats,
        "candidates": sorted(poll.candidates[place] for place in poll.running),
        "withdrawn": sorted(poll.candidates[place] for place in poll.withdrawn),
        "minimum_candidates": conditions.minimum_candidates,
        "entitled": conditions.entitled,
        "took_part": poll.ballots,
        "turnout": share,
        "quorum": None if conditions.quorum is None else str(conditions.quorum),
        "persons_needed": needed(conditions),
        "valid_ballots": poll.valid,
        "void_ballots": sum(poll.void.values()),
        "void_why": dict(poll.void),
        "seats_filled": len(verdict.elected),
        "not_elected": [] if verdict.void else [name for name in verdict.votes if name not in verdict.elected],
        "lots_drawn": sum(tie.how == "lot" for tie in verdict.ties),
        "next": "hold_again" if verdict.void else "proclaim",
    }


def _because(verdict: Verdict) -> list[str]:
    """The verdict in sentences."""
    poll, conditions = verdict.poll, verdict.conditions
    if verdict.void is Void.TOO_FEW_CANDIDATES:
        return [f"{len(poll.running)} candidates stood, {conditions.minimum_candidates} are needed: the poll is void."]
    if verdict.void is Void.QUORUM_NOT_REACHED:
        return [f"{poll.ballots} persons took part, {needed(conditions)} are needed: the poll is void."]
    void = sum(poll.void.values())
    said = [f"{poll.ballots} ballots, {void} of them void; {len(verdict.elected)} of {conditions.seats} seats filled."]
    if verdict.count:
        said.append(f"{verdict.count.quota} votes elect: one more than {poll.valid} / {conditions.seats + 1}, cut.")
    for tie in verdict.ties:
        how = f"by lot with the seed {tie.seed!r}" if tie.how == "lot" else "by an earlier round"
        said.append(f"{', '.join(tie.between)} stood equal ({tie.purpose}): {tie.chosen}, {how}.")
    return said
