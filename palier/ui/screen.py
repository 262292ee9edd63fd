"""The language of the screen, and what a row says in it."""

from django.db.models import Model
from django.utils.translation import get_language


def screen() -> str:
    """`fr` or `nl`."""
    return "nl" if get_language() == "nl" else "fr"


def said(row: Model, name: str) -> str:
    """A text that is kept in both languages, in that of the screen: `name` stands for `name_fr` and `name_nl`."""
    words: str = getattr(row, f"{name}_{screen()}")
    return words
