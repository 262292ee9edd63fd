"""Create or repair the database's roles, here or on the server of DATABASE_URL."""

import argparse

from config import database


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    database.setup_database()
    return 0
