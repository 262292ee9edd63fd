"""What stands instead of what identifies: readable, the same for one person throughout ONE text, never found again."""

from __future__ import annotations

import re
from typing import Literal

from palier.engines.pseudonymise.lists import months
from palier.engines.pseudonymise.spans import Kind, Place

Language = Literal["fr", "nl"]
LANGUAGES: tuple[Language, ...] = ("fr", "nl")

WORDS: dict[Language, dict[Kind, str]] = {
    "fr": {
        Kind.PERSON: "Personne",
        Kind.NAME: "Nom",
        Kind.ADDRESS: "Adresse",
        Kind.PLACE: "Lieu",
        Kind.SERVICE: "Service",
        Kind.SCHOOL: "École",
        Kind.NATIONAL_NUMBER: "Numéro national",
        Kind.PHONE: "Téléphone",
        Kind.MAIL: "Courriel",
        Kind.ACCOUNT: "Compte",
        Kind.PLATE: "Plaque",
        Kind.NUMBER: "Numéro",
    },
    "nl": {
        Kind.PERSON: "Persoon",
        Kind.NAME: "Naam",
        Kind.ADDRESS: "Adres",
        Kind.PLACE: "Plaats",
        Kind.SERVICE: "Dienst",
        Kind.SCHOOL: "School",
        Kind.NATIONAL_NUMBER: "Rijksregisternummer",
        Kind.PHONE: "Telefoon",
        Kind.MAIL: "E-mail",
        Kind.ACCOUNT: "Rekening",
        Kind.PLATE: "Nummerplaat",
        Kind.NUMBER: "Nummer",
    },
}
NO_DAY: dict[Language, str] = {"fr": "[date]", "nl": "[datum]"}
DECADE: dict[Language, str] = {"fr": "[années {decade}]", "nl": "[jaren {decade}]"}

_NUMBERED = "|".join(sorted({re.escape(word) for words in WORDS.values() for word in words.values()}, reverse=True))
_MONTHS = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
# Only what this engine writes, to the letter: a text cannot hide a name by putting it between brackets.
_OURS = re.compile(
    rf"\[(?:(?:{_NUMBERED}) \d{{1,4}}|date|datum|(?:années|jaren) (?:1[89]|20)\d0"
    rf"|\d{{1,2}}(?:-\d{{1,2}}|\+)(?: ans| jaar|-jarigen?)"
    rf"|~(?:\d{{4}}-\d\d-\d\d|\d\d(?P<sep>[./-])\d\d(?:(?P=sep)\d{{4}})?"
    rf"|(?:\d{{1,2}}(?:er)? )?(?:{_MONTHS})(?: \d{{4}})?))\]",
    re.IGNORECASE,
)
_HIGHEST = re.compile(rf"\[({_NUMBERED}) (\d{{1,4}})\]")


def ours(text: str) -> list[Place]:
    """Placeholders that are in the text already."""
    return [Place(*one.span()) for one in _OURS.finditer(text)]


def highest(text: str, language: Language) -> dict[Kind, int]:
    """The highest number each kind has already in the text; new ones come after it."""
    kinds = {word: kind for kind, word in WORDS[language].items()}
    reached: dict[Kind, int] = {}
    for word, number in _HIGHEST.findall(text):
        if word in kinds:
            reached[kinds[word]] = max(reached.get(kinds[word], 0), int(number))
    return reached
