"""Keeps the file sent, starts `palier import` in a process of its own, forgets the file when it is done."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from palier.access.actor import Actor
from palier.desk.imports import queries
from palier.desk.imports.rules import LARGEST, Kind, State
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.tables import UnreadableTable

ROOT = Path(__file__).resolve().parents[3]


def send_file(*, actor: Actor, kind: str, name: str, chunks: Iterable[bytes]) -> None:
    """Keep a file of the actor's company; one that waited goes. Raises InvalidInput, Conflict, Refused."""
    place = queries.folder(queries.company(actor).pk)
    _must_be_idle(place)
    _forget(place)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = 0
    with _private(place / "file") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                break
            stream.write(chunk)
    try:
        if size > LARGEST:
            raise InvalidInput({"file": ["This file is larger than 20 MB."]})
        queries.header(place, Kind(kind))
    except UnreadableTable as problem:
        _forget(place)
        raise InvalidInput({"file": list(problem.sentences)}) from None
    except InvalidInput:
        _forget(place)
        raise
    facts = {"kind": kind, "name": name[:120], "sent_on": actor.today.isoformat(), "step": None}
    _keep(place / "facts.json", facts)


def name_columns(*, actor: Actor, columns: dict[str, str], date: str, decimal: str, language: str) -> None:
    """Say what the columns are, remember it for the next file of this kind, and read the file without applying it.

    Raises InvalidInput when a needed column is not named or one is named twice, Conflict when nothing waits for it.
    """
    company = queries.company(actor)
    place = queries.folder(company.pk)
    _must_be_idle(place)
    facts = queries.kept(place / "facts.json")
    if not facts or not (place / "file").exists():
        raise Conflict("This file is no longer there.", how_to_mend="Send it again.")
    chosen = {theirs: ours for theirs, ours in columns.items() if ours}
    _check_columns(facts["kind"], list(chosen.values()))
    by = {"columns": chosen, "decimal": decimal} | ({"date": date} if date else {})
    _keep(place / f"columns-{facts['kind']}.json", by)
    _start(place, facts | {"step": "read"}, company.slug, language, ["--dry-run"])


def apply_file(*, actor: Actor, language: str) -> None:
    """Apply the file that was read without a refused row: all of it or nothing. Sent twice, it runs once."""
    company = queries.company(actor)
    place = queries.folder(company.pk)
    standing = queries.sent(actor)
    if standing.state in {State.APPLYING, State.APPLIED}:
        return
    if standing.state != State.PREVIEW or standing.report["refused"]:
        raise Conflict("This file cannot be applied as it is.", how_to_mend="Mend it and send it again.")
    _start(place, queries.kept(place / "facts.json") | {"step": "apply"}, company.slug, language, [])


def drop_file(*, actor: Actor) -> None:
    """Forget the file and its report; the names of its columns are remembered."""
    place = queries.folder(queries.company(actor).pk)
    _must_be_idle(place)
    _forget(place)


def _check_columns(kind: str, named: list[str]) -> None:
    ours = [column.name for column in queries.COLUMNS[kind]]
    missing = [column.name for column in queries.COLUMNS[kind] if column.needed and column.name not in named]
    twice = sorted({name for name in named if named.count(name) > 1})
    if missing:
        raise InvalidInput({name: ["Say which column this is."] for name in missing})
    if twice or set(named) - set(ours):
        raise InvalidInput({name: ["Two columns claim to be the same one."] for name in twice or [""]})


def _must_be_idle(place: Path) -> None:
    if queries.is_running(place):
        raise Conflict("A file is being read just now.", how_to_mend="Wait until it is done.")


def _start(place: Path, facts: dict[str, Any], slug: str, language: str, more: list[str]) -> None:
    """`palier import` as a child that holds the folder's lock for as long as it lives."""
    with _private(place / "lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict("A file is being read just now.", how_to_mend="Wait until it is done.") from None
        for name in ("report.json", "said", "progress"):
            (place / name).unlink(missing_ok=True)
        _keep(place / "facts.json", facts)
        command = [sys.executable, "-m", "palier.cli", "import", facts["kind"], str(place / "file"), *more]
        command += ["--company", slug, "--map", str(place / f"columns-{facts['kind']}.json")]
        command += ["--language", language, "--progress", str(place / "progress")]
        environment = {name: value for name, value in os.environ.items() if name != "PALIER_ROLE"}
        with _private(place / "report.json") as report, _private(place / "said") as said:
            child = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=report, stderr=said,
                pass_fds=[lock.fileno()], start_new_session=True,
            )  # fmt: skip
    threading.Thread(target=_wait, args=(child, place, facts["step"]), daemon=True).start()


def _wait(child: "subprocess.Popen[bytes]", place: Path, step: str) -> None:
    """Reap the child; the rows of a file that was applied are no longer needed."""
    child.wait()
    if step == "apply" and child.returncode == 0:
        (place / "file").unlink(missing_ok=True)


def _forget(place: Path) -> None:
    """Erase the file and what was said of it; keep only how its columns were named."""
    for path in place.glob("*") if place.exists() else ():
        if not path.name.startswith("columns-"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _keep(path: Path, data: dict[str, Any]) -> None:
    with _private(path) as stream:
        stream.write(json.dumps(data, ensure_ascii=False).encode())
