"""How a word is compared: lower case, without accents and without the marks that do not print."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, joiners and marks of direction: they may stand inside a word and change nothing for who reads it.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'"}
)


def seen(word: str) -> str:
    """The word composed and in lower case, accents kept: as a dictionary has it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", word)).lower()


def folded(word: str) -> str:
    """The word in lower case without accents: "Gürbüzoğlu" is "gurbuzoglu"."""
    parts = unicodedata.normalize("NFKD", _UNSEEN.sub("", word).lower().translate(_LIGATURES))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_LIGATURES)
