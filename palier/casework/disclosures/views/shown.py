"""A disclosure in the words of a page: for the worker and for the second head alike."""

from typing import Any

from django.utils.translation import get_language

from palier.casework.disclosures import queries
from palier.casework.disclosures.labels import GROUND_ICONS, QUESTION_WORDS, STANDING_ICONS, STANDINGS
from palier.casework.disclosures.rules import QUESTIONS, Ground, articles
from palier.kernel.days import day_of


def language() -> str:
    """The language of the screen."""
    return (get_language() or "fr")[:2]


def shown(row: Any) -> dict[str, Any]:
    """What is written of it, and how it stands."""
    ground, stands = Ground(row.ground), queries.standing_of(row)
    return {
        "row": row,
        "answered": [(QUESTION_WORDS[one], row.answers.get(one.value, "")) for one in QUESTIONS[ground]],
        "to_whom": row.to_whom or row.get_authority_display(),
        "articles": articles(ground, day_of(row.written_at)).words.in_(language()),
        "ground_icon": GROUND_ICONS[ground],
        "standing": STANDINGS[stands],
        "icon": STANDING_ICONS[stands],
    }
