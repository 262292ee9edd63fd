"""Words of the reinforced tier, sealed: AES-256-GCM with the key of their subject, bound to their place (ADR 16).

A sealed value is text: a mark, `subject:version:` of the key, then nonce and ciphertext in base64. It says itself which
key opens it, so a row that moved to another subject still opens until it is sealed anew.
"""

import base64
import binascii
import logging
import os
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext

from palier.access import keys

MARK = "\x02"  # no words that anybody typed begin with it: `clear()` takes it off
NONCE = 12  # bytes, drawn each time
log = logging.getLogger(__name__)


class Damaged(Exception):
    """This is no sealed value, or not the one that was sealed for this place."""


class Sealed(str):
    """A sealed value as the database holds it."""

    __slots__ = ()

    @property
    def key(self) -> tuple[uuid.UUID, int]:
        """The subject and the version of the key that opens it. Raises Damaged."""
        try:
            subject, version, _ = self[len(MARK) :].split(":")
            return uuid.UUID(subject), int(version)
        except ValueError:
            raise Damaged() from None


@dataclass(frozen=True)
class Place:
    """Where words stand. A ciphertext copied elsewhere does not open."""

    table: str
    column: str
    row: uuid.UUID

    def bound_to(self, subject: uuid.UUID, version: int) -> bytes:
        """What is authenticated beside the words."""
        return f"{self.table}|{self.column}|{self.row}|{subject}|{version}".encode()


def clear(words: str) -> str:
    """What may be kept in clear: never something that reads like a sealed value."""
    return words.lstrip(MARK)


def seal(words: str, at: Place, of: uuid.UUID) -> Sealed:
    """Sealed with the newest key of the subject `of`. No words stay no words."""
    if not words:
        return Sealed("")
    version = keys.newest(of)
    nonce = os.urandom(NONCE)
    hidden = AESGCM(version.secret).encrypt(nonce, clear(words).encode(), at.bound_to(of, version.number))
    return Sealed(f"{MARK}{of}:{version.number}:{base64.b64encode(nonce + hidden).decode()}")


def unseal(sealed: Sealed, at: Place) -> str:
    """The words. Raises keys.NoKey when their key was destroyed, Damaged when they are not those sealed here."""
    subject, version = sealed.key
    secret = keys.secret_of(subject, version)
    try:
        whole = base64.b64decode(sealed.rpartition(":")[2], validate=True)
        return AESGCM(secret).decrypt(whole[:NONCE], whole[NONCE:], at.bound_to(subject, version)).decode()
    except (InvalidTag, ValueError, binascii.Error):
        raise Damaged() from None


def read(sealed: Sealed, at: Place) -> str:
    """The words for who may read them, or one sentence in the language of the screen: a page never breaks on them."""
    try:
        return unseal(sealed, at)
    except keys.NoKey:
        return gettext("These words are gone: their key was destroyed, and nobody can read them any more.")
    except Damaged:
        log.error("What is sealed in %s.%s of %s does not open", at.table, at.column, at.row)
        return gettext("These words are damaged and cannot be read. Tell whoever runs Palier.")
