"""Files of anybody to files that may be kept: judged by content, within limits, written anew (secrecy.md T15)."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import palier
from palier.kernel.errors import InvalidInput, Message
from palier.registry.documents.imports.child import ANSWER_AT_MOST, SECONDS
from palier.registry.documents.imports.refusal import NotTaken, too_heavy, too_large
from palier.registry.documents.imports.scanner import scan
from palier.registry.documents.rules import LARGEST, Cleaned, FileKind, TakenOut
from palier.registry.documents.rules.names import file_name

CHILD = (sys.executable, "-m", "palier.registry.documents.imports.child")
HOME = Path(palier.__file__).parents[1]
_TURN = threading.BoundedSemaphore(2)  # children at once, of one server process: 512 MB each at most


def clean(data: bytes, name: str) -> Cleaned:
    """A file as it may be kept: kind by content, safe name, new bytes, what was taken out.

    Raises InvalidInput on `file`, with what is wrong and how to mend it. At most 512 MB and 10 seconds, in a process
    of its own.
    """
    try:
        if len(data) > LARGEST:
            raise too_large()
        scan(data)
        said, new = apart(CHILD, data)
        kind, taken_out = understood(said)
    except NotTaken as refusal:
        raise InvalidInput({"file": refusal.sentences}) from refusal
    return Cleaned(kind, file_name(name, kind), new, taken_out)


def apart(command: Sequence[str], data: bytes) -> tuple[dict[str, Any], bytes]:
    """What a process of its own says of a file, and its new bytes. Raises NotTaken.

    Both ways through memory that lies on no disk; how much the child may write there is bounded by its limits.
    """
    with _memory("file", data) as given, _memory("answer") as taken, _TURN:
        if not _ran(command, given.fileno(), taken.fileno()):
            raise too_heavy()
        taken.seek(0)
        line, new = taken.readline(ANSWER_AT_MOST), taken.read(LARGEST + 1)
    return _said(line), _sized(new)


def _memory(name: str, data: bytes = b""):  # type: ignore[no-untyped-def]
    held = os.fdopen(os.memfd_create(name), "w+b")
    held.write(data)
    held.seek(0)
    return held


def _ran(command: Sequence[str], given: int, taken: int) -> bool:
    """True when the child ended by itself and well, in time."""
    with subprocess.Popen(
        command,
        stdin=given,
        stdout=taken,
        stderr=subprocess.DEVNULL,
        cwd=HOME,
        env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        start_new_session=True,
    ) as child:
        try:
            return child.wait(timeout=SECONDS) == 0
        except subprocess.TimeoutExpired:
            child.kill()
            return False


def _said(line: bytes) -> dict[str, Any]:
    """The child is trusted as little as the file: an answer that is none is a refusal."""
    try:
        said: dict[str, Any] = json.loads(line)
        if refused := said.get("refused"):
            what, *rest = (Message(str(msgid), dict(params)) for msgid, params in refused)
            raise NotTaken(what, where=rest[0] if len(rest) > 1 else None, how_to_mend=rest[-1] if rest else None)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise too_heavy() from fault
    return said


def understood(said: dict[str, Any]) -> tuple[FileKind, tuple[TakenOut, ...]]:
    """The kind and what was removed, as a child said them. Raises NotTaken."""
    try:
        return FileKind(said["kind"]), tuple(TakenOut(one) for one in said["taken_out"])
    except (ValueError, KeyError, TypeError) as fault:
        raise too_heavy() from fault


def _sized(new: bytes) -> bytes:
    if not 0 < len(new) <= LARGEST:
        raise too_large()
    return new
