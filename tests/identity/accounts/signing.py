"""People with a password, and what happens to their browsers behind the locks."""

import secrets

from django.contrib.auth.hashers import make_password
from django.test import Client

from palier.identity.accounts.models import User
from tests.stage import STAGE, Somebody, without_locks

PASSWORD = "un-palier-bien-gardé"
PIN = "802614"


def with_password(somebody: Somebody, **changes: object) -> str:
    """Give her the suite's password; returns her user name."""
    with without_locks():
        rows = User.objects.using(STAGE).filter(pk=somebody.user)
        rows.update(password=make_password(PASSWORD), **changes)
        return rows.get().username


def stranger(language: str = "fr", **options: object) -> Client:
    """A browser nobody knows, on an address of its own: limits per address do not mix tests."""
    address = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
    return Client(headers={"accept-language": language}, REMOTE_ADDR=address, **options)


def sign_in(client: Client, username: str, password: str = PASSWORD):
    return client.post("/accounts/login/", {"login": username, "password": password})


def set_pin(client: Client, pin: str = PIN):
    """Through the pages: the password once more, then the PIN twice."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client.post("/accounts/pin/", {"pin": pin, "again": pin})


def behind(somebody: Somebody, change: str) -> None:
    """Change the rows of her browsers behind the locks."""
    with without_locks() as cursor:
        cursor.execute(f"UPDATE accounts_browser_session SET {change} WHERE user_id = %s", [somebody.user])


def idle(somebody: Somebody, minutes: int = 11) -> None:
    behind(somebody, f"touched_at = touched_at - interval '{minutes} minutes'")


def rows(somebody: Somebody, columns: str = "is_locked, tries") -> list[tuple]:
    with without_locks() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM accounts_browser_session WHERE user_id = %s ORDER BY id", [somebody.user]
        )
        return cursor.fetchall()
