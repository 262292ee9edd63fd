"""The lists from which one writes to many."""

import uuid

FILES = "files"
NEWCOMERS = "newcomers"


def source_of(typed: str) -> str:
    """The list asked for: my files unless it is the newcomers or the id of a site."""
    if typed == NEWCOMERS:
        return typed
    try:
        return str(uuid.UUID(typed))
    except ValueError:
        return FILES
