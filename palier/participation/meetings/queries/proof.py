"""The minutes read again before they go: what the detector of names finds in each text (P41)."""

import uuid
from dataclasses import dataclass
from typing import Any

from palier.engines.pseudonymise import Language
from palier.participation.meetings.queries.meetings import MeetingPage
from palier.participation.meetings.rules import LANGUAGES, FoundWord, found_in

Place = tuple[str, uuid.UUID, str]
"""Where a text of the minutes stands: of what (`point`, `promise`, `question`), which row, which field."""


@dataclass(frozen=True)
class Proof:
    """A text of the minutes, in which language it is read, and what is found in it."""

    place: Place
    language: Language
    heading: str
    text: str
    found: list[FoundWord]

    @property
    def stops(self) -> bool:
        """Does it hold what may not stand in minutes at all?"""
        return any(one.stops for one in self.found)


def proof_of(page: MeetingPage) -> list[Proof]:
    """All texts of the minutes, language after language. No query."""
    found = []
    for language in LANGUAGES:
        points = (one for one in page.points if not one.left_out)
        found += [_proof("point", one, "said", language, one.title) for one in points]
        found += [_proof("promise", one, "words", language, one.words) for one, _standing in page.promises]
        found += [_proof("question", one, "answer", language, one.words) for one in page.answered]
    found += [_proof("question", one, "words", "fr", one.words, alone=True) for one in page.answered]
    return [one for one in found if one.text]


def _proof(of: str, row: Any, name: str, language: Language, heading: str, *, alone: bool = False) -> Proof:
    """`alone`: the field has no language of its own; it is as it was asked."""
    field = name if alone else f"{name}_{language}"
    text = getattr(row, field)
    return Proof((of, row.pk, field), language, heading, text, found_in(text, language))
