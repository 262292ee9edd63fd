"""Photos of a place come to the visit of who took them, at most three; a face in one is a refusal (P22)."""

import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.fieldwork.interventions.models import Visit
from palier.fieldwork.interventions.queries.photos import SHELF, own_visit
from palier.fieldwork.interventions.rules import PHOTOS_AT_MOST, PlacePhoto, photo_id
from palier.kernel.errors import InvalidInput, Message
from palier.registry.documents.actions import sweep_shelf
from palier.registry.documents.actions.store import drop_bytes, put_bytes
from palier.registry.documents.queries.store import path_of


def one_at_a_time(visit: uuid.UUID) -> None:
    """Until the end of the transaction nobody else writes this visit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(visit)])


def keep_photo(*, actor: Actor, visit: uuid.UUID, photo: PlacePhoto, nobody: bool) -> uuid.UUID:
    """Keep a photo with one's own visit; sent again it is kept once. `nobody`: the agent looked, nobody is recognised.

    Bytes first, then the row. Raises Refused, InvalidInput for a face, without `nobody`, and for a fourth.
    """
    require(actor, Capability.INTERVENTION_WORK)
    if photo.faces:
        raise InvalidInput({"photo": [_("A face shows in the photo. Take it again without anybody, or cover it.")]})
    if not nobody:
        raise InvalidInput({"nobody": [_("Look at the photo, then tick that nobody can be recognised in it.")]})
    one_at_a_time(visit)
    row = own_visit(actor, visit)
    pk = photo_id(visit, photo.data)
    if pk in row.photos:
        return pk
    if len(row.photos) >= PHOTOS_AT_MOST:
        few = Message("There are %(number)s photos already: take one away first.", {"number": PHOTOS_AT_MOST})
        raise InvalidInput({"photo": [few]})
    put_bytes(pk, photo.data, SHELF)
    try:
        with transaction.atomic():
            _set(actor, row.pk, [*row.photos, pk])
    except BaseException:
        drop_bytes(path_of(pk, shelf=SHELF))
        raise
    return pk


def remove_photo(*, actor: Actor, visit: uuid.UUID, pk: uuid.UUID) -> None:
    """Take a photo away from one's own visit, and its bytes from the disk. Gone already, it is gone. Raises Refused."""
    require(actor, Capability.INTERVENTION_WORK)
    one_at_a_time(visit)
    row = own_visit(actor, visit)
    if pk in row.photos:
        _set(actor, row.pk, [one for one in row.photos if one != pk])
        transaction.on_commit(lambda: drop_bytes(path_of(pk, shelf=SHELF)))


def _set(actor: Actor, visit: uuid.UUID, photos: list[uuid.UUID]) -> None:
    Visit.objects.visible_to(actor, Capability.INTERVENTION_WORK).filter(pk=visit).update(photos=photos)


def sweep_photos() -> int:
    """For the job role, outside any actor: photos on the disk whose visit has gone. How many went."""
    return sweep_shelf(SHELF, _there)


def _there(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.visit_photos_there(%s)", [list(ids)])
        return {row[0] for row in cursor.fetchall()}
