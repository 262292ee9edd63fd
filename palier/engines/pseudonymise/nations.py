"""Countries, their people and their languages: not replaced, pointed at."""

from __future__ import annotations

from functools import cache

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.lists import listed


@cache
def _countries_and_languages() -> frozenset[str]:
    """Names of one word in French and Dutch, from CLDR."""
    from babel import Locale  # large tables: only when something is read

    found: set[str] = set()
    for language in ("fr", "nl"):
        locale = Locale(language)
        for names in (locale.territories, locale.languages):
            found.update(folded(name) for name in names.values() if " " not in name)
    return frozenset(found)


@cache
def of_a_nation(bare: str) -> bool:
    """Is this folded word a country, a language, or of a nation ("marocaine", "Syrisch")?"""
    stems = tuple(stem for stem in listed("remaining.nationality") if len(stem) > 3)
    return bare in _countries_and_languages() or (len(bare) < 16 and bare.startswith(stems))
