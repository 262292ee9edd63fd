"""The roles' passwords: made once, kept in `roles.json`, compared with what the server stores."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable

from config.database.errors import NotSetUp
from config.database.files import read_private, write_private
from config.database.paths import Layout


def read_passwords(names: Layout) -> dict[str, str]:
    """Role name to password. Raises NotSetUp when none were made yet."""
    passwords: dict[str, str] = json.loads(read_private(names.roles))
    return passwords


def ensure_passwords(names: Layout, roles: Iterable[str]) -> dict[str, str]:
    """Make a random password of 256 bits for each role that has none yet; return them all."""
    try:
        known = read_passwords(names)
    except NotSetUp:
        known = {}
    missing = {role: secrets.token_urlsafe(32) for role in roles if role not in known}
    if missing:
        known |= missing
        write_private(names.roles, json.dumps(known, indent=2) + "\n")
    return known


def matches(verifier: str | None, password: str) -> bool:
    """True when PostgreSQL's stored SCRAM-SHA-256 verifier was made from this password."""
    try:
        _, parameters, keys = (verifier or "").split("$")
        rounds, salt = parameters.split(":")
        stored_key = base64.b64decode(keys.split(":")[0])
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    except ValueError:
        return False
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    return hmac.compare_digest(hashlib.sha256(client_key).digest(), stored_key)
