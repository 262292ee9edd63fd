"""Photos from a telephone to an open file (P47): a code is drawn at the desk, used once at the telephone."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rules import Tier
from palier.kernel.errors import Refused
from palier.kernel.identifiers import new_id
from palier.registry.documents import queries
from palier.registry.documents.actions.keeping import check_persons
from palier.registry.documents.actions.store import drop_bytes, put_bytes
from palier.registry.documents.models import PhotoCode
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import PHOTOS_WITHIN, Cleaned, document_ends


def draw_photo_code(
    *,
    actor: Actor,
    subject: uuid.UUID,
    household: uuid.UUID | None,
    persons: Sequence[uuid.UUID],
    item: uuid.UUID | None = None,
    ends_on: date | None = None,
) -> tuple[uuid.UUID, str]:
    """A code for two minutes and one sending: its row, and what the telephone's address says and nothing else keeps.

    `item`: what the photos come with. `ends_on`: an earlier last day than other documents there have.
    Raises Refused for whoever could not keep a document there herself.
    """
    require(actor, Capability.DOCUMENT_ADD)
    kind = queries.subject_kind(actor, subject)
    check_persons(actor, household, persons)
    ends = [day for day in (ends_on, document_ends(Tier.TEAM, kind, actor.today, kept_for(actor))) if day]
    code = secrets.token_urlsafe(32)
    row = PhotoCode(
        organisation_id=actor.acting_organisation,
        subject_id=subject,
        household_id=household,
        item=item,
        persons=list(persons),
        code_hash=hashlib.sha256(code.encode()).digest(),
        author_id=actor.acting_post,
        drawn_at=actor.moment,
        ends_at=actor.moment + PHOTOS_WITHIN,
        documents_end=min(ends, default=None),
    )
    try:
        with transaction.atomic():
            row.insert()
    except (ProgrammingError, IntegrityError) as refusal:
        raise Refused() from refusal
    return row.pk, code


def keep_photos(*, actor: Actor, photos: Sequence[Cleaned]) -> None:
    """Keeps what a telephone's session sends, all or nothing. Raises Refused when its code takes nothing any more."""
    if actor.purpose != "photo":
        raise Refused()
    kept = {new_id(): photo for photo in photos}
    rows = [
        {
            "id": str(pk),
            "name": photo.name,
            "kind": photo.kind,
            "size": len(photo.data),
            "sha256": hashlib.sha256(photo.data).hexdigest(),
            "taken_out": photo.taken_out,
        }
        for pk, photo in kept.items()
    ]
    try:
        for pk, photo in kept.items():
            put_bytes(pk, photo.data)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.keep_photos(%s::jsonb)", [json.dumps(rows)])
            if not cursor.fetchone()[0]:
                raise Refused()
    except BaseException:
        for pk in kept:
            drop_bytes(path_of(pk))
        raise
