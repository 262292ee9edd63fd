"""Extract, check or compile the French and Dutch catalogues; the fingerprint of the clear words, for their review."""

import argparse
from pathlib import Path

DOOR = Path(__file__).resolve().parents[1] / "door"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["update", "compile", "check", "fingerprint"])


def run(options: argparse.Namespace) -> int:
    from palier.ui import clear, messages_tool

    if options.action == "fingerprint":
        for language in messages_tool.LANGUAGES:
            print(language, clear.fingerprint(DOOR, language))
        return 0
    return int(messages_tool.main([options.action]) or 0)
