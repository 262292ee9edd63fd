"""Which figures of a table may be published, and which others must be hidden with the small ones.

FILE is CSV, one row a cell: a column for each dimension, `value` (or `n`), optional `count`, and for --dominance and
--protect the largest contributions `top1`, `top2`, … The label Total marks a total; totals left out are worked out,
other cells left out are zero. Several files are tables that share cells.

Example FILE:

  row,col,value
  north,families,2
  north,singles,20
  south,families,30
  south,singles,40

Run: palier engine suppression FILE --threshold 5

A hierarchy is CSV with columns child,parent. A release published earlier is a table whose hidden cells have an empty
value.

Answer: release (false: publish nothing), dimensions, primary and secondary (cells to hide, as labels), cost, optimal
(true only when proven), bound, audit (what an attacker can tell of each primary cell: low, high or null for no limit,
safe), audit_secondary, because, ties, stopped_because (optimal, size, nodes, time, no_safe_pattern); rounded with
--round.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.suppression.document import to_json
from palier.engines.suppression.protection import protect
from palier.engines.suppression.reading import read_hierarchy, read_table
from palier.engines.suppression.rules import Rules


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine suppression`."""
    add = parser.add_argument
    add("files", type=Path, nargs="+", metavar="FILE.csv", help="one table, or several that share cells")
    add(
        "--threshold", metavar="T", help="a cell with 0 < count < T is sensitive (count: the value when no such column)"
    )
    add("--dominance", metavar="N,K", help="sensitive when the N largest contributions exceed K per cent")
    add("--protect", metavar="P", help="sensitive when the second largest can tell the largest to within P per cent")
    add("--safe-width", metavar="W", help="least width of what an attacker can tell; default T")
    add("--cost", choices=["cells", "value"], default="cells", help="hide fewest cells (default), or least value")
    add("--keep-totals", action="store_true", help="never hide a total or subtotal")
    add("--hierarchy", action="append", default=[], metavar="DIM=FILE", help="child,parent of a dimension")
    add("--released", action="append", default=[], type=Path, metavar="FILE", help="a table published earlier")
    add("--round", metavar="B", help="controlled rounding to multiples of B instead of hiding")
    add("--seconds", default="60", metavar="S", help="stop the search for a proof after this long (a safety net)")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    rules = Rules(
        threshold=_number(options.threshold, "--threshold"),
        dominance=_dominance(options.dominance),
        protect=_number(options.protect, "--protect"),
        safe_width=_number(options.safe_width, "--safe-width"),
    )
    base = _number(options.round, "--round")
    if base is not None and base != int(base):
        raise BadInput("Not a whole number.", where="--round", how_to_mend="Give 3, 5 or 10.")
    found = protect(
        [read_table(path) for path in options.files],
        rules,
        hierarchies=dict(_hierarchy(words) for words in options.hierarchy),
        cost=options.cost,
        keep_totals=options.keep_totals,
        earlier=[read_table(path) for path in options.released],
        base=None if base is None else int(base),
        seconds=_number(options.seconds, "--seconds") or 60.0,
    )
    return to_json(found, rules, options.cost)


def _hierarchy(words: str) -> tuple[str, dict[str, str]]:
    dimension, mark, path = words.partition("=")
    if not mark or not dimension or not path:
        raise BadInput("Not DIM=FILE.", where=f"--hierarchy {words}", how_to_mend="Write --hierarchy row=places.csv.")
    return dimension, dict(read_hierarchy(Path(path)))


def _dominance(words: str | None) -> tuple[int, float] | None:
    if words is None:
        return None
    n, _, k = words.partition(",")
    many, share = _number(n, "--dominance"), _number(k, "--dominance")
    if many is None or share is None or many != int(many) or many > 99:
        raise BadInput("Not N,K.", where="--dominance", how_to_mend="Write it like 1,75.")
    return int(many), share


def _number(words: str | None, option: str) -> float | None:
    if words is None:
        return None
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1e12:
        raise BadInput("Not a number above zero.", where=f"{option} {words}", how_to_mend="Write it like 5 or 7.5.")
    return number
