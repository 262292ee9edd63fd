"""What comes next by the law, and from which day: the eviction clock on a file. No database is needed."""

import argparse
import json
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["eviction"])
    parser.add_argument(
        "file", type=Path, help='JSON: {"region": "brussels", "as_of": "2026-03-02", "events": [{"stage", "on"}]}'
    )


def run(options: argparse.Namespace) -> int:
    from palier.casework.tenancies.rules import clock
    from palier.casework.tenancies.rules.document import from_json, to_json
    from palier.engines.bad_input import BadInput
    from palier.engines.files import read_json

    try:
        asked = from_json(read_json(options.file))
    except BadInput as problem:
        print(f"palier clock: {problem}", file=sys.stderr)
        return 2
    json.dump(to_json(clock(asked.facts, asked.region, asked.today, asked.exceptions)), sys.stdout, indent=1)
    print()
    return 0
