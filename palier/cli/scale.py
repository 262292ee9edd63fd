"""Fill a database of its own with a sector of any size, without accounts, for measuring."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from config import database
from palier.cli.demo import day
from palier.cli.setup import django_as
from palier.kernel.errors import InvalidInput

DATABASE = "palier_scale"
ROOT = Path(__file__).resolve().parents[2]
FEWEST, MOST = 300, 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--households", type=int, required=True, help=f"how many, {FEWEST} to {MOST}")
    parser.add_argument("--years", type=int, default=5, help="years of history (default 5)")
    parser.add_argument("--contacts", type=int, help="contacts in all (default: 8 a household)")
    parser.add_argument("--as-of", metavar="DATE", help="the day on which the sector stands (default: today)")


def run(options: argparse.Namespace) -> int:
    contacts = 8 * options.households if options.contacts is None else options.contacts
    _check(options, contacts)
    as_of = day(options.as_of)
    began = time.monotonic()
    with database.attach():
        database.drop_database(DATABASE)
        database.create_database(DATABASE)
        os.environ["PALIER_DATABASE"] = DATABASE
        subprocess.run(
            [sys.executable, "-m", "palier.cli", "migrate"], check=True, cwd=ROOT, stdout=sys.stderr, env=os.environ
        )
        with django_as("migrate"):
            from palier.demo import load
            from palier.demo.world import measuring

            size = measuring(options.households, options.years, contacts)
            loaded = load.load(size, as_of, lambda sentence: print(f"palier scale: {sentence}", file=sys.stderr))
            print(json.dumps(_answer(loaded, as_of.isoformat(), time.monotonic() - began), indent=1))
    return 0


def _check(options: argparse.Namespace, contacts: int) -> None:
    """InvalidInput when a number cannot be used."""
    if not FEWEST <= options.households <= MOST:
        raise InvalidInput({}, f"--households {options.households} cannot be used.",
                           how_to_mend=f"Give {FEWEST} to {MOST}.")  # fmt: skip
    if not 1 <= options.years <= 20:
        raise InvalidInput({}, f"--years {options.years} cannot be used.", how_to_mend="Give 1 to 20.")
    if contacts < options.households:
        raise InvalidInput(
            {}, f"--contacts {contacts} are too few.", how_to_mend="Give at least one for each household."
        )


def _answer(loaded: Any, as_of: str, seconds: float) -> dict[str, Any]:
    """Counts, and the three people at work whom measurements act as: a worker, a replacement, a head."""
    users = {account.posts[0]["id"]: account for account in loaded.accounts}
    people = {
        name: {**told, "user": users[told["post"]].user, "username": users[told["post"]].key}
        for name, told in loaded.measured.items()
    }
    counts = {table: loaded.counts.get(row, 0) for table, row in COUNTED.items()}
    return {"database": DATABASE, "as_of": as_of, "seconds": round(seconds, 1), **counts, **people}


COUNTED = {
    "households": "people_household",
    "persons": "people_person",
    "dwellings": "housing_dwelling",
    "cases": "cases_case",
    "contacts": "cases_contact",
    "team_members": "access_teammember",
}
