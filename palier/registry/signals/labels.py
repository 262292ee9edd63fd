"""The words shown for the closed lists of signals, and their icons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.signals.rules import Answer, Ground, Phrase, Theme

THEMES = {
    Theme.ARREARS: _("A rent to look at early"),
    Theme.REPAIR: _("A repair"),
    Theme.LEASE_START: _("A new lease begins"),
    Theme.LEASE_END: _("A lease ends"),
    Theme.NEIGHBOUR_CONFLICT: _("Trouble between neighbours"),
    Theme.WORRY: _("Somebody worries"),
    Theme.DEPARTMENT_QUESTION: _("A question from a department"),
    Theme.EMERGENCY_ACCESS: _("An emergency access"),
    Theme.COLLEAGUE_QUESTION: _("A question from a colleague"),
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
    Theme.COLLEAGUE_QUESTION: "message-circle-question-mark",
}
GROUNDS = {
    Ground.OWN_DOMAIN: _("A fact of that service’s own work, told so that help is offered"),
    Ground.PLACE: _("About a place, not about a person"),
    Ground.WORRY: _("A concern for somebody, told so that help is offered: she is free to say no"),
    Ground.SAME_SECRET: _("Between workers of one service, bound by the same secrecy"),
    Ground.DANGER: _("An emergency access is always told to its author, the head and the officer"),
}
PHRASES = [
    (Phrase.REPAIR_NEEDED, _("A repair is needed there.")),
    (Phrase.LOOK_THERE, _("Please have a look there.")),
    (Phrase.VISIT_ARRANGED, _("A visit is arranged.")),
    (Phrase.CALL_BACK, _("Please call me back.")),
    (Phrase.ANSWER_FOLLOWS, _("An answer follows within five working days.")),
]
ANSWERS = [
    (Answer.CALL_ME, _("Call me")),
    (Answer.I_CALL_HER, _("I will call her")),
    (Answer.COME_ON, _("Tell her to come, on this day")),
    (Answer.NOTHING_TO_SAY, _("Nothing to say about it")),
]
