"""The words for what ends, and for lengths of time."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from palier.access.rights.rules import (
    Confidence,
    CrossingKind,
    PurgeGround,
    PurgeKind,
    PurgeState,
    ReviewRule,
    TermKey,
    TermState,
)
from palier.kernel.terms import Term, Unit

TERM_KEYS = [
    (TermKey.SIMPLE_CONTACT, _("Contact without a file")),
    (TermKey.CLOSED_FILE, _("Social file, after it is closed")),
    (TermKey.REINFORCED, _("What was reinforced in a file, after it is closed")),
    (TermKey.AIDE_MEMOIRE, pgettext_lazy("what ends", "Aide-mémoire")),
    (TermKey.NO_DEMAND, _("Facts about a person who has asked nothing")),
    (TermKey.DRAFT, _("Draft")),
    (TermKey.WAITING_ROOM, _("Arrival in the waiting room")),
    (TermKey.DUTY_PRESENCE, _("That a person stood in front of the desk, after the session")),
    (TermKey.DESK_WORD, _("Word for the duty desk")),
    (TermKey.APPOINTMENT, _("Appointment without a file")),
    (TermKey.DOCUMENT, _("Document without a file")),
    (TermKey.WELCOME, _("First contact with a new tenant")),
    (TermKey.LETTER, _("Letter without a file")),
    (TermKey.SIGNAL, _("Signal between services")),
    (TermKey.PROCEDURE, _("Procedure about unpaid rent, after its end")),
    (TermKey.INTERSERVICE, _("Line of the table between services, after it is closed")),
    (TermKey.TRANSFER, _("Transfer, after its end")),
    (TermKey.INTERVENTION, _("Intervention of an agent, after it was asked")),
    (TermKey.ASKER, _("Who asked for an intervention, after the answer")),
    (TermKey.SUPPORT_REQUEST, _("Request to the support cell, after it is closed")),
    (TermKey.DATA_REQUEST, _("Answered data request")),
    (TermKey.RIGHT_SEEN, _("That a right was gone through")),
    (TermKey.SAFETY, _("Safety instruction, after its last day")),
    (TermKey.HANDOVER, _("Hand-over, after its day")),
    (TermKey.ACCESS_CODE, _("Access code, after its last day")),
    (TermKey.FINDING, _("Finding in the read ledger")),
    (TermKey.ASKED, _("That the service was asked for information")),
    (TermKey.TWO_PERSON_PURGE, _("Erasure by two, after it is decided")),
    (TermKey.TAKEN_BACK, _("What was taken back or removed in a file")),
    (TermKey.READ_LEDGER, _("Read ledger")),
]
KEPT_KINDS = [*TERM_KEYS, ("unmet_need", _("Need that no service took up"))]
STATES = [
    (TermState.PRESET, _("of the house")),
    (TermState.PROPOSED, _("proposed")),
    (TermState.SIGNED, _("signed")),
    (TermState.SET_ASIDE, _("set aside")),
]
CONFIDENCES = [
    (Confidence.TO_CONFIRM, _("to be confirmed by counsel")),
    (Confidence.BY_ANALOGY, _("the doctrine is silent: by analogy, to be confirmed by counsel")),
    (Confidence.CONFIRMED, _("confirmed by counsel")),
]
REVIEW_RULES = [
    (ReviewRule.OWN_ADDRESS, _("Perhaps the reader’s own household or building")),
    (ReviewRule.SAME_SURNAME, _("The reader bears the surname of somebody there")),
    (ReviewRule.MANY_FILES, _("Many households opened within an hour")),
    (ReviewRule.SAMPLE, _("Drawn by lot")),
]
CROSSINGS = [
    (CrossingKind.INTERSERVICE_ACT, _("One of the five acts to accounts, agreed and signed by the tenant")),
    (CrossingKind.INTERSERVICE_LINE, _("A line of the table between services, from a closed list, without a reason")),
    (CrossingKind.INTERSERVICE_ANSWER, _("An answer to a service of the landlord, from a closed list")),
    (
        CrossingKind.SIGNAL,
        _("A short sentence to a service of the landlord, chosen from a closed list, without a reason"),
    ),
    (CrossingKind.SAFETY, _("What to do at a door, without saying why")),
    (CrossingKind.CERTIFICATE, _("A certificate that help was offered, given to the person herself")),
    (CrossingKind.LETTER_TO_DEPARTMENT, _("A letter from the social service to a service of the landlord")),
    (CrossingKind.PUBLISHED, _("Figures to the region")),
]
PURGE_KINDS = [
    (PurgeKind.CONTACT, pgettext_lazy("to be erased", "Contact")),
    (PurgeKind.REQUEST, pgettext_lazy("to be erased", "Request")),
    (PurgeKind.STEP, pgettext_lazy("to be erased", "Step of the plan")),
    (PurgeKind.ANALYSIS, pgettext_lazy("to be erased", "Analysis")),
    (PurgeKind.DOCUMENT, pgettext_lazy("to be erased", "Document")),
    (PurgeKind.LETTER, pgettext_lazy("to be erased", "Letter")),
]
PURGE_GROUNDS = [
    (PurgeGround.WRONG_FILE, _("It is in the wrong person’s file")),
    (PurgeGround.NEVER_TO_WRITE, _("It should never have been written")),
    (PurgeGround.PERSON_ASKED, _("The person asks that it be erased")),
]
PURGE_STATES = [
    (PurgeState.ASKED, pgettext_lazy("an erasure by two", "waits for the other person")),
    (PurgeState.ERASED, pgettext_lazy("an erasure by two", "erased")),
    (PurgeState.TAKEN_BACK, pgettext_lazy("an erasure by two", "taken back")),
    (PurgeState.KEPT, pgettext_lazy("an erasure by two", "kept")),
]
UNITS = [
    (Unit.HOURS, _("hours")),
    (Unit.DAYS, _("days")),
    (Unit.MONTHS, _("months")),
    (Unit.YEARS, _("years")),
]


def said(term: Term) -> str:
    """A length of time in words."""
    words = {
        Unit.HOURS: ngettext("%(n)s hour", "%(n)s hours", term.length),
        Unit.DAYS: ngettext("%(n)s day", "%(n)s days", term.length),
        Unit.MONTHS: ngettext("%(n)s month", "%(n)s months", term.length),
        Unit.YEARS: ngettext("%(n)s year", "%(n)s years", term.length),
    }[term.unit]
    return words % {"n": term.length}
