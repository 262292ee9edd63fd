"""The access room from outside: the ledger verified, a breach pack, docs/access.md written, the system checks."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from palier.cli.setup import django_as
from palier.kernel.errors import InvalidInput

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("verify", help="check the seals of the read ledger")
    actions.add_parser("check", help="run the system checks")
    document = actions.add_parser("document", help="write docs/access.md")
    document.add_argument("--check", action="store_true", help="fail when the file is not what the code says")
    register = actions.add_parser("register", help="print the register of processing (GDPR art. 30) as Markdown")
    register.add_argument("--language", choices=["fr", "nl"], required=True)
    report = actions.add_parser("report", help="the nightly reports of what crossed to the landlord")
    report.add_argument("what", choices=["verify"])
    report.add_argument("--key", action="append", default=[], help="a former public key of this installation")
    breach = actions.add_parser("breach", help="who saw what of one person, in a folder of its own (GDPR 33 and 34)")
    breach.add_argument("person", metavar="PERSON", help="her id, or the company's own number of her")
    breach.add_argument("--since", metavar="DATE", required=True, help="the first day, like 2026-11-26")
    breach.add_argument("--until", metavar="DATE", required=True, help="the last day")
    breach.add_argument("directory", metavar="DIR", help="a new folder, or an empty one")


def run(options: argparse.Namespace) -> int:
    if options.action == "verify":
        return _verify()
    if options.action == "document":
        return _document(options.check)
    if options.action == "breach":
        return _breach(options)
    if options.action == "report":
        return _report(options.key)
    if options.action == "register":
        return _register(options.language)
    return _check()


def _verify() -> int:
    """The separate verifier of the ledger's chain (D15): a program that shares no code with the sealing."""
    from config import database
    from palier.access.verifier import verify

    with database.attach():
        answer = verify(database.urls("backup"))
    print(json.dumps(answer))
    return 0 if answer["intact"] else 1


def _report(former_keys: list[str]) -> int:
    """Signatures and chain of every report, read as palier_backup: exit 1 at a bad link."""
    from config import database

    with django_as("app"):
        import psycopg
        from django.conf import settings

        from palier.access.rights.exports import KEPT, Kept, public_key, verified

        with psycopg.connect(database.urls("backup", settings.DATABASE_NAME)) as connection:
            rows = connection.execute(KEPT).fetchall()
        answer = verified((Kept(*row) for row in rows), [public_key(), *former_keys])
    print(json.dumps(answer))
    return 0 if answer["intact"] else 1


def _breach(options: argparse.Namespace) -> int:
    """The breach pack, read as palier_backup, which writes nothing: exit 1 when the ledger is not intact."""
    from config import database

    since, until = _day("--since", options.since), _day("--until", options.until)
    with django_as("app"):
        from django.conf import settings

        from palier.desk.officer.exports.pack import Asked, write_pack

        url = database.urls("backup", settings.DATABASE_NAME)
        answer = write_pack(url, Asked(options.person, since, until, Path(options.directory)))
    print(json.dumps(answer))
    if not answer["ledger"]["intact"]:
        print("palier access: the read ledger is not intact; the pack says where", file=sys.stderr)
        return 1
    return 0


def _day(option: str, text: str) -> dt.date:
    """A day as it is typed; InvalidInput for anything else, and for years in which nothing was read."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if not 2000 <= day.year <= 2999:
        raise InvalidInput({}, f"{option} {text[:20]!r} is not a day.", how_to_mend="Write it like 2026-11-26.")
    return day


def _register(language: str) -> int:
    """With the house's own terms: a company's stand on its page."""
    with django_as("app"):
        from django.utils import translation

        from palier.access.rights.rules import presets
        from palier.desk.officer.exports.register import markdown, register

        with translation.override(language):
            print(markdown(register(presets())), end="")
    return 0


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
