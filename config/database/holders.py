"""Who needs the server, told by locks the kernel lets go of when a process dies (decision D2)."""

import fcntl
import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.database.errors import AlreadyServing
from config.database.files import open_private
from config.database.paths import Layout, ready_layout
from config.database.progress import Say

LONGEST_ADDRESS = 1024  # bytes
WORD_PATIENCE = 1.0  # seconds for the first server to write its address after it took the lock


class Lock:
    """An flock on one file, ours until released or until this process ends.

    Programs we start do not inherit the descriptor; a forked copy of ourselves closes it at birth.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        _held.add(self)

    @property
    def is_held(self) -> bool:
        """False once released, and in a forked copy of the process that took the lock."""
        return self.descriptor >= 0

    def release(self) -> None:
        """Let go; doing it twice is harmless."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


_held: "weakref.WeakSet[Lock]" = weakref.WeakSet()


def _let_go_in_forked_copy() -> None:
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_let_go_in_forked_copy)


def try_lock(path: Path, *, shared: bool) -> Lock | None:
    """Take the lock at once, or return None when somebody else's excludes it."""
    descriptor = open_private(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Lock(descriptor)


def _soon(path: Path) -> Lock | None:
    """The lock, or None when it is not let go within a second: what passes so quickly is not worth a sentence."""
    until = time.monotonic() + 1
    while (lock := try_lock(path, shared=False)) is None and time.monotonic() < until:
        time.sleep(0.05)
    return lock


@contextmanager
def gate(names: Layout, say: Say) -> Iterator[None]:
    """Be the only one that starts or stops the server; waits for whoever does so now."""
    lock = _soon(names.gate)
    if lock is None:
        say("Another command is starting or stopping the database; waiting for it.")
        lock = _wait_for(names.gate)
    try:
        yield
    finally:
        lock.release()


def hold(names: Layout) -> Lock:
    """Count as one who needs the server. Call inside the gate, where nobody holds it exclusively."""
    lock = try_lock(names.holders, shared=True)
    if lock is None:
        raise AssertionError("The holders file was locked exclusively outside the gate.")
    return lock


def is_needed(names: Layout) -> bool:
    """True while some process holds the server. Call inside the gate."""
    alone = try_lock(names.holders, shared=False)
    if alone is None:
        return True
    alone.release()
    return False


@contextmanager
def hold_server_address(address: str) -> Iterator[None]:
    """Be the only Palier server on this data folder while the block runs; tell others our `address`.

    Raises AlreadyServing, with the address of the first one.
    """
    names = ready_layout()
    lock = try_lock(names.serving, shared=False)
    if lock is None:
        raise AlreadyServing(_address_in(names.serving))
    try:
        os.ftruncate(lock.descriptor, 0)
        os.pwrite(lock.descriptor, address.encode()[:LONGEST_ADDRESS], 0)
        yield
    finally:
        if lock.is_held:
            os.ftruncate(lock.descriptor, 0)
        lock.release()


def _wait_for(path: Path) -> Lock:
    descriptor = open_private(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except BaseException:
        os.close(descriptor)
        raise
    return Lock(descriptor)


def _address_in(path: Path) -> str:
    deadline = time.monotonic() + WORD_PATIENCE
    address = path.read_text(encoding="utf-8")
    while not address and time.monotonic() < deadline:
        time.sleep(0.02)
        address = path.read_text(encoding="utf-8")
    return address
