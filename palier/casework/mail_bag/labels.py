"""The words of the closed lists, and what stands in the thread and in the plan."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from palier.casework.mail_bag.rules import LetterKind, Line, Sort

LETTER_KINDS = [
    (LetterKind.BAILIFF, pgettext_lazy("letter", "Bailiff")),
    (LetterKind.DEBT_COLLECTION, _("Debt collection")),
    (LetterKind.COURT, _("Court, justice of the peace")),
    (LetterKind.ENERGY, _("Energy")),
    (LetterKind.WATER, _("Water")),
    (LetterKind.FUND, _("Health or child benefit fund")),
    (LetterKind.CPAS, _("CPAS")),
    (LetterKind.TAXES, _("Taxes")),
    (LetterKind.MUNICIPALITY, _("Municipality")),
    (LetterKind.HEALTH, _("Hospital, doctor")),
    (LetterKind.SCHOOL, _("School")),
    (LetterKind.TELECOM, _("Telephone, internet")),
    (LetterKind.LANDLORD, _("Landlord")),
    (LetterKind.OTHER, pgettext_lazy("letter", "Other")),
]
SORTS = [
    (Sort.URGENT, _("Urgent")),
    (Sort.FILE, _("To file")),
    (Sort.CONTEST, _("To contest")),
]
SORT_ICONS = {Sort.URGENT: "clock-alert", Sort.FILE: "folder", Sort.CONTEST: "message-circle-warning", "": "mail"}


def from_whom(line: Line) -> str:
    """The kind, and the sender when known."""
    kind = str(dict(LETTER_KINDS)[line.kind])
    return f"{kind}, {line.sender}" if line.sender else kind


def thread_words(lines: Iterable[Line]) -> str:
    """What the thread says of a bag: a line a letter."""
    words = [gettext("Letters brought:")]
    for line in lines:
        parts = [from_whom(line)]
        if line.deadline:
            parts.append(gettext("before %(day)s") % {"day": date_format(line.deadline, "SHORT_DATE_FORMAT")})
        if line.sort:
            parts.append(str(dict(SORTS)[Sort(line.sort)]).lower())
        words.append("- " + ", ".join(parts))
    return "\n".join(words)


def step_words(line: Line) -> str:
    """The small step of a letter: as typed, else what its sort asks."""
    if line.step.strip():
        return line.step
    asks = gettext("Contest: %(letter)s") if line.sort == Sort.CONTEST else gettext("Answer: %(letter)s")
    return asks % {"letter": from_whom(line)}
