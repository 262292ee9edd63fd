"""A document is kept with a file or an inbox; its name and whom it concerns are corrected."""

import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.db.utils import IntegrityError, ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rights.queries import terms as kept_for
from palier.access.rules import Tier
from palier.access.sealed_text import sealed_changes
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.registry.documents import queries
from palier.registry.documents.actions.store import drop_bytes, put_bytes, put_sealed
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import LARGEST, DocumentDraft, FileKind, document_ends
from palier.registry.documents.rules.names import file_name
from palier.registry.people import queries as people


def keep_document(*, actor: Actor, draft: DocumentDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Keep a cleaned file. Bytes first, then the row; when the row may not stand, no bytes stay. Returns its id."""
    require(actor, Capability.DOCUMENT_ADD)
    kind = queries.subject_kind(actor, draft.subject)
    if not 0 < len(draft.file.data) <= LARGEST:
        raise InvalidInput({"file": [_("The file is larger than 20 MB.")]})
    check_persons(actor, draft.household, draft.persons)
    digest = hashlib.sha256(draft.file.data).digest()
    row = Document(
        id=new_id(),
        organisation_id=actor.acting_organisation,
        subject_id=draft.subject,
        household_id=draft.household,
        item=draft.item,
        confided_by=list(draft.persons),
        concerns=list(draft.persons),
        name=file_name(draft.name or draft.file.name, draft.file.kind),
        kind=draft.file.kind,
        size=len(draft.file.data),
        sha256=digest,
        taken_out=list(draft.file.taken_out),
        tier=draft.tier,
        author_id=actor.acting_post,
        ends_on=document_ends(draft.tier, kind, actor.today, kept_for(actor)),
    )
    body = (draft.subject, draft.household, draft.item, draft.persons, row.name, draft.tier, digest.hex())
    return once(actor, key, body, lambda: _keep(row, draft.file.data))


def _keep(row: Document, data: bytes) -> uuid.UUID:
    sealed = row.tier == Tier.REINFORCED
    if sealed:
        row.file_key, row.sha256 = put_sealed(row.pk, data)
    else:
        put_bytes(row.pk, data)
    try:
        with transaction.atomic():
            row.insert()
    except BaseException as refusal:
        drop_bytes(path_of(row.pk, sealed=sealed))
        if isinstance(refusal, ProgrammingError | IntegrityError):
            raise Refused() from refusal
        raise
    return row.pk


def check_persons(actor: Actor, household: uuid.UUID | None, persons: Sequence[uuid.UUID]) -> None:
    """Only members of the household it belongs to, which the actor must be able to open."""
    if household is None and not persons:
        return
    declared = people.members(actor, people.household(actor, household).pk) if household else []
    if not set(persons) <= {member.person.pk for member in declared}:
        raise Refused()


def correct_document(*, actor: Actor, pk: uuid.UUID, version: int, name: str, persons: Sequence[uuid.UUID]) -> Document:
    """Correct a document's name and whom it concerns; what it said stays in its history.

    Raises Refused, Conflict when `version` is old, InvalidInput without a name.
    """
    row = queries.document(actor, pk, Capability.DOCUMENT_CHANGE)
    if not name.strip():
        raise InvalidInput({"name": [_("Give it a name by which a colleague finds it.")]})
    check_persons(actor, row.household_id, persons)
    rows = Document.objects.visible_to(actor, Capability.DOCUMENT_CHANGE).filter(pk=pk, version=version)
    changed = rows.update(
        **sealed_changes(row, {"name": file_name(name, FileKind(row.kind))}),
        confided_by=list(persons),
        concerns=list(persons),
        version=F("version") + 1,
    )
    if changed == 0:
        raise Conflict(
            _("This document was changed in the meantime."), how_to_mend=_("Look at what it says now, then correct it.")
        )
    return queries.document(actor, pk, Capability.DOCUMENT_CHANGE)
