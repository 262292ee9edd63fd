"""What stands on a sheet, whoever sets it: plain values, no database."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One language of a letter."""

    language: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    date: str  # of the letter, in words
    large: str  # the one thing that counts, a date in words or a code, or nothing


@dataclass(frozen=True)
class Sheet:
    """A letter as it goes on paper. The window shows the company and the address, never the service (P10)."""

    company: str
    to: tuple[str, ...]  # name and address; the name alone when it is handed over
    worker: str
    phone: str
    texts: tuple[Text, ...]
    pictograms: bool
    written_on: dt.date

    @property
    def title(self) -> str:
        return " / ".join(text.title for text in self.texts)


@dataclass(frozen=True)
class Poster:
    """A notice on a wall: always French and Dutch, of equal size (P24)."""

    company_fr: str
    company_nl: str
    title_fr: str
    paragraphs_fr: tuple[tuple[str, ...], ...]
    title_nl: str
    paragraphs_nl: tuple[tuple[str, ...], ...]
