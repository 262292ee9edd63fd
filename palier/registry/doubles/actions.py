"""Verbs on doubles. The database holds every condition and answers yes or no."""

import uuid
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id


def tell_apart(*, actor: Actor, pair: uuid.UUID) -> None:
    """Two different people: the pair never comes back. Raises Refused for one that is not the actor's to look at."""
    require(actor, Capability.DOUBLE_SETTLE)
    if not _asked("SELECT sec.tell_apart(%s)", pair):
        raise Refused()


def propose_merge(*, actor: Actor, pair: uuid.UUID, keep: uuid.UUID) -> None:
    """Say that two lines are one person and `keep` is kept. The two workers of their places are asked.

    Raises Conflict for a pair that is proposed already or gone, InvalidInput where nobody looks after one place.
    """
    require(actor, Capability.DOUBLE_MERGE)
    answer = _asked("SELECT sec.propose_merge(%s, %s, %s)", new_id(), pair, keep)
    if answer == "nobody":
        raise InvalidInput({"keep": [_("Nobody looks after the place of one of the two: there is nobody to ask.")]})
    _must(answer == "asked")


def agree_merge(*, actor: Actor, pk: uuid.UUID) -> None:
    """Yes, they are one person. With the yes of both workers it is done. Raises Conflict when it is gone or changed."""
    require(actor, Capability.MERGING_AGREE)
    _must(_asked("SELECT sec.agree_merge(%s)", pk))


def undo_merge(*, actor: Actor, pk: uuid.UUID) -> None:
    """Two people again, or the proposal taken back. Raises Conflict once its term is over."""
    require(actor, Capability.MERGING_READ)
    _must(_asked("SELECT sec.undo_merge(%s)", pk))


def _asked(statement: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
        return cursor.fetchone()[0]


def _must(done: bool) -> None:
    if not done:
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
        )
