"""Remembers reads of secret things: who, when, what, on what ground. Never content."""

import uuid
from collections.abc import Iterable

from django.db import connection

from palier.access.actor import Actor


def note_read(
    actor: Actor,
    what: str,
    *,
    reference: uuid.UUID | None = None,
    subjects: Iterable[uuid.UUID] = (),
    ground: str = "",
) -> None:
    """One line for one opening or one list. `subjects`: the files whose items were shown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_read_event (at, post_id, person, what, reference, subjects, ground)"
            " VALUES (sec.now(), %s, %s, %s, %s, %s, %s)",
            [actor.post, actor.person, what, reference, list(subjects), ground[:60]],
        )
