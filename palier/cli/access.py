"""The access room from outside: verify the read ledger, write docs/access.md, run the system checks."""

import argparse
import json
import sys
from pathlib import Path

from palier.cli.setup import django_as

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify", "document", "check"])
    parser.add_argument("--check", action="store_true", help="document: fail when the file is not what the code says")


def run(options: argparse.Namespace) -> int:
    if options.action == "verify":
        return _verify()
    if options.action == "document":
        return _document(options.check)
    return _check()


def _verify() -> int:
    """The separate verifier of the ledger's chain (D15): a program that shares no code with the sealing."""
    from config import database
    from palier.access.verifier import verify

    with database.attach():
        answer = verify(database.urls("backup"))
    print(json.dumps(answer))
    return 0 if answer["intact"] else 1


def _document(only_check: bool) -> int:
    with django_as("app"):
        from palier.access.document import written

        text = written()
    if only_check:
        if not DOCUMENT.exists() or DOCUMENT.read_text() != text:
            print("docs/access.md differs from the code. Run: make access", file=sys.stderr)
            return 1
        return 0
    DOCUMENT.write_text(text)
    return 0


def _check() -> int:
    with django_as("app"):
        from django.core.management import call_command

        call_command("check", verbosity=0)
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    return 0
