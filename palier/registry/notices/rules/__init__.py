"""The ten short notices, as they are written in `words/`: one file a notice, French and Dutch first (P24)."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES, SpokenLanguage

WORDS = Path(__file__).resolve().parent.parent / "words"
COUNT = ("fr", "nl")
"""The languages of the law: their words count, and no notice is without them."""


@dataclass(frozen=True)
class Words:
    """A notice in one language. A courtesy translation may have no title of its own."""

    title: str
    text: str


@dataclass(frozen=True)
class Notice:
    """One of the ten: its pictogram, and its words by language code. A language that is not there is not written."""

    key: str
    icon: str
    words: Mapping[str, Words]


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def notices() -> tuple[Notice, ...]:
    """In the order of `words/languages.toml`."""
    return tuple(_notice(key) for key in _file("languages")["order"])


def _notice(key: str) -> Notice:
    told = _file(key)
    icon = told.pop("icon")
    return Notice(key, icon, {code: Words(one.get("title", ""), one["text"]) for code, one in told.items()})


def notice(key: str) -> Notice | None:
    """The notice of this key; None for a key that is none of the ten."""
    return next((one for one in notices() if one.key == key), None)


@functools.cache
def heard_languages() -> tuple[SpokenLanguage, ...]:
    """The languages in which the notices are to be heard (P24)."""
    return tuple(SPOKEN_LANGUAGES[code] for code in _file("languages")["heard"])


@functools.cache
def written_languages() -> tuple[SpokenLanguage, ...]:
    """The languages in which at least one notice is written."""
    return tuple(SPOKEN_LANGUAGES[code] for code in _file("languages")["written"])


@functools.cache
def all_languages() -> tuple[SpokenLanguage, ...]:
    """Written or heard, French and Dutch first, then those to be heard, then the others."""
    return tuple(dict.fromkeys((*heard_languages(), *written_languages())))


def is_read_by_a_speaker(code: str) -> bool:
    """Has somebody who grew up with this language read its words? French and Dutch are the house's own."""
    return code in COUNT or bool(_file("languages")["read_by_a_speaker"].get(code))
