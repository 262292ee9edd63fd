"""The process in which one file is cleaned, and ends with it: `python -m …imports.child`, bytes in, an answer out.

One process a file, started anew, and no server of processes kept warm: what a file does to its process, to its memory
or to the libraries in it, ends there. It costs a fifth of a second, and a worker sends a few files a day. No Django is
loaded, no secret of the surroundings is passed on. The answer is one line of JSON, then the new bytes:

    {"kind": "pdf", "taken_out": ["metadata"]}      or      {"refused": [["The file is empty.", {}], …]}
"""

import json
import os
import resource
import sys

from palier.registry.documents.rules import LARGEST

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of processor time; the parent ends it after as many on the clock
ANSWER_AT_MOST = LARGEST + 64 * 1024  # no file it writes may grow beyond this


def bounded(memory: int = MEMORY) -> None:
    """From here on this process has no more than a document needs. Called before any byte of the file is read."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER_AT_MOST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))


def answer(data: bytes) -> tuple[dict[str, object], bytes]:
    """What is said of a file, and its new bytes."""
    from palier.registry.documents.imports.cleaning import written_anew
    from palier.registry.documents.imports.refusal import NotTaken, too_heavy

    try:
        kind, new, taken_out = written_anew(data)
    except MemoryError:
        return refused(too_heavy())
    except NotTaken as refusal:
        return refused(refusal)
    return {"kind": kind, "taken_out": sorted(taken_out)}, new


def refused(refusal: object) -> tuple[dict[str, object], bytes]:
    sentences = getattr(refusal, "sentences", ())
    return {"refused": [[one.msgid, dict(one.params)] for one in sentences]}, b""


def tell(said: dict[str, object], new: bytes) -> None:
    """The answer, and the end of this process: nothing of the libraries' own endings is waited for."""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + new)
    sys.stdout.buffer.flush()
    os._exit(0)


def main() -> None:
    """Reads the file from standard input, which is at its beginning, and writes the answer."""
    bounded()
    said, new = answer(sys.stdin.buffer.read(LARGEST + 1))
    tell(said, new)


if __name__ == "__main__":
    main()
