"""A file of the reinforced tier, sealed with a key of its own that lies sealed in its row (ADR 16).

So a rotation, or a file that changes its subject, seals one line anew and never twenty megabytes; and where the row no
longer opens, neither do the bytes. Each piece is AES-256-GCM, numbered, the last one marked: pieces left out, exchanged
or cut off do not open.
"""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from palier.access.keys import BYTES
from palier.access.sealing import Damaged

PIECE = 1_048_576  # bytes, before they are sealed
TAG = 16  # bytes that each piece grows by


def new_secret() -> bytes:
    """For one file, once: its pieces are numbered from nought, so no other may be sealed with it."""
    return os.urandom(BYTES)


def sealed_pieces(data: bytes, secret: bytes, bound_to: bytes) -> Iterator[bytes]:
    """The bytes as they go to the disk, a piece at a time. `bound_to`: what the file belongs to."""
    aead, last = AESGCM(secret), max(0, len(data) - 1) // PIECE
    for number in range(last + 1):
        piece = data[number * PIECE : (number + 1) * PIECE]
        yield aead.encrypt(_nonce(number, number == last), piece, bound_to)


def opened_pieces(sealed: bytes, secret: bytes, bound_to: bytes) -> Iterator[bytes]:
    """The bytes as they were kept. Raises Damaged."""
    aead, step = AESGCM(secret), PIECE + TAG
    last = max(0, len(sealed) - 1) // step
    for number in range(last + 1):
        try:
            yield aead.decrypt(_nonce(number, number == last), sealed[number * step : (number + 1) * step], bound_to)
        except (InvalidTag, ValueError):
            raise Damaged() from None


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
