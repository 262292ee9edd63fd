"""Which mentions are one and the same: "Mme Benali" and "Fatima Benali" are, two brothers of one family are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.likeness import Parts, keys
from palier.engines.pseudonymise.lists import listed
from palier.engines.pseudonymise.placeholders import WORDS, Language
from palier.engines.pseudonymise.spans import Kind
from palier.engines.pseudonymise.words import words_of

PEOPLE = (Kind.PERSON, Kind.NAME)


class Numbering:
    """Numbers by order of first mention within one text. Nothing of it outlives the text."""

    def __init__(self, language: Language, reached: dict[Kind, int], known: Iterable[str]) -> None:
        self._words = WORDS[language]
        self._next = defaultdict(int, reached)
        self._by_part: dict[str, list[_Somebody]] = defaultdict(list)
        self._met: dict[tuple[str, ...], _Somebody] = {}
        self._others: dict[tuple[Kind, str], str] = {}

        self.meet((Kind.PERSON, name) for name in known)

    def meet(self, mentions: Iterable[tuple[Kind, str]]) -> None:
        """All mentions of the text, in order: the longest names first say who there is."""
        people = [(kind, _parts(text)) for kind, text in mentions if kind in PEOPLE]
        for kind, parts in sorted(people, key=lambda one: -len(one[1])):
            somebody = self._met.get(parts) or self._somebody(parts) or self._new(kind, parts)
            self._met[parts] = somebody
            if kind is Kind.PERSON:
                somebody.kind = kind

    def of(self, kind: Kind, text: str) -> tuple[Kind, str]:
        """The kind and the placeholder of one mention; all mentions were met before."""
        if kind not in PEOPLE:
            key = kind, "".join(sign for sign in folded(text) if sign.isalnum())
            if key not in self._others:
                self._others[key] = self._numbered(kind)
            return kind, self._others[key]
        somebody = self._met[_parts(text)]
        somebody.placeholder = somebody.placeholder or self._numbered(somebody.kind)
        return somebody.kind, somebody.placeholder

    def _new(self, kind: Kind, parts: tuple[str, ...]) -> _Somebody:
        somebody = _Somebody(kind, parts, len(self._met))
        for key in {key.removesuffix("s") for part in parts for key in keys(part)}:
            self._by_part[key].append(somebody)
        return somebody

    def _numbered(self, kind: Kind) -> str:
        self._next[kind] += 1
        return f"[{self._words[kind]} {self._next[kind]}]"

    def _somebody(self, parts: tuple[str, ...]) -> _Somebody | None:
        """Who was met with all these parts: among those that share one, the one met first."""
        shared = (one for key in keys(parts[0]) for one in self._by_part.get(key.removesuffix("s"), ()))
        return min((one for one in shared if one.has(parts)), key=lambda one: one.number, default=None)


class _Somebody:
    def __init__(self, kind: Kind, parts: tuple[str, ...], number: int) -> None:
        self.kind, self.number, self.placeholder = kind, number, ""
        self._parts = Parts(parts)

    def has(self, parts: tuple[str, ...]) -> bool:
        return all(self._parts.hold(part) for part in parts)


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(dict.fromkeys(folded(part) for word in words_of(text) for part in word.parts))
    return tuple(part for part in parts if part not in listed("particles")) or parts or (folded(text),)
