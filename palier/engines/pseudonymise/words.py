"""A text as words, each with its place: a hyphen or an apostrophe joins, an elision is not part of the word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from palier.engines.pseudonymise.folding import UNSEEN, folded
from palier.engines.pseudonymise.lexicon import known
from palier.engines.pseudonymise.lists import listed
from palier.engines.pseudonymise.spans import Place

_LETTER = rf"[^\W\d_][\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f{UNSEEN}]*"
_CHAIN = re.compile(rf"(?:{_LETTER})+(?:[-‐‑'’ʼ](?:{_LETTER})+)*")
_RUN = re.compile(rf"(?:{_LETTER})+")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’ʼ]", re.IGNORECASE)
_GENITIVE = re.compile(r"['’ʼ](?:s|tje|je|tjes)?$", re.IGNORECASE)
_SENTENCE_ENDS = '.!?:…\n•*«“"'


@dataclass(frozen=True)
class Word(Place):
    """`text` as written; `before`: the text between the former word and this one; `opens`: a sentence begins with it;
    `adjoins`: nothing but blanks, or the point of an abbreviation, stands between the former word and this one.
    """

    text: str = field(default="")
    before: str = field(default="")
    opens: bool = False
    adjoins: bool = False

    @cached_property
    def bare(self) -> str:
        """As compared: folded."""
        return folded(self.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What hyphens and apostrophes join, as written."""
        return tuple(part.group() for part in _RUN.finditer(self.text))

    @cached_property
    def capital(self) -> bool:
        """Begins with a capital; a word joined with a hyphen may hold its capital further on."""
        return any(part[0].isupper() for part in self.parts)

    @cached_property
    def known(self) -> bool:
        """Each of its parts is a word of French or Dutch."""
        return known(self.text) or all(known(part) for part in self.parts)


def words_of(text: str) -> list[Word]:
    """All words in order, found in one pass."""
    found: list[Word] = []
    end = 0
    for chain in _CHAIN.finditer(text):
        start, stop = _trimmed(chain.group(), chain.start())
        before = text[end:start]
        shortened = bool(found) and before.startswith(".") and _is_short_for(found[-1])
        adjoins = bool(found) and len(before) < 4 and not before[shortened:].strip(" \t\u00a0\u202f")
        found.append(Word(start, stop, text[start:stop], before, not shortened and _opens(before, found), adjoins))
        end = stop
    return found


def _trimmed(chain: str, start: int) -> tuple[int, int]:
    """Without an elision in front ("l'", "qu'") and without a Dutch genitive behind ("'s")."""
    elided = _ELISION.match(chain)
    # "N'Dombasi", "D'Hondt": a capital on both sides is a name. "L'Estacade" loses its article.
    named = elided and chain[0].isupper() and chain[0] not in "LJQ" and chain[elided.end() : elided.end() + 1].isupper()
    if elided and not named:
        rest, shift = chain[elided.end() :], elided.end()
    else:
        rest, shift = chain, 0
    return start + shift, start + shift + len(_GENITIVE.sub("", rest) or rest)


def _is_short_for(word: Word) -> bool:
    """An initial, or a title with its point: "J.", "Mme."."""
    return len(word.text) == 1 or (len(word.text) < 5 and word.bare in listed("abbreviations"))


def _opens(before: str, found: list[Word]) -> bool:
    return not found or any(sign in _SENTENCE_ENDS for sign in before)
