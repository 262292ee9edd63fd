"""Serve the pages on loopback (or where --address says), until stopped."""

import argparse
import os
import signal
import subprocess
import sys

import psycopg

from config import database
from config.database import hold_server_address
from palier.kernel.errors import Problem

THREADS = 2  # a process: one computes while the other waits for PostgreSQL; more would only take turns (docs/adr/0006)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--with-worker", action="store_true", help="run the job worker beside it")


def run(options: argparse.Namespace) -> int:
    _must_be_free(options.address, options.port)
    with database.attach(), hold_server_address(f"http://{options.address}:{options.port}/"):
        _move_clock(os.environ.get("PALIER_NOW") or None)
        jobs = _start_worker() if options.with_worker else None
        try:
            _announce(options)
            _serve(options)
        finally:
            if jobs is not None:
                jobs.send_signal(signal.SIGTERM)
                jobs.wait(timeout=20)
    return 0


def _must_be_free(address: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as taken:
            raise Problem(
                f"Port {port} on {address} is already used by another program.",
                how_to_mend="Choose another one, for example: make demo PORT=8001",
            ) from taken


def _move_clock(moment: str | None) -> None:
    """A demonstration's clock stands where PALIER_NOW says, for the application and the database alike (D9)."""
    name = os.environ.get("PALIER_DATABASE", database.PRODUCT)
    with psycopg.connect(database.urls("migrate", name), autocommit=True) as connection:
        try:
            moved = connection.execute("UPDATE access_installation SET moved_now = %s WHERE demo", [moment]).rowcount
        except psycopg.DataError as unreadable:
            raise Problem(
                f"PALIER_NOW is no moment: {moment}.", how_to_mend="Write it with its zone: 2024-05-01T09:00+02:00"
            ) from unreadable
    if moment and not moved:
        raise Problem("PALIER_NOW moves the clock of a demonstration only, and this is none.", how_to_mend="Unset it.")


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "palier.cli", "worker"])


def _announce(options: argparse.Namespace) -> None:
    address = f"http://{options.address}:{options.port}/"
    named = f" or http://localhost:{options.port}/ (passkeys need a name)" if options.address == "127.0.0.1" else ""
    print(f"palier: serving on {address}{named}", file=sys.stderr, flush=True)


def _serve(options: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["PALIER_ROLE"] = "app"
    Granian(
        "config.wsgi:application",
        address=options.address,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        backpressure=64,
        log_enabled=True,
        log_level="warning",  # type: ignore[arg-type]
        respawn_failed_workers=True,
    ).serve()
