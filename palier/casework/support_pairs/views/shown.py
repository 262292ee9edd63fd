"""Doors and notes in the words of a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from palier.casework.support_pairs.labels import ANSWERS, DOOR_ICONS, DOORS, HOWS, PARTS, STANDING_ICONS, STANDINGS
from palier.casework.support_pairs.labels.notes import DETAILS, GROUPS, KINDS, SECTORS, SEEN_AT, STEP_ICONS, STEP_STATES
from palier.casework.support_pairs.queries import Note, Opened
from palier.casework.support_pairs.rules import notes as rules
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES


def screen() -> str:
    """The language of the screen."""
    return "nl" if (get_language() or "fr").startswith("nl") else "fr"


def said(pairs: Iterable[tuple[str, Any]], value: str) -> str:
    """The words of one value of a closed list, '' of none."""
    return str(dict(pairs).get(value, ""))


def spoken(code: str) -> str:
    """A language in the one of the screen."""
    return SPOKEN_LANGUAGES[code].name.in_("nl" if screen() == "nl" else "fr") if code in SPOKEN_LANGUAGES else ""


def how(row: Any) -> str:
    """How, and in which language, as one line."""
    return ", ".join(one for one in (said(HOWS, row.how), spoken(row.language)) if one)


def door(row: Opened) -> dict[str, Any]:
    """A door as who opened it reads it."""
    return {
        "row": row,
        "title": said(DOORS, row.door),
        "icon": STANDING_ICONS[row.stands],
        "stands": STANDINGS[row.stands],
        "how": how(row),
        "answer": said(ANSWERS, row.answer),
        "parts": [said(PARTS, one) for one in row.parts],
    }


def of_pair(state: Any) -> dict[str, Any]:
    """A door as the pair knows it, without who it is."""
    return {
        "title": said(DOORS, state.door),
        "icon": DOOR_ICONS.get(state.door, ""),
        "how": how(state),
        "answer": said(ANSWERS, state.answer),
        "parts": [said(PARTS, one) for one in state.parts],
    }


def note(row: Note) -> dict[str, Any]:
    """A note, its closed words in those of the screen."""
    return {
        "row": row,
        "title": said(KINDS, row.kind),
        "facts": [
            one
            for one in (
                said(DETAILS, row.detail),
                said(SEEN_AT, row.seen_at),
                row.service_nl if screen() == "nl" else row.service_fr,
                *(said(SECTORS, sector) for sector in row.sectors),
            )
            if one
        ],
        "state": said(STEP_STATES, row.state),
        "icon": STEP_ICONS.get(row.state, "notebook-text"),
        "may_share": row.kind not in rules.NEVER_SHARED,
        "is_step": bool(row.state),
        "noted_on": row.written_on if row.kind is rules.NoteKind.CHANGE else None,
    }


def grouped(found: Iterable[Note], *, empty: bool) -> list[dict[str, Any]]:
    """Notes in the order of the method, with the kinds each part may take; without `empty`, only what is there."""
    rows, words = list(found), dict(KINDS)
    groups = [
        {
            "value": group.value,
            "title": GROUPS[group],
            "notes": [note(row) for row in rows if row.kind in kinds],
            "kinds": [] if group is rules.NoteGroup.CRISIS else [(kind.value, words[kind]) for kind in kinds],
        }
        for group, kinds in rules.GROUPS.items()
    ]
    return groups if empty else [one for one in groups if one["notes"]]


def plan(found: Iterable[Note]) -> list[tuple[Any, str]]:
    """The crisis plan, part by part, empty ones too."""
    words = {row.kind: row.words for row in found}
    titles = dict(KINDS)
    return [(titles[kind], words.get(kind, "")) for kind in rules.GROUPS[rules.NoteGroup.CRISIS]]
