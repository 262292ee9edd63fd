"""Starts what a command needs: the database, then Django in the role the command acts in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import database


@contextmanager
def django_as(role: str) -> Iterator[None]:
    """The database attached and Django set up as `app`, `job` or `migrate`, for the length of the block."""
    with database.attach():
        os.environ["PALIER_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
