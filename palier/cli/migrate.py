"""Bring tables, functions, grants and row policies up to date."""

import argparse
import sys

from palier.cli.setup import django_as


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    with django_as("migrate"):
        from django.core.management import call_command
        from django.db import connection, transaction

        from palier.access import lock

        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        with transaction.atomic(), connection.cursor() as cursor:
            lock.apply(cursor)
    print("palier migrate: up to date", file=sys.stderr)
    return 0
