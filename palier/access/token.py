"""The token of the running request or job, kept in a context variable so that threads and tasks never share it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_token: ContextVar[str | None] = ContextVar("palier_token", default=None)


def current() -> str | None:
    """The token in force here, or None."""
    return _token.get()


@contextmanager
def held(value: str | None) -> Iterator[None]:
    """Hold a token for the length of the block, then put the former one back."""
    mark = _token.set(value)
    try:
        yield
    finally:
        _token.reset(mark)
