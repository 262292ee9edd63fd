"""The words of a request for support, as they stand on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.support_requests.rules import LOOKS_LIKE_A_NAME, Discipline, Situation, State, Trigger
from palier.engines.pseudonymise import Why

SITUATIONS: list[tuple[str, Any]] = [
    (Situation.NO_CONTACT, _("I get no contact, or the relation is broken")),
    (Situation.EXHAUSTED, _("I am in contact, and at the end of my strength")),
]

TRIGGERS: list[tuple[str, Any]] = [
    (Trigger.ARREARS, _("Unpaid rent")),
    (Trigger.NUISANCE, _("Complaints of neighbours")),
    (Trigger.MENTAL_HEALTH, _("Worry about mental health")),
    (Trigger.STATE_OF_DWELLING, _("State of the dwelling")),
    (Trigger.ISOLATION, _("Cut off from everybody")),
    (Trigger.EVICTION, _("An eviction draws near")),
    (Trigger.OTHER, pgettext_lazy("what made her ask", "Something else")),
]

DISCIPLINES: list[tuple[str, Any]] = [
    (Discipline.PSYCHIATRIST, _("Psychiatrist")),
    (Discipline.THERAPIST, _("Therapist")),
    (Discipline.PSYCHOLOGIST, _("Psychologist")),
    (Discipline.SOCIAL_WORKER, _("Social worker")),
    (Discipline.SOCIOLOGIST, _("Sociologist")),
    (Discipline.NURSE, _("Nurse")),
]

STATES: list[tuple[str, Any]] = [
    (State.RECEIVED, pgettext_lazy("a request for support", "Received")),
    (State.PAIR_NAMED, _("A pair is named")),
    (State.CLOSED, pgettext_lazy("a request for support", "Closed")),
]

ICONS = {State.RECEIVED: "inbox", State.PAIR_NAMED: "users", State.CLOSED: "check"}

REASONS: dict[str, Any] = {
    LOOKS_LIKE_A_NAME: _("looks like a name"),
    Why.CAPITAL: _("word with a capital"),
    Why.UNKNOWN_WORD: _("rare or unknown word"),
    Why.JOB: _("trade"),
    Why.DISEASE: _("illness"),
    Why.NATIONALITY: _("origin or language"),
    Why.EVENT: _("event that others may know"),
    Why.CHILDREN: _("exact number of children"),
    Why.QUOTE: _("words as they were said"),
    Why.AGE: _("exact age"),
    Why.MONTH: pgettext_lazy("in a text to read again", "month"),
    Why.YEAR: pgettext_lazy("in a text to read again", "year"),
    Why.NUMBER: _("figure"),
}
