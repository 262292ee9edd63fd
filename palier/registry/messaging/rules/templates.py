"""Texts with places to fill, written by people: plain paragraphs, and a closed list of places in braces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from palier.registry.messaging.rules import LetterKind

PLACES = {  # key -> its name in French and in Dutch
    "person": {"fr": "personne", "nl": "persoon"},
    "day": {"fr": "jour", "nl": "dag"},
    "hour": {"fr": "heure", "nl": "uur"},
    "place": {"fr": "lieu", "nl": "plaats"},
    "worker": {"fr": "travailleuse", "nl": "werkster"},
    "phone": {"fr": "téléphone", "nl": "telefoon"},
    "company": {"fr": "société", "nl": "maatschappij"},
}
BLANK = "…………"  # a place nothing is known for: to be filled by hand, or the letter does not go
_PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Template:
    """A version of a template, in both languages. Version 0 is the one shipped with the house."""

    kind: LetterKind
    number: int
    title_fr: str
    body_fr: str
    title_nl: str
    body_nl: str

    def words(self, language: str) -> tuple[str, str]:
        """Title and body in one language."""
        return (self.title_nl, self.body_nl) if language == "nl" else (self.title_fr, self.body_fr)

    def filled(self, known: Mapping[str, Mapping[str, str]]) -> "Template":
        """With what is known written in its places. `known`: language -> place -> words."""
        return replace(
            self,
            title_fr=fill(self.title_fr, "fr", known["fr"]),
            body_fr=fill(self.body_fr, "fr", known["fr"]),
            title_nl=fill(self.title_nl, "nl", known["nl"]),
            body_nl=fill(self.body_nl, "nl", known["nl"]),
        )


def names(language: str) -> list[str]:
    """The places that exist, as they are written in that language."""
    return ["{" + words[language] + "}" for words in PLACES.values()]


def unknown_places(text: str, language: str) -> list[str]:
    """What stands in braces and is no place of that language, in the order of the text; a lone brace counts."""
    known = {words[language] for words in PLACES.values()}
    wrong = ["{" + name + "}" for name in _PLACE.findall(text) if name not in known]
    lone = re.findall(r"[{}]", _PLACE.sub("", text))
    return list(dict.fromkeys([*wrong, *lone]))


def fill(text: str, language: str, known: Mapping[str, str]) -> str:
    """Each place with its words; one nothing is known for becomes dots. Filled words are not read again."""
    keys = {words[language]: key for key, words in PLACES.items()}

    def words_for(match: re.Match[str]) -> str:
        key = keys.get(match[1])
        return match[0] if key is None else known.get(key) or BLANK

    return _PLACE.sub(words_for, text)


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of lines, as typed: an empty line parts two paragraphs."""
    parts = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip())
    return [[line.rstrip() for line in part.split("\n")] for part in parts if part.strip()]
