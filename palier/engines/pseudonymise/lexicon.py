"""Is this a word of French or Dutch? Names, as a rule, are not: that is what the detector rests on.

The words come from `pyspellchecker` (MIT), counted in large collections of subtitles. Its Dutch list also holds
rare forms, each with the least count, and among them names: these are not taken for words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from palier.engines.pseudonymise.folding import folded, seen
from palier.engines.pseudonymise.lists import listed

RAREST_DUTCH = 50  # the count that the list gives to what it never met
FREQUENT = 2000  # so many words of each language are never the beginning of a name

_SHORTEST_PART = 4
_LONGEST_WORD = 30  # letters; what is longer is no slip of the pen
_OURS = ("words", "acronyms", "titles", "kin", "introductions", "schools", "services")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Words(NamedTuple):
    """Of both languages: words as written, words folded, the most frequent ones folded; and the Dutch ones, folded."""

    written: frozenset[str]
    plain: frozenset[str]
    frequent: frozenset[str]
    dutch: frozenset[str]


@cache
def _words() -> _Words:
    french, dutch = _counted("fr", least=0), _counted("nl", least=RAREST_DUTCH)
    ours = frozenset[str]().union(*(listed(name) for name in _OURS))
    plain_dutch = frozenset(folded(word) for word in dutch)
    return _Words(
        written=frozenset(french) | frozenset(dutch),
        plain=frozenset(folded(word) for word in french) | plain_dutch | ours,
        frequent=frozenset(folded(word) for word in [*french[:FREQUENT], *dutch[:FREQUENT]]),
        dutch=plain_dutch,
    )


def _counted(language: str, *, least: int) -> list[str]:
    """The words counted more often than `least`, the most frequent first."""
    from spellchecker import SpellChecker  # half a second and a list: only when something is read

    counts: dict[str, int] = SpellChecker(language=language, distance=1).word_frequency.dictionary
    return sorted((word for word, count in counts.items() if count > least), key=lambda word: (-counts[word], word))


def known(word: str) -> bool:
    """Is it a word, with or without its accents, or a Dutch compound of two?"""
    words, bare = _words(), folded(word)
    return len(bare) < 2 or seen(word) in words.written or bare in words.plain or _compound(bare, words.dutch)


def frequent(word: str) -> bool:
    """Is it among the most frequent words?"""
    return folded(word) in _words().frequent


@lru_cache(maxsize=4096)
def misspelt(word: str) -> bool:
    """Is it one letter away from a word? Words of four letters and less are close to everything."""
    bare = folded(word)
    return _SHORTEST_PART < len(bare) <= _LONGEST_WORD and any(near in _words().plain for near in _one_away(bare))


def _compound(bare: str, dutch: frozenset[str]) -> bool:
    """Two words written as one, with "s", "e" or "en" between them or not."""
    for cut in range(_SHORTEST_PART, min(len(bare) - _SHORTEST_PART, 20) + 1):
        first, last = bare[:cut], bare[cut:]
        if last in dutch and any(first.removesuffix(link) in dutch for link in ("", "s", "e", "en")):
            return True
    return False


def _one_away(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {before + after[1:] for before, after in cuts if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    changed = {before + letter + after[1:] for before, after in cuts if after for letter in _LETTERS}
    added = {before + letter + after for before, after in cuts for letter in _LETTERS}
    return left_out | swapped | changed | added
