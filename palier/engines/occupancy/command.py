"""How many bedrooms a household needs by a norm, and whether its dwelling fits, is tight or wide.

FILE is JSON (docs/formats/occupancy.md says all its keys).

Example FILE:
  {"on": "2026-11-26",
   "household": [
     {"id": "anna", "born": "1990-05-01", "sex": "f", "role": "head"},
     {"id": "mia", "born": "2016-03-09", "sex": "f", "role": "child", "custody": 0.5},
     {"id": "tom", "born": "2018-07-30", "sex": "m", "role": "child", "disabled": false}],
   "bedrooms": [{"area_m2": 12.5}, {"area_m2": 9}]}

Run: palier engine occupancy FILE --norm brussels-2013

sex: f, m, x. role: head (one), partner (at most one), child, other. custody: share of the time, 0 to 1 (default 1).
area_m2 left out or null: unknown, taken as large enough for two.

Answer: norm, bedrooms_needed, bedrooms, state (fitting, overcrowded, under_occupied, oversized), because (the rule for
each person), added_by_small_rooms, changes_on (the next day with another answer, or null).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from palier.engines.files import read_json
from palier.engines.occupancy.document import from_json, to_json
from palier.engines.occupancy.norms import NORMS
from palier.engines.occupancy.rooms import occupancy


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine occupancy`."""
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--norm", choices=sorted(NORMS), required=True, help="which norm, with its dates and source")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    question = from_json(read_json(options.file))
    return to_json(occupancy(question.on, question.household, question.bedrooms, NORMS[options.norm]))
