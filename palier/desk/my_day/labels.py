"""The words of these pages for closed lists of other rooms that have none of their own."""

from django.utils.translation import gettext_lazy as _

from palier.access.actions import ReviewOutcome
from palier.casework.cases.rules import Result
from palier.registry.signals.rules import Theme

CALL_ANSWERS = [
    (Result.I_CALLED, _("Reached")),
    (Result.NO_ANSWER, _("No answer")),
    (Result.MESSAGE_LEFT, _("Message left")),
]
THEMES = {
    Theme.ARREARS: _("A rent to look at early"),
    Theme.REPAIR: _("A repair"),
    Theme.LEASE_START: _("A new lease begins"),
    Theme.LEASE_END: _("A lease ends"),
    Theme.NEIGHBOUR_CONFLICT: _("Trouble between neighbours"),
    Theme.WORRY: _("Somebody worries"),
    Theme.DEPARTMENT_QUESTION: _("A question from a department"),
    Theme.EMERGENCY_ACCESS: _("An emergency access"),
}
THEME_ICONS = {
    Theme.ARREARS: "coins",
    Theme.REPAIR: "wrench",
    Theme.LEASE_START: "key-round",
    Theme.LEASE_END: "door-open",
    Theme.NEIGHBOUR_CONFLICT: "volume-2",
    Theme.WORRY: "hand-heart",
    Theme.DEPARTMENT_QUESTION: "message-square",
    Theme.EMERGENCY_ACCESS: "siren",
}
BREAKS = {
    "post": _("Your post ends"),
    "place": _("You look after a place for the last time"),
    "file": _("Your part in a file ends"),
}
REVIEW_OUTCOMES = [
    (ReviewOutcome.JUSTIFIED, _("Justified")),
    (ReviewOutcome.NOT_JUSTIFIED, _("Not justified")),
    (ReviewOutcome.TO_DISCUSS, _("To discuss")),
]
