"""Write the directory of partners as HSDS 3.0 into a folder: services.json, and the CSV files of a package."""

import argparse
import json
from pathlib import Path

from palier.cli.import_ import company
from palier.cli.setup import django_as
from palier.kernel.errors import Message, Problem

KINDS = ("partners",)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("directory", metavar="DIR", type=Path, help="a folder; made when it is not there")
    parser.add_argument("--format", choices=["hsds"], default="hsds")
    parser.add_argument("--company", metavar="SLUG", help="of which housing company, when there are several")
    parser.add_argument("--language", choices=["fr", "nl"], default="fr", help="of the words of our own terms")


def run(options: argparse.Namespace) -> int:
    """Prints as JSON how many rows each file has."""
    with django_as("job"):
        from django.utils import translation

        from palier.access.binding import acting
        from palier.access.capabilities import Capability
        from palier.access.gate import require
        from palier.kernel.errors import Refused
        from palier.registry.imports.actions import import_token
        from palier.registry.partners.exports.files import folder

        with import_token(company(options.company)) as token, acting(token) as actor:
            require(actor, Capability.PARTNER_EXCHANGE)
            if actor is None:
                raise Refused()
            try:
                with translation.override(options.language):
                    rows = folder(actor, options.directory)
            except OSError as problem:
                why = problem.strerror or "unknown"
                raise Problem(Message("This folder cannot be written: %(why)s.", {"why": why})) from None
    print(json.dumps({"kind": options.kind, "rows": rows}))
    return 0
