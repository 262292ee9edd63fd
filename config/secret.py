"""The key that signs cookies: from the environment, or made once and kept in the data folder."""

import os
import secrets

from config import database


def secret_key() -> str:
    """PALIER_SECRET_KEY, else a random key kept with mode 0600 beside the database."""
    given = os.environ.get("PALIER_SECRET_KEY")
    if given:
        return given
    kept = database.data_folder() / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text()
