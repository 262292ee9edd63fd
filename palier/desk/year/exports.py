"""The figures of a year as rows of a table. Stories are not in it: they leave on paper, by her hand."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from palier.desk.year.labels import TITLES, words_of
from palier.desk.year.queries import Year
from palier.registry.calendar.labels import SESSION_KINDS

Row = tuple[str, str, int | str]


def header() -> tuple[str, str, str]:
    return _("List"), _("Line"), _("Number")


def rows(year: Year, language: str) -> Iterator[Row]:
    """A row a figure; one that is not said is a word, never an empty cell that reads as zero."""
    closed = _("not told")
    for one in year.lists:
        title, words = str(TITLES[one.name]), words_of(one.name, language)
        for line in one.lines:
            yield title, words(line.code), closed if line.number is None else line.number
        yield title, _("Total"), closed if one.total is None else one.total
    kinds = dict(SESSION_KINDS)
    for held in year.sessions:
        yield _("Sessions held"), str(kinds[held.kind]), held.number  # type: ignore[index]
