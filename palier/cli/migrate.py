"""Bring catalogues, static files, tables, functions, grants and row policies up to date."""

import argparse
import sys
from pathlib import Path

from palier.cli.setup import django_as
from palier.kernel.errors import Problem

ROOT = Path(__file__).resolve().parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    with django_as("migrate"):
        from django.core.management import call_command
        from django.db import connection, transaction

        from palier.access import catalogue, lock, resealing
        from palier.kernel import clock
        from palier.registry.documents.actions import seal_files
        from palier.ui import messages_tool

        messages_tool.compile_all([ROOT / "palier"])
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        with transaction.atomic(), connection.cursor() as cursor:
            lock.open_ledger_months(cursor, clock.today())
            lock.apply(cursor)
            if faults := catalogue.faults(cursor):
                raise Problem(
                    "The second lock does not stand as written; nothing was changed.",
                    where="; ".join(faults),
                    how_to_mend="Undo what was done to the database by hand, then run palier migrate again.",
                )
        resealing.seal_all()
        seal_files()
    print("palier migrate: up to date", file=sys.stderr)
    return 0
