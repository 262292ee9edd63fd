"""The database's only door: who needs PostgreSQL attaches here, settings ask here for addresses.

No Django in this package: it runs before there is anything to configure.
"""

import atexit
from types import TracebackType
from typing import Any

import psycopg

from config.database import addresses, contents, holders, server, setup
from config.database.binaries import program
from config.database.errors import (
    AlreadyServing,
    DatabaseLacks,
    DatabaseProblem,
    Lack,
    NotSetUp,
    ServerDidNotStart,
    Unreachable,
    UnusableFolder,
)
from config.database.files import write_private
from config.database.holders import Lock, hold_server_address
from config.database.paths import Layout, data_folder, layout, ready_layout
from config.database.progress import Say, say_nothing, say_on_stderr

__all__ = [
    "PRODUCT",
    "AlreadyServing",
    "Attachment",
    "DatabaseLacks",
    "DatabaseProblem",
    "Lack",
    "NotSetUp",
    "ServerDidNotStart",
    "Unreachable",
    "UnusableFolder",
    "admin_url",
    "attach",
    "create_database",
    "data_folder",
    "django_settings",
    "drop_database",
    "hold_server_address",
    "program",
    "setup_database",
    "stop",
    "urls",
    "write_private",
]

PRODUCT = contents.PRODUCT
ATTEMPTS = 5  # when the server cuts us off: one killed backend makes it reset them all
BREATH = 1.0  # seconds between two of them, less when the server has ended


class Attachment:
    """One command's claim on the server. Close it, or leave its `with` block; the last one out stops it.

    A forked copy of the process holds nothing: closing there does nothing.
    """

    def __init__(self, names: Layout, lock: Lock | None, say: Say) -> None:
        self._names = names
        self._lock = lock
        self._say = say
        atexit.register(self.close)

    def url(self, role: str, database: str = PRODUCT) -> str:
        """postgresql:// address of a login role (`app` or `palier_app`), else DatabaseProblem."""
        return addresses.role_url(self._names, role, database)

    def admin_url(self, database: str = "postgres") -> str:
        """postgresql:// address of the administrator."""
        return addresses.superuser_url(self._names, database)

    def close(self) -> None:
        """Let go; stop the embedded server when nobody else needs it. Doing it twice is harmless."""
        atexit.unregister(self.close)
        lock, self._lock = self._lock, None
        if lock is None or not lock.is_held:
            return
        with holders.gate(self._names, self._say):
            _leave(self._names, lock, self._say)

    def __enter__(self) -> "Attachment":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def attach(progress: Say = say_on_stderr) -> Attachment:
    """Find or start the server, make sure of roles and database, and hold it until closed.

    With DATABASE_URL set nothing is started and nothing is changed: `setup_database` did that once.
    `progress` gets a sentence now and then. Raises DatabaseProblem, whose text is for the person waiting.
    """
    names = ready_layout()
    if addresses.external_server() is not None:
        return Attachment(names, None, progress)
    with holders.gate(names, progress):
        lock = holders.hold(names)
        try:
            _make_ready(names, progress)
        except BaseException:
            _leave(names, lock, progress)
            raise
    return Attachment(names, lock, progress)


def setup_database(progress: Say = say_on_stderr) -> None:
    """Create or repair roles and database, embedded or on the server of DATABASE_URL (as its administrator).

    Raises DatabaseLacks, which names every lack and its remedy.
    """
    if addresses.external_server() is None:
        attach(progress).close()
    else:
        setup.set_up(ready_layout(), progress)


def urls(role: str, database: str = PRODUCT) -> str:
    """Address of a login role, from files only: starts nothing. Raises NotSetUp before the first set-up."""
    return addresses.role_url(layout(), role, database)


def admin_url(database: str = "postgres") -> str:
    """Address of the administrator, from files only. Raises NotSetUp before the first set-up."""
    return addresses.superuser_url(layout(), database)


def django_settings(role: str, database: str = PRODUCT, **options: Any) -> dict[str, Any]:
    """NAME, USER, PASSWORD, HOST, PORT for one alias of DATABASES; from files only.

    OPTIONS holds `options` and whatever else DATABASE_URL says (sslmode, …); it is left out when empty.
    """
    return addresses.django_settings(urls(role, database), options)


def create_database(name: str, template: str | None = None) -> None:
    """Create a test database ready for migrations, or a copy of `template`, to which nobody is connected."""
    names = layout()
    with setup.administrator(names, say_nothing) as admin:
        setup.add_database(names, admin, name, template, say_nothing)


def drop_database(name: str) -> None:
    """Drop a test database, cutting its users. Raises ValueError for the product's own."""
    with setup.administrator(layout(), say_nothing) as admin:
        contents.drop_database(admin, name)


def stop(progress: Say = say_on_stderr) -> bool:
    """Stop the embedded server unless somebody holds it. True when no server runs any more."""
    names = ready_layout()
    with holders.gate(names, progress):
        if holders.is_needed(names):
            return False
        server.stop(names, progress)
        return True


def _make_ready(names: Layout, say: Say) -> None:
    """Start and set up; begin again when the server, or a part of it, was killed between the two."""
    for attempts_left in reversed(range(ATTEMPTS)):
        server.ensure_running(names, say)
        found = server.running(names)
        try:
            setup.set_up(names, say)
        except (Unreachable, psycopg.OperationalError):
            if not attempts_left:
                raise
            if found is not None:
                server.wait_for_end(found, BREATH)
        else:
            return


def _leave(names: Layout, lock: Lock, say: Say) -> None:
    """Inside the gate: let go, then stop the server when that was the last holder."""
    lock.release()
    if not holders.is_needed(names):
        server.stop(names, say)
