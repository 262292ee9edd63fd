"""The connection that carries who is asking.

Right after BEGIN the secret token of the running request or job is set for this transaction only (SET LOCAL): it ends
with the transaction, so a pooled connection never carries one person's rights to the next. Outside such a transaction a
statement that names a guarded table raises Unbound: row security alone would answer "no rows", which hides the mistake.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.backends.postgresql import base

from palier.access import token


class Unbound(Exception):
    """A guarded table was named outside a transaction that carries a token. A programming error."""


@lru_cache(maxsize=1)
def _guarded_names() -> re.Pattern[str]:
    from palier.access.lock import guarded_tables

    return re.compile(r"\b(" + "|".join(sorted(guarded_tables())) + r")\b")


def loud(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Refuses a statement on a guarded table when no token is bound."""
    connection = context["connection"]
    if not (connection.in_atomic_block and connection.bound_token) and _guarded_names().search(str(sql)):
        raise Unbound(f"{str(sql)[:120]}: outside a transaction that carries a token")
    return execute(sql, params, many, context)


class DatabaseWrapper(base.DatabaseWrapper):
    """Binds `palier.token` at the start of each transaction of an alias that stands behind the second lock."""

    bound_token: str | None = None

    @property
    def is_behind_the_lock(self) -> bool:
        return self.settings_dict["USER"] in {"palier_app", "palier_job"}

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self.is_behind_the_lock and loud not in self.execute_wrappers:
            self.execute_wrappers.insert(0, loud)

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # unknown to the stubs
        if autocommit:
            self.bound_token = None
        elif self.is_behind_the_lock:
            self.bind(token.current())

    def bind(self, value: str | None) -> None:
        """Set the token for the running transaction; None clears it."""
        self.bound_token = value
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('palier.token', %s, true)", [value or ""])
