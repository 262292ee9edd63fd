"""The two languages of the screen and of the law, and text that exists in both.

French and Dutch are equal: a text has both or does not exist yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the product, by its ISO 639-1 code."""

    FR = "fr"
    NL = "nl"

    @property
    def other(self) -> Language:
        """The other of the two."""
        return Language.NL if self is Language.FR else Language.FR


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in French and Dutch: both, or neither (`Bilingual("", "")`, which is false).

    Raises `ValueError` when one language is blank and the other is not.
    """

    fr: str
    nl: str

    def __post_init__(self) -> None:
        if bool(self.fr.strip()) != bool(self.nl.strip()):
            missing = Language.NL if self.fr.strip() else Language.FR
            raise ValueError(f"A bilingual text needs both languages: {missing} is missing.")

    def __bool__(self) -> bool:
        return bool(self.fr.strip())

    def in_(self, language: Language | str) -> str:
        """The text in `language` (`fr` or `nl`); any other language raises `ValueError`."""
        return self.nl if Language(language) is Language.NL else self.fr
