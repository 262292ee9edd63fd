"""Who moves where: cycles and chains of households that could and would take each other's dwellings.

FILE is one of three formats, told apart by what stands in it.

1. Our JSON (docs/formats/exchanges.md says all its keys).

Example FILE:
  {"households": [
     {"id": "anna", "dwelling": "A", "bedrooms_needed": 3, "waiting_months": 40, "near": ["north"]},
     {"id": "bram", "dwelling": "B", "bedrooms_needed": 1, "waiting_months": 12, "needs": ["no_stairs"]},
     {"id": "chloe", "dwelling": "C", "bedrooms_needed": 2, "waiting_months": 60}],
   "dwellings": [
     {"id": "A", "building": "b1", "area": "north", "bedrooms": 2, "offers": ["no_stairs"]},
     {"id": "B", "building": "b2", "area": "north", "bedrooms": 3},
     {"id": "C", "building": "b3", "area": "south", "bedrooms": 1},
     {"id": "D", "building": "b3", "area": "south", "bedrooms": 2}],
   "moves": [
     {"household": "anna", "dwelling": "B"},
     {"household": "bram", "dwelling": "A"},
     {"household": "chloe", "dwelling": "D"}],
   "keep_apart": [["anna", "chloe"]]}

Run: palier engine exchanges FILE --max-cycle 3 --max-chain 3

A dwelling where nobody of the file lives, or whose household has "leaves": true, begins a chain. A household without
dwelling is an applicant. A move may carry a "weight"; without, it is worth points for bedrooms gained or freed,
needs, area.

2. Weighted digraph text: "n m", then m lines "source target weight" (vertices from 0), then "-1 -1 -1". Free starts
   in a file of the same name ending in .ndds: "starts arcs", then "start target weight", then "-1 -1 -1". Also read:
   "n m K" with the cap on cycles and no last line, and "n density" followed by a line of neighbours (from 1) for each
   vertex, all weights 1.

3. Kidney-exchange JSON: "data" with, by donor, "sources" (one recipient) or "altruistic", and "matches" (recipient,
   score). Each transfer counts one; a chain counts one more for the waiting list, an unused altruist one.

Answer: transfers, weight, optimal (true only when proven), bound (nothing permitted weighs more), stopped_because
(finished, nodes, time, cycles), max_cycle, max_chain, aims (in order: more weight, fewer waiting for each other,
longer waiting), cycles (each takes over the dwelling of the one before), chains (first the free dwelling), ties
(another set as good, settled by lot), ties_known, moves (each with its reasons), set_aside (moves that cannot be
made), left_out (counts), since (with --keep).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.digraph import from_digraph
from palier.engines.exchanges.document import compared, pairs_of, to_json
from palier.engines.exchanges.household_file import from_households
from palier.engines.exchanges.housing_market import Entered, enter
from palier.engines.exchanges.kidney import from_kidney
from palier.engines.exchanges.market import Market
from palier.engines.exchanges.plan import MAX_CHAIN, MAX_CYCLE, check_caps, exchanges
from palier.engines.exchanges.refusal import keeping, without
from palier.engines.files import read_json, read_text
from palier.engines.values import one_object


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine exchanges`."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--max-cycle", type=int, metavar="K", help="households in a cycle at most; 3, or the file's own cap"
    )
    parser.add_argument("--max-chain", type=int, metavar="C", default=MAX_CHAIN, help="moves in a chain at most; 3")
    parser.add_argument(
        "--refused", action="append", default=[], metavar="ID", help="a household that stays; repeatable"
    )
    parser.add_argument("--keep", type=Path, metavar="ANSWER.json", help="an earlier answer, whose other moves stand")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the lots that settle ties; 0")
    parser.add_argument("--seconds", type=float, metavar="S", help="safety net: at most this long; 120")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    if options.seconds is not None and not 0 < options.seconds <= 86_400:
        raise BadInput(
            "Not a time that can be used.", where="--seconds", how_to_mend="Give more than 0, at most 86400."
        )
    market, entered, own_cap = read(options.file)
    max_cycle = options.max_cycle if options.max_cycle is not None else own_cap if own_cap is not None else MAX_CYCLE
    caps = (max_cycle, options.max_chain)
    check_caps(*caps)
    market = without(market, options.refused)
    before = read_json(options.keep) if options.keep else None
    if before is not None:
        market = keeping(market, before, caps)
    plan = exchanges(market, *caps, seconds=options.seconds, seed=options.seed)
    printed = to_json(plan, market, caps, options.seed, entered)
    if before is None:
        return printed
    earlier = one_object(before, "--keep")
    return compared(
        printed,
        pairs_of(earlier.get("cycles"), earlier.get("chains")),
        pairs_of(printed["cycles"], printed["chains"]),
    )


def read(path: Path) -> tuple[Market, Entered | None, int | None]:
    """The market of a file; its households, when it is our own format; its own cap on cycles, when it has one."""
    text = read_text(path)
    if not text.lstrip().startswith(("{", "[")):
        market, cap = from_digraph(path, text)
        return market, None, cap
    document = one_object(read_json(path), "the whole file")
    if "data" in document:
        return from_kidney(document), None, None
    if "households" in document:
        entered = enter(from_households(document))
        return entered.market, entered, None
    raise BadInput("Not a market.", where=str(path), how_to_mend="Give data (kidney JSON) or households.")
