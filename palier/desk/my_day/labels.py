"""The words of these pages for closed lists of other rooms that have none of their own."""

from django.utils.translation import gettext_lazy as _

from palier.access.actions import ReviewOutcome
from palier.casework.cases.rules import Result

CALL_ANSWERS = [
    (Result.I_CALLED, _("Reached")),
    (Result.NO_ANSWER, _("No answer")),
    (Result.MESSAGE_LEFT, _("Message left")),
]
BREAKS = {
    "post": _("Your post ends"),
    "place": _("You look after a place for the last time"),
    "file": _("Your part in a file ends"),
}
# A request that somebody else brought: by what right it came; False: she asked, True: nobody asked (P33).
REQUEST_GROUNDS = {
    False: _("She asked for it, through them"),
    True: _("She has not asked: told out of concern, for ninety days at most"),
}
REVIEW_OUTCOMES = [
    (ReviewOutcome.JUSTIFIED, _("Justified")),
    (ReviewOutcome.NOT_JUSTIFIED, _("Not justified")),
    (ReviewOutcome.TO_DISCUSS, _("To discuss")),
]
