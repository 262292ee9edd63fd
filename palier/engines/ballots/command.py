"""Who is elected: plurality at large for councils, or the single transferable vote by the Scottish statute.

FILE is a table (a line of candidates, then a line of 0 and 1 for each ballot; a first column named ballot may
hold the number of the paper), or ranked ballots (.blt: candidates and seats, -2 when the second withdrew, ballots
that end in 0, a lone 0, names in quotes, title). UTF-8, with or without byte-order mark.

Example FILE:

  ballot,Anna,Bilal,Chen,Dries
  1,1,0,1,0
  2,1,1,0,0
  3,0,1,1,0
  4,1,1,1,1
  5,0,0,0,1

Run: palier engine ballots FILE --rule plurality --seats 2 --entitled 60 --quorum 5 --seed 2026-11-26

Plurality: a ballot may mark as many as there are seats (or --marks); more, or none, is void and counted apart. A
ranked ballot gives its first preference. Equal votes for the last seats: a lot a seat, drawn from the seed and the
names only, so that anyone can draw it again. Scottish: ties by the latest earlier round that differs, then by lot.
A poll is void below --minimum-candidates, or below --quorum per cent of --entitled.

Answer: rule, seats, elected (in order), votes, rounds and quota (scottish-stv), ties (between, chosen, how, seed, for),
turnout (per cent of --entitled, or null), valid, reason (too_few_candidates, quorum_not_reached, or null), ballots,
valid_ballots, void_ballots, seed, because, report (the poll as data). With --compare SECOND_FILE: differences, by
number of the ballot, between two entries of the same papers.
"""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.ballots.blt import MOST_SEATS, read_blt
from palier.engines.ballots.document import differences_json, to_json
from palier.engines.ballots.double_entry import differences
from palier.engines.ballots.lines import numbered_lines
from palier.engines.ballots.poll import Poll
from palier.engines.ballots.table import read_table
from palier.engines.ballots.verdict import Conditions, verdict


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine ballots`."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--rule", choices=("plurality", "scottish-stv"), required=True)
    parser.add_argument("--seats", type=int, help="how many seats (a .blt file says it itself)")
    parser.add_argument("--marks", type=int, help="plurality: how many a ballot may mark (as many as seats)")
    parser.add_argument("--entitled", type=int, help="how many persons are entitled to vote")
    parser.add_argument("--minimum-candidates", type=int, help="with fewer the poll is void")
    parser.add_argument("--quorum", metavar="P", help="per cent of the entitled who must take part")
    parser.add_argument("--seed", default="0", help="text made public before the count, for drawing lots (default 0)")
    parser.add_argument("--compare", type=Path, metavar="SECOND_FILE", help="a second entry of the same ballots")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    for name, least in (("seats", 1), ("marks", 1), ("entitled", 1), ("minimum_candidates", 0)):
        value = getattr(options, name)
        if value is not None and value < least:
            raise BadInput(
                "Not a number in range.", where=f"--{name.replace('_', '-')}", how_to_mend=f"At least {least}."
            )
    poll = _poll(options)
    seats = options.seats or poll.seats
    if not seats or seats > MOST_SEATS:
        raise BadInput("How many seats?", where="--seats", how_to_mend=f"Say --seats, 1 to {MOST_SEATS}.")
    conditions = Conditions(seats, options.entitled, options.minimum_candidates, _per_cent(options.quorum))
    found = to_json(verdict(poll, options.rule, conditions, options.seed))
    if options.compare:
        found["differences"] = differences_json(differences(options.file, options.compare, is_ranked=poll.is_ranked))
    return found


def _poll(options: argparse.Namespace) -> Poll:
    if _is_blt(options.file):
        return read_blt(options.file)
    if not options.seats:
        raise BadInput("How many seats?", where="--seats", how_to_mend="A table does not say it: add --seats.")
    return read_table(options.file, options.marks or options.seats)


def _is_blt(path: Path) -> bool:
    """A .blt file starts with two numbers, whatever its name; a table with names."""
    if path.suffix.lower() == ".csv":
        return False
    first = next((text for _, text in islice(numbered_lines(path), 1)), "")
    words = first.split("#")[0].split()
    return path.suffix.lower() == ".blt" or (len(words) == 2 and all(word.isdigit() for word in words))


def _per_cent(text: str | None) -> Decimal | None:
    try:
        value = None if text is None else Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if value is not None and not (value.is_finite() and 0 <= value <= 100):
        raise BadInput(
            "Not per cent.", where=f"--quorum: {str(text)[:20]!r}", how_to_mend="Write a number from 0 to 100."
        )
    return value
