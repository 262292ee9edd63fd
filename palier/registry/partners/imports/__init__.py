"""Files of the directory to typed lines: HSDS 3.0 as JSON or as a package of CSV files, or a table of our own columns.

Which of them a file is, its first bytes tell; its name proves nothing.
"""

from collections.abc import Callable
from pathlib import Path

from palier.access.actor import Actor
from palier.kernel.errors import Conflict
from palier.kernel.table_errors import TooLarge
from palier.registry.imports.rules import FileMap
from palier.registry.partners.actions.exchange import Plan, apply, look
from palier.registry.partners.actions.files import LARGEST, drop_file
from palier.registry.partners.imports import hsds_json, packages, table
from palier.registry.partners.imports.table import columns
from palier.registry.partners.queries.exchange import waiting
from palier.registry.partners.rules.exchange.reading import Exchange, settle

__all__ = ["Plan", "apply_waiting", "columns", "preview", "read"]


def _no_progress(rows: int) -> None:
    """Nobody is waiting to be told."""


def read(path: Path, by: FileMap | None = None, progress: Callable[[int], None] = _no_progress) -> Exchange:
    """The file at `path`, or the folder of CSV files. `by` is the map of a table of our own columns.

    Raises `hsds_json.NotAnExchange`, and `palier.kernel.tables.UnreadableTable` and its kinds.
    """
    if path.is_dir():
        return settle(packages.read_folder(path))
    if path.is_file() and path.stat().st_size > LARGEST:
        raise TooLarge("A file may have %(limit)s bytes.", LARGEST)
    if packages.is_package(path):
        return settle(packages.read_package(path))
    if hsds_json.is_json(path):
        return settle(hsds_json.read_json(path))
    return settle(table.read_table(path, by or FileMap(), progress))


def preview(actor: Actor) -> tuple[str, Plan] | None:
    """The file that waits, by its name, and what it would do; None when none waits. Raises as `read` does."""
    found = waiting(actor)
    return (found[1], look(actor=actor, reading=read(found[0]))) if found else None


def apply_waiting(actor: Actor, seen: str, *, partial: bool = False) -> Plan:
    """Apply the file that waits, as it was looked at, then forget it. With `partial` its good lines, and it stays: what
    is to be mended is read on. Raises Conflict and InvalidInput."""
    found = waiting(actor)
    if found is None:
        raise Conflict("This file is no longer there.", how_to_mend="Send it again.")
    plan = apply(actor=actor, reading=read(found[0]), seen=seen, partial=partial)
    if not plan.reading.refused:
        drop_file(actor=actor)
    return plan
