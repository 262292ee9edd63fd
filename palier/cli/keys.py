"""The keys of the reinforced tier: seal what is still clear, rotate them, count what each seals."""

import argparse
import json

from palier.cli.setup import django_as


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("seal", help="seal what is clear or under a former version; may be run again at any time")
    actions.add_parser("rotate", help="a new version of every key, and everything sealed with it, with people at work")
    actions.add_parser("verify", help="count values by version; exit 1 when a key is missing or something is clear")


def run(options: argparse.Namespace) -> int:
    """Prints as JSON what was done or counted."""
    with django_as("job"):
        from palier.access import resealing
        from palier.registry.documents.actions import seal_files

        if options.action == "verify":
            found = resealing.verify()
            sealed, missing = sum(found.borne.values()), sum(found.missing.values())
            print(
                json.dumps({"sealed": sealed, "versions": len(found.borne), "clear": found.clear, "missing": missing})
            )
            return 1 if missing or found.clear else 0
        done = resealing.rotate() if options.action == "rotate" else resealing.seal_all()
        print(json.dumps({"sealed": done.sealed, "files": seal_files(), "unreadable": done.unreadable}))
    return 0
