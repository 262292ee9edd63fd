"""Codes handed over on paper: short enough to type, too many to guess, read kindly."""

import hashlib
import secrets

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # nothing that looks like another sign
LENGTH = 12  # 30 ** 12 codes: a guess a second for a billion years finds none
GROUP = 4


def new_code() -> str:
    """Twelve random signs, without their hyphens."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def in_groups(code: str) -> str:
    """As it is written on paper: three times four signs."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_typed(words: str) -> str:
    """What was meant: capitals, no spaces or hyphens; signs that are easily taken for others are read as those."""
    plain = "".join(sign for sign in words.upper() if sign.isalnum())
    return plain.translate(str.maketrans("0O1IL", "QQJJJ"))


def digest(code: str) -> bytes:
    """What is kept of a code: it is random and long enough for a plain hash."""
    return hashlib.sha256(code.encode(errors="replace")).digest()
