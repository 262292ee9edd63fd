"""The courtesy notice at the door: what is written of the short notices in a language, and what a code is for."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from palier.kernel.spoken_languages import SpokenLanguage
from palier.registry.notices.rules import Notice, is_read_by_a_speaker, notices, written_languages

FIRST = "help"  # the notice whose title stands above the others
CODE_ICON = "key-round"


@dataclass(frozen=True)
class Line:
    """One notice as the page shows it; `title` may be empty."""

    icon: str
    title: str
    text: str


@dataclass(frozen=True)
class Courtesy:
    """What is told in one language. `is_checked`: a speaker has read it."""

    code: str
    own_name: str
    is_right_to_left: bool
    title: str
    lines: tuple[Line, ...]
    is_checked: bool


@functools.cache
def courtesies() -> dict[str, Courtesy]:
    """By language code, French and Dutch first."""
    codes = tomllib.loads((Path(__file__).parent / "code.toml").read_text(encoding="utf-8"))
    return {one.code: _courtesy(one, codes[one.code]) for one in written_languages()}


def _courtesy(language: SpokenLanguage, code_words: str) -> Courtesy:
    told = [one for one in notices() if language.code in one.words]
    first = next(one for one in told if one.key == FIRST)
    return Courtesy(
        code=language.code,
        own_name=language.own_name,
        is_right_to_left=language.is_right_to_left,
        title=first.words[language.code].title,
        lines=(*(_line(one, language.code) for one in told), Line(CODE_ICON, "", code_words)),
        is_checked=is_read_by_a_speaker(language.code),
    )


def _line(one: Notice, code: str) -> Line:
    words = one.words[code]
    return Line(one.icon, "" if one.key == FIRST else words.title, words.text)
