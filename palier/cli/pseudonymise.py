"""A text on standard input without what tells who it is about, as JSON. No database is needed."""

import argparse
import json
import sys
from pathlib import Path

from palier.engines.pseudonymise import LANGUAGES


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, required=True, help="of the placeholders; both are read")
    parser.add_argument("--names", type=Path, metavar="FILE", help="names that may occur, one a line")
    parser.add_argument("--seed", type=int, help="draw the days by which dates are moved from this number")


def run(options: argparse.Namespace) -> int:
    from palier.engines.bad_input import BadInput
    from palier.engines.files import read_text
    from palier.engines.pseudonymise import pseudonymise
    from palier.engines.pseudonymise.document import to_json

    try:
        known = read_text(options.names).splitlines() if options.names else []
        copy = pseudonymise(_given(), options.language, known=known, seed=options.seed)
    except BadInput as problem:
        print(f"palier pseudonymise: {problem}", file=sys.stderr)
        return 2
    json.dump(to_json(copy), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _given() -> str:
    """Standard input as UTF-8, whatever the terminal speaks; line ends as they come. Raises `BadInput`."""
    from palier.engines.bad_input import BadInput

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(
            "The text is not UTF-8.", where=f"standard input, byte {problem.start}", how_to_mend="Save it as UTF-8."
        ) from None
