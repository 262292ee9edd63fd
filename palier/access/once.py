"""Writes that a browser or a partner may send twice: the same key and body gets the first answer (contracts.md)."""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.models import OnceKey
from palier.kernel.errors import Conflict


def once(actor: Actor, key: uuid.UUID | None, body: Any, act: Callable[[], uuid.UUID]) -> uuid.UUID:
    """Run `act` unless this post already sent `key`; then return the id it gave the first time.

    `body` is anything with a stable repr. Raises Conflict when the key was used for another body. The key is kept in
    the transaction of the change itself, so either both are there or neither.
    """
    if key is None:
        return act()
    digest = hashlib.sha256(repr(body).encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor.post}:{key}"])
    seen = OnceKey.objects.filter(post=actor.post, key=key).first()
    if seen is not None:
        if bytes(seen.body_hash) != digest:
            raise Conflict(
                _("This form was already sent with other content."),
                how_to_mend=_("Open the page again and send what you want to keep."),
            )
        return uuid.UUID(seen.answer["id"])
    made = act()
    OnceKey(post_id=actor.acting_post, key=key, body_hash=digest, answer={"id": str(made)}).save(force_insert=True)
    return made
