"""A process that forks the real child for each file: its limits, its answer, and what it used, without a start each time.

`python -m tests.registry.documents.nursery`: a length and the file in, a length and the pickled values of a `Ran` out.
"""

import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Ran:
    """How one child ended. `memory` in bytes (largest resident), `cpu` and `wall` in seconds."""

    status: int
    memory: int
    cpu: float
    wall: float
    answer: bytes


class Nursery:
    """The other end: start it once, ask it per file."""

    def __enter__(self) -> "Nursery":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.registry.documents.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()

    def clean(self, data: bytes) -> Ran:
        self._process.stdin.write(struct.pack(">Q", len(data)) + data)
        self._process.stdin.flush()
        size = struct.unpack(">Q", self._process.stdout.read(8))[0]
        return Ran(*pickle.loads(self._process.stdout.read(size)))


def _born(data: bytes) -> Ran:
    from palier.registry.documents.imports import child

    given, taken = os.memfd_create("file"), os.memfd_create("answer")
    os.write(given, data) if data else None
    os.lseek(given, 0, os.SEEK_SET)
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(given, 0)
        os.dup2(taken, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdin, sys.stdout = os.fdopen(0, "r"), os.fdopen(1, "w")
        try:
            child.main()
        finally:
            os._exit(1)
    waiting = os.pidfd_open(pid)
    if not select.select([waiting], [], [], child.SECONDS)[0]:
        os.kill(pid, signal.SIGKILL)
    _pid, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - began
    size = os.fstat(taken).st_size
    answer = os.pread(taken, size, 0)
    for one in (waiting, given, taken):
        os.close(one)
    return Ran(status, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime, wall, answer)


def main() -> None:
    from palier.registry.documents.imports import images, office, opendocument, pdf, text  # noqa: F401 - loaded once

    # What was loaded here is not counted twice: the child's own limit on address space holds with it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    while len(head := source.read(8)) == 8:
        ran = pickle.dumps(astuple(_born(source.read(struct.unpack(">Q", head)[0]))))
        out.write(struct.pack(">Q", len(ran)) + ran)
        out.flush()


if __name__ == "__main__":
    main()
