"""Is this part of a name one of those, with an ending or a letter wrong? Answered without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from palier.engines.pseudonymise.lexicon import known

SHORTEST = 6  # letters from which one may be wrong
LONGEST = 40  # letters; what is longer is no name


class Parts:
    """Folded parts of names."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._parts = frozenset(parts)
        self._near: dict[str, list[str]] = defaultdict(list)
        for part in self._parts:
            for key in keys(part):
                self._near[key].append(part)

    def hold(self, part: str) -> bool:
        """As it is, with or without a final s, or, when it is no word, with one letter wrong."""
        if part in self._parts or part.removesuffix("s") in self._parts or f"{part}s" in self._parts:
            return True
        found = (other for key in keys(part) for other in self._near.get(key, ()) if near(part, other))
        return next(found, None) is not None and not known(part)


def keys(part: str) -> set[str]:
    """The part, and it without one of its letters: two parts with one letter wrong have one of these in common."""
    if not SHORTEST <= len(part) <= LONGEST:
        return {part}
    return {part} | {part[:place] + part[place + 1 :] for place in range(len(part))}


def near(one: str, other: str) -> bool:
    """At most one letter too many, missing, wrong or swapped, in parts long enough for it."""
    if min(len(one), len(other)) < SHORTEST - 1 or abs(len(one) - len(other)) > 1:
        return one == other
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
