"""A database of one's own within the suite, for what looks at every row there is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

from config import database


@contextmanager
def database_apart(name: str) -> Iterator[str]:
    """Within the block every connection of this process leads to a new, migrated database; it goes at the end.

    What the other tests of the process left there would be read too, and how much that is hangs on their order.
    """
    full = f"palier_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    database.drop_database(full)
    database.create_database(full, "palier_template")
    usual = {alias: settings.DATABASES[alias]["NAME"] for alias in connections}
    try:
        _lead(dict.fromkeys(usual, full))
        yield full
    finally:
        _lead(usual)
        database.drop_database(full)


def _lead(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name
