"""Plurality at large: who got most votes sits on the council, ties by a lot that anyone can draw again."""

from __future__ import annotations

from palier.engines.ballots.lot import Lots
from palier.engines.ballots.poll import Poll


def plurality(poll: Poll, seats: int, lots: Lots) -> tuple[list[str], dict[str, int]]:
    """The elected, most votes first, and the votes of every candidate running, in the same order.

    Equal votes for the last seats: one lot a seat. Equal votes that cost nobody a seat stand by name. A ranked ballot
    gives its first preference only. O(candidates log candidates).
    """
    votes = poll.first_preferences()
    names = {poll.candidates[place]: votes[place] for place in poll.running}
    order = sorted(names, key=lambda name: (-names[name], name))
    if seats < len(order):
        last = names[order[seats - 1]]
        sure = [name for name in order if names[name] > last]
        tied = [name for name in order if names[name] == last]
        elected = list(sure)
        while len(elected) < seats and len(tied) > seats - len(elected):
            elected.append(lots.draw(tied, "seat"))
            tied.remove(elected[-1])
        elected += tied[: seats - len(elected)]
    else:
        elected = order
    place = {name: number for number, name in enumerate(elected)}
    elected = sorted(elected, key=lambda name: (-names[name], place[name]))
    return elected, {name: names[name] for name in [*elected, *(name for name in order if name not in place)]}
