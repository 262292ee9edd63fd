"""Small polls, and where the shared cases lie."""

from pathlib import Path

from palier.engines.ballots import Poll

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "b_elections" / "dev"


def ranked(rankings, candidates="ABCDE", withdrawn=()):
    """`rankings`: {"ABC": 4}."""
    found = {tuple(candidates.index(letter) for letter in text): count for text, count in rankings.items()}
    return Poll(
        title="",
        candidates=tuple(candidates),
        seats=None,
        valid=sum(found.values()),
        void={},
        withdrawn=frozenset(withdrawn),
        rankings={ranking: found[ranking] for ranking in sorted(found)},
        is_ranked=True,
    )


def marked(votes, valid=100, **void):
    """`votes`: {"Anna": 3}."""
    return Poll("", tuple(votes), None, valid, void, marks=tuple(votes.values()))
