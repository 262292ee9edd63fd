"""Do what comes round: seal the read ledger each minute, erase what has reached its end each hour."""

import argparse
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from palier.cli.setup import django_as


@dataclass
class Round:
    """One piece of recurring work: the function in schema sec, and the seconds between two rounds."""

    function: str
    every: float
    due: float = 0.0


SWEEP_EVERY = 3600.0
SEAL_EVERY = 60.0
SEND_EVERY = 10.0
SEARCH_EVERY = 2.0  # somebody looks at the page
COUNT_EVERY = 86400.0
ROUNDS = (
    Round("seal_ledger", 60),
    Round("erase_ledger", 86400),
    Round("erase_arrivals", 600),
    Round("erase_presences", 600),
    Round("erase_ended", 3600),
    Round("erase_drafts", 3600),
    Round("erase_appointments", 3600),
    Round("erase_documents", 3600),
    Round("erase_photo_codes", 600),
    Round("erase_welcomes", 3600),
    Round("erase_access_codes", 3600),
    Round("erase_data_requests", 3600),
    Round("erase_safety", 3600),
    Round("carry_out_handovers", 900),
    Round("erase_handovers", 3600),
    Round("make_letters", 1),
    Round("erase_letters", 3600),
    Round("erase_letter_batches", 3600),
    Round("make_mailing_letters", 1),
    Round("erase_mailings", 3600),
    Round("erase_replies", 3600),
    Round("erase_rights_seen", 3600),
    Round("erase_brought_letters", 3600),
    Round("erase_reinforced_ties", 3600),
    Round("erase_stories", 3600),
    Round("erase_interpreting", 3600),
    Round("erase_signals", 3600),
    Round("erase_procedures", 3600),
    Round("erase_received_sums", 3600),
    Round("erase_interservice", 3600),
    Round("erase_transfers", 3600),
    Round("erase_interventions", 3600),
    Round("erase_support_requests", 3600),
    Round("erase_after_contacts", 3600),
    Round("find_doubles", 86400),
    Round("erase_mergings", 3600),
    Round("erase_outreach", 3600),
    Round("erase_ideas", 3600),
    Round("erase_asked", 3600),
    Round("review_ledger", 21600),
    Round("draw_sample", 21600),
    Round("erase_findings", 3600),
    Round("erase_purges", 3600),
    Round("erase_rounds", 600),
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one round of everything, then stop")


def run(options: argparse.Namespace) -> int:
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, frame: stopping.append(received))
    with django_as("job"):
        if options.once:
            for one in ROUNDS:
                _do(one)
            _sweep()
            _report()
            _seal()
            _destroy_keys()
            _send()
            _search()
            _count()
            return 0
        _go_round(lambda: bool(stopping))
    return 0


def _go_round(must_stop: Callable[[], bool]) -> None:
    swept = sent = searched = counted = sealed = 0.0
    while not must_stop():
        now = time.monotonic()
        for one in ROUNDS:
            if now >= one.due:
                one.due = now + one.every
                _do(one)
        if now >= swept + SWEEP_EVERY:
            swept = now
            _sweep()
            _report()
            _destroy_keys()
        if now >= sealed + SEAL_EVERY:
            sealed = now
            _seal()
        if now >= sent + SEND_EVERY:
            sent = now
            _send()
        if now >= searched + SEARCH_EVERY:
            searched = now
            _search()
        if not counted or now >= counted + COUNT_EVERY:
            counted = now
            _count()
        time.sleep(0.5)


def _sweep() -> None:
    """Files on the disk whose document or visit has gone."""
    from django.db import DatabaseError, connection

    from palier.fieldwork.interventions.actions import sweep_photos
    from palier.registry.documents.actions import sweep

    try:
        sweep()
        sweep_photos()
    except (DatabaseError, OSError) as trouble:
        print(f"palier worker: sweep failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _seal() -> None:
    """What functions of the house left clear, or moved to another subject."""
    from django.db import DatabaseError, connection

    from palier.access import resealing
    from palier.registry.documents.actions import seal_files

    try:
        resealing.seal_all(only_strays=True)
        seal_files()
    except (DatabaseError, OSError) as trouble:
        print(f"palier worker: sealing failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _destroy_keys() -> None:
    """What a rotation left when it was killed is sealed; keys that nothing bears any more go."""
    from django.db import DatabaseError, connection

    from palier.access import resealing

    try:
        resealing.seal_all()
        resealing.destroy()
    except (DatabaseError, OSError) as trouble:
        print(f"palier worker: keys failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _report() -> None:
    """What crossed to the landlord on the days that are over."""
    from django.db import DatabaseError, connection, transaction

    from palier.access.rights.jobs import write_reports

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            write_reports(cursor)
    except DatabaseError as trouble:
        print(f"palier worker: report failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _send() -> None:
    """What is due by mail and SMS."""
    from django.db import DatabaseError, connection

    from palier.casework.referrals import jobs as referrals
    from palier.registry.messaging import jobs as messaging

    try:
        messaging.send_due()
        messaging.send_mailings()
        referrals.send_due()
    except DatabaseError as trouble:
        print(f"palier worker: sending failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _search() -> None:
    """Searches for exchanges that wait."""
    from palier.casework.transfers import jobs

    _tried("search", jobs.search_due)


def _count() -> None:
    """The table of transfers by company."""
    from palier.casework.transfers import jobs

    _tried("count", jobs.count_companies)


def _tried(what: str, act: Callable[[], object]) -> None:
    from django.db import DatabaseError, connection

    try:
        act()
    except DatabaseError as trouble:
        print(f"palier worker: {what} failed ({type(trouble).__name__}); it comes round again", file=sys.stderr)
        connection.close()


def _do(one: Round) -> None:
    """One round; what fails is said and comes round again, the worker goes on."""
    from django.db import DatabaseError, connection, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT sec.{one.function}()")
    except DatabaseError as trouble:
        print(
            f"palier worker: {one.function} failed ({type(trouble).__name__}); it comes round again",
            file=sys.stderr,
        )
        connection.close()
