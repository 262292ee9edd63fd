"""Print the address with which a role reaches the database."""

import argparse

from config import database


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", default="app", help="app, auth, job, stats, backup or migrate")


def run(options: argparse.Namespace) -> int:
    print(database.urls(options.role, _name()))
    return 0


def _name() -> str:
    import os

    return os.environ.get("PALIER_DATABASE", "palier")
