"""Sends sign-in tables to the connection that alone may read them (decision D8)."""

from typing import Any

SIGN_IN_APPS = {"accounts", "account", "mfa", "sessions", "auth", "contenttypes"}
CACHE_MODEL = "CacheEntry"


class SignInRouter:
    """`auth` for accounts, second factors and sessions; `default`, behind the second lock, for the rest."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        if model._meta.app_label in SIGN_IN_APPS or model.__name__ == CACHE_MODEL:
            return "auth"
        return "default"

    db_for_write = db_for_read

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return True  # one database: the connections differ by role, not by content

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return False  # only a PALIER_ROLE=migrate process migrates, and it has no router
