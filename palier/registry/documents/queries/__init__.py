"""Reads of documents. Fetch is check: who may read the row may have its bytes, nobody else."""

import base64
import hashlib
import logging
import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from palier.access import sealing
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.access.keys import NoKey
from palier.access.ledger import note_read
from palier.access.models import Subject
from palier.access.rules import SubjectKind, Tier
from palier.access.sealed_files import opened_pieces
from palier.access.sealed_text import opened_words
from palier.kernel.errors import Refused
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import Damaged, Gone

log = logging.getLogger(__name__)
SHOWN = 50


@kept
def _of_subjects(actor: Actor, subjects: list[uuid.UUID]) -> "QuerySet[Document]":
    rows = Document.objects.visible_to(actor, Capability.DOCUMENT_READ).filter(subject__any_of=subjects)
    return rows.exclude(tier=Tier.REINFORCED).select_related("author__staff").order_by("-written_at", "-id")


@kept
def of_household(actor: Actor, household: uuid.UUID) -> "QuerySet[Document]":
    """The documents kept about a household, latest first; reinforced ones are in no list (P12)."""
    rows = Document.objects.visible_to(actor, Capability.DOCUMENT_READ).filter(household=household)
    return rows.exclude(tier=Tier.REINFORCED).select_related("author__staff").order_by("-written_at", "-id")[:SHOWN]


def documents_of(actor: Actor, subjects: Sequence[uuid.UUID]) -> list[Document]:
    """The documents of these files and inboxes, latest first; reinforced ones are in no list (P12)."""
    return _of_subjects(actor, list(subjects))


def find_documents(actor: Actor, wanted: str) -> list[Document]:
    """Documents of the actor's files whose name holds these words, latest first; reinforced ones never (P12)."""
    if not wanted.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM sec.find_documents(%s, %s)", [wanted, SHOWN])
        ids = [row[0] for row in cursor.fetchall()]
    return _documents_found(actor, ids)


@kept
def _documents_found(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Document]":
    rows = Document.objects.visible_to(actor, Capability.DOCUMENT_SEARCH).filter(id__any_of=ids)
    return rows.exclude(tier__in=[Tier.REINFORCED, Tier.AUTHOR]).order_by("-written_at", "-id")


def reinforced_of(actor: Actor, subject: uuid.UUID) -> list[Document]:
    """The reinforced documents of a file that name the actor or are hers, for the page that stands apart (P12)."""
    rows = Document.objects.visible_to(actor, Capability.DOCUMENT_READ).filter(subject=subject, tier=Tier.REINFORCED)
    return list(rows.select_related("author__staff").order_by("-written_at", "-id"))


def document(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.DOCUMENT_READ) -> Document:
    """A document's row, or Refused."""
    found: Document | None = Document.objects.visible_to(actor, capability).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def opened(actor: Actor, pk: uuid.UUID) -> tuple[Document, bytes]:
    """A document with its bytes, and a line in the read ledger.

    Raises Refused, Gone when its key was destroyed, and Damaged when the bytes are not those that were kept: nobody is
    given something else.
    """
    try:
        row, data = _read(actor, pk)
    except NoKey:
        raise Gone() from None
    except (OSError, sealing.Damaged):
        log.error("The bytes of document %s are not those that were kept", pk)
        raise Damaged() from None
    note_read(actor, "document", reference=pk, subjects=[row.subject_id])
    return row, data


def _read(actor: Actor, pk: uuid.UUID, *, again: bool = True) -> tuple[Document, bytes]:
    """Once more when the file is not there: the job seals it, and the row was read a moment before."""
    row = document(actor, pk)
    try:
        return row, _bytes_of(row)
    except FileNotFoundError:
        if not again:
            raise
        return _read(actor, pk, again=False)


def _bytes_of(row: Document) -> bytes:
    """Raises OSError, sealing.Damaged, and NoKey."""
    key = opened_words(row, "file_key")
    data = path_of(row.pk, sealed=bool(key)).read_bytes()
    if hashlib.sha256(data).digest() != bytes(row.sha256):
        raise sealing.Damaged()
    return b"".join(opened_pieces(data, base64.b64decode(key), row.pk.bytes)) if key else data


def subject_kind(actor: Actor, subject: uuid.UUID) -> SubjectKind:
    """What the actor's file or inbox is. Raises Refused for one in whose team she is not."""
    found = Subject.objects.filter(pk=subject).first() if subject in actor.subjects else None
    if found is None:
        raise Refused()
    return SubjectKind(found.kind)
