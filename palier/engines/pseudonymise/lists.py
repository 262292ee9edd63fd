"""The closed lists of the detector, read once from the two files beside this one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from palier.engines.pseudonymise.folding import folded


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of `lists.toml`, folded; `remaining.job` names a list of a table."""
    found: Any = _file("lists.toml")
    for part in name.split("."):
        found = found[part]
    return frozenset(folded(word) for word in found.split())


@cache
def months() -> dict[str, int]:
    """Each name of a month, full or short, with accents and without: its number."""
    named: dict[str, int] = dict(_file("lists.toml")["months"])
    for language in ("fr", "nl"):
        named |= {name: number for number, name in enumerate(month_names(language), 1)}
    return named | {folded(name): number for name, number in named.items()}


@cache
def month_names(language: str) -> tuple[str, ...]:
    """The twelve full names, from January."""
    return tuple(_file("lists.toml")["month_names"][language])


@cache
def weekdays() -> dict[str, tuple[str, ...]]:
    """By language, the seven days from Monday."""
    return {language: tuple(days) for language, days in _file("lists.toml")["weekdays"].items()}


@cache
def frequent_names() -> frozenset[str]:
    """First and family names that many carry, folded."""
    return frozenset(folded(name) for names in _file("names.toml").values() for name in names.split())
