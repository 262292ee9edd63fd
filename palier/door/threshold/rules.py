"""The courtesy notice: the same seven sentences in every language of `notices.toml` (P24)."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES


@dataclass(frozen=True)
class Notice:
    """A notice in one language: its sentences, each with the icon beside it. `is_checked`: a speaker has read it."""

    code: str
    own_name: str
    is_right_to_left: bool
    title: str
    lines: tuple[tuple[str, str], ...]
    is_checked: bool


@functools.cache
def notices() -> dict[str, Notice]:
    """By language code, in the order of the file."""
    told = tomllib.loads((Path(__file__).parent / "notices.toml").read_text(encoding="utf-8"))
    icons = told.pop("icons")
    return {code: _notice(code, one, icons) for code, one in told.items()}


def _notice(code: str, told: dict[str, object], icons: list[str]) -> Notice:
    language = SPOKEN_LANGUAGES[code]
    lines = told["lines"]
    assert isinstance(lines, list)
    return Notice(
        code=code,
        own_name=language.own_name,
        is_right_to_left=language.is_right_to_left,
        title=str(told["title"]),
        lines=tuple(zip(icons, lines, strict=True)),
        is_checked=bool(told.get("read_by_a_speaker", "the house")),
    )
