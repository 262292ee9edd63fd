"""A text about somebody without what tells who; what remains and may still tell is pointed at.

FILE is JSON (docs/formats/pseudonymise.md says all its keys). `palier pseudonymise` does the same for plain text.

Example FILE:
  {"language": "fr",
   "text": "Mme Zoubirane (67 ans) ne répond plus depuis le 12 mars 2024. Tél. 0499 99 12 34. Elle était boulangère.",
   "names": ["Zoubirane"]}

Run: palier engine pseudonymise FILE --seed 1

language: fr or nl, the language of the placeholders; both are read. names: names that may occur, may be left out.
Without --seed the days by which dates are moved are drawn anew at each run.

Answer: text (with placeholders that hold in this text only), replaced (kind and count), flagged (what may still
identify: why, text, start, end).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from palier.engines.files import read_json
from palier.engines.pseudonymise.document import from_json, to_json
from palier.engines.pseudonymise.replacing import pseudonymise


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine pseudonymise`."""
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--seed", type=int, help="draw the days by which dates are moved from this number")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    question = from_json(read_json(options.file))
    return to_json(pseudonymise(question.text, question.language, known=question.names, seed=options.seed))
