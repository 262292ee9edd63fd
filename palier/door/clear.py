"""What the clear words of the door are called: *easy to read* only once people concerned re-read them (P43)."""

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palier.ui.clear import fingerprint, is_clear
from palier.ui.frame import ClearSwitch
from palier.ui.templatetags.saying import long_day

DOOR = Path(__file__).parent


@dataclass(frozen=True)
class Review:
    """Which group of people concerned re-read the words, and on which day."""

    group: str
    on: dt.date


@functools.cache
def review(language: str, path: Path = DOOR / "review.toml") -> Review | None:
    """None when nobody has, and when a word has changed since."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    if not told["group"] or not told["on"] or told["words"] != fingerprint(DOOR, language):
        return None
    return Review(told["group"], dt.date.fromisoformat(told["on"]))


def clear_switch() -> ClearSwitch:
    """The key on every page of the door."""
    found = review(get_language() or "fr")
    label = _("Easy to read") if found else _("Clear language")
    note = _("re-read by %(group)s, %(day)s") % {"group": found.group, "day": long_day(found.on)} if found else ""
    return ClearSwitch(label=label, usual=_("Usual words"), on=is_clear(), note=note)
