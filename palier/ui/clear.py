"""Clear words: a second wording of a language, under the same name (P43: *langage clair*, *klare taal*).

Catalogues named `clear` stand below settings.CLEAR_WORDS, beside the ordinary ones; what they do not say, the ordinary
words say. The language stays `fr` or `nl` to everybody who asks for it: days, numbers, addresses and the names of
things are the same. Whoever keeps words by language keeps them by `wording()` instead.
"""

import functools
import gettext
import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, trans_real


class ClearWords(gettext.GNUTranslations):
    """A catalogue that says it is of a language; what it lacks is looked for in the next one, at last in Django's."""

    language = ""

    def to_language(self) -> str:
        """What `get_language()` answers."""
        return self.language


def _files(folder: Path, language: str, name: str) -> list[Path]:
    return sorted(folder.glob(f"**/locale/{language}/LC_MESSAGES/{name}"))


@functools.cache
def _words(language: str) -> ClearWords | None:
    """None when nothing is said clearly in this language."""
    found = []
    for path in _files(settings.CLEAR_WORDS, language, "clear.mo"):
        with path.open("rb") as file:
            found.append(ClearWords(file))
    if not found:
        return None
    first, *others = found
    first.language = language
    for other in (*others, trans_real.translation(language)):  # each behind the one before
        first.add_fallback(other)
    return first


def speak_clearly(language: str) -> None:
    """For the rest of this request, or until a language is activated. Without clear words, nothing changes."""
    words = _words(language)
    if words is not None:
        # Django has no door for a second wording of one language.
        trans_real._active.value = words  # type: ignore[attr-defined]


def is_clear() -> bool:
    """Are the clear words spoken now?"""
    return isinstance(getattr(trans_real._active, "value", None), ClearWords)  # type: ignore[attr-defined]


def wording() -> str:
    """What is said now, to keep words by: `fr`, `nl`, `fr clear`, `nl clear`."""
    return f"{get_language()} clear" if is_clear() else str(get_language())


def fingerprint(folder: Path, language: str) -> str:
    """Of the clear words below a folder: another word gives another one. Twelve hexadecimal digits."""
    together = hashlib.sha256()
    for path in _files(folder, language, "clear.po"):
        together.update(path.read_bytes())
    return together.hexdigest()[:12]
