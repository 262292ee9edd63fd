"""Who follows which site: weight by full-time fraction, few tenants who change worker, neighbouring sites together.

FILE is JSON (docs/formats/caseload.md says all its keys).

Example FILE:
  {"sites": [
     {"id": "Bleuets", "households": [
        {"id": "h1", "weight": 3, "languages": ["nl"]},
        {"id": "h2"},
        {"id": "h3", "weight": 1.5, "languages": ["fr", "ar"]}]},
     {"id": "Canal", "households": 6, "languages": {"nl": 2}},
     {"id": "Moulin", "households": 4, "weight": 5.5},
     {"id": "Parc", "households": 5}],
   "neighbours": [["Bleuets", "Canal"], ["Moulin", "Parc"]],
   "workers": [
     {"id": "amina", "fraction": 1, "languages": ["fr", "ar"], "sites": ["Bleuets", "Canal", "Moulin", "Parc"]},
     {"id": "bart", "fraction": 0.8, "languages": ["fr", "nl"]}],
   "keep_apart": [{"worker": "bart", "household": "h2"}]}

Run: palier engine caseload FILE

households: a list, or a number with the weight of all. fraction: of a full time; 0 for who leaves. languages of a
site told by number: households that speak this one only. keep_apart: a worker never gets the site of that household.
tolerance: per cent around a worker's share of the weight that count as balanced (default 10).

Aims, in this order, each as good as can be before the next: nobody far from her share (beyond the tolerance, in steps
of 5 %), few households who change worker, languages spoken, few neighbours in two hands. Equal by all: by lot.

Answer: optimal (true only when proven), stopped_because (finished, nodes, time), tolerance, seed, aims (value, bound,
proven), sites (worker, because, words), unassigned (nobody may take them), workers (sites, weight, groups of
neighbours, words), ties (another distribution as good), ties_known. No household is named.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.caseload.answer import to_json
from palier.engines.caseload.document import from_json
from palier.engines.caseload.plan import SECONDS, caseload
from palier.engines.files import read_json


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine caseload`."""
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the lots that settle ties; 0")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, metavar="S", help=f"safety net: at most this long; {SECONDS:g}"
    )


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    if not 0 < options.seconds <= 86_400:
        raise BadInput(
            "Not a time that can be used.", where="--seconds", how_to_mend="Give more than 0, at most 86400."
        )
    team = from_json(read_json(options.file))
    return to_json(caseload(team, seed=options.seed, seconds=options.seconds), team)
