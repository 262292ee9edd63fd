"""`python -m config.database {start-and-hold,stop,status,url ROLE}`: the server by hand."""

import argparse
import signal
import sys

from config import database
from config.database import holders, server
from config.database.addresses import external_server
from config.database.paths import layout


def main() -> int:
    """Run one command; 0 when it was done, 1 when the answer is no, 2 when something is in the way."""
    parser = argparse.ArgumentParser(prog="python -m config.database", description=__doc__)
    parser.add_argument("command", choices=["start-and-hold", "stop", "status", "url"])
    parser.add_argument("role", nargs="?", default="app", help="for url: app, auth, job, stats…")
    chosen = parser.parse_args()
    commands = {"start-and-hold": _start_and_hold, "stop": _stop, "status": _status}
    try:
        if chosen.command == "url":
            return _answer(database.urls(chosen.role))
        return commands[chosen.command]()
    except database.DatabaseProblem as problem:
        print(problem, file=sys.stderr)
        return 2


def _start_and_hold() -> int:
    """Hold the server until SIGINT or SIGTERM; says `ready` once it is."""
    ends = {signal.SIGINT, signal.SIGTERM}
    with database.attach():
        signal.pthread_sigmask(signal.SIG_BLOCK, ends)
        _answer("ready")
        signal.sigwait(ends)
    return 0


def _stop() -> int:
    if database.stop():
        return _answer("stopped")
    return _answer("still needed by a running command", code=1)


def _status() -> int:
    if external_server() is not None:
        return _answer("external: DATABASE_URL names the server")
    names = layout()
    if not names.data.exists() or (found := server.running(names)) is None:
        return _answer(f"stopped; data in {names.data}", code=1)
    needed = "held" if holders.is_needed(names) else "held by nobody"
    return _answer(f"{found.status}, pid {found.pid}, {needed}; data in {names.data}")


def _answer(sentence: str, code: int = 0) -> int:
    print(sentence, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
