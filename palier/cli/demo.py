"""Fill an empty database with the demonstration sector, or print its accounts."""

import argparse
import datetime as dt
import json
import sys
from typing import Any

from palier.cli.setup import django_as
from palier.kernel import clock
from palier.kernel.errors import InvalidInput


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--size", choices=["tiny", "small", "sector"], default="small", help="about 300, 4,000 or 40,000 households"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day on which the sector stands (default: today)")
    parser.add_argument("--accounts", action="store_true", help="print the accounts as JSON")


def day(text: str | None) -> dt.date:
    """A day written as 2026-11-26; today when nothing is given. InvalidInput for anything else."""
    if text is None:
        return clock.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            {"as_of": []}, f"--as-of {text[:20]} is not a day.", how_to_mend="Write it like 2026-11-26."
        ) from None


def run(options: argparse.Namespace) -> int:
    as_of = day(options.as_of)
    with django_as("migrate"):
        from palier.access import resealing
        from palier.demo import load
        from palier.demo.world import SIZES
        from palier.registry.documents.actions import seal_files

        if options.accounts:
            print(json.dumps(load.kept_accounts(), indent=1))
            return 0
        if load.is_demo():
            print("palier demo: the demonstration sector is already here; nothing was changed", file=sys.stderr)
            _tell(load.kept_accounts())
            return 0
        loaded = load.load(
            SIZES[options.size], as_of, lambda sentence: print(f"palier demo: {sentence}", file=sys.stderr)
        )
        print("palier demo: sealing what is reinforced", file=sys.stderr)
        resealing.seal_all()
        seal_files()
        _tell(load.kept_accounts())
    print(f"palier demo: {len(loaded.accounts)} accounts; palier demo --accounts prints them all", file=sys.stderr)
    return 0


def _tell(accounts: list[dict[str, Any]]) -> None:
    """One account of each role, without a second factor where there is one: role, user name, password."""
    first: dict[str, dict[str, Any]] = {}
    for account in sorted(accounts, key=lambda one: bool(one["totp_secret"])):
        first.setdefault(account["role"], account)
    for role, account in first.items():
        code = " (asks for a second factor)" if account["totp_secret"] else ""
        print(f"  {role:26} {account['username']:12} {account['password']}{code}", file=sys.stderr)
    print("  Passwords come from a fixed seed: keep this installation on loopback.", file=sys.stderr)
