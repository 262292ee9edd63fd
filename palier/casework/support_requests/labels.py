"""The words of a request for support, as they stand on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.support_requests.rules import (
    LOOKS_LIKE_A_NAME,
    Averted,
    Discipline,
    Gain,
    Home,
    Met,
    Origin,
    Relay,
    Situation,
    State,
    Trigger,
)
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

ORIGINS: list[tuple[str, Any]] = [
    (Origin.GENERAL_PRACTITIONER, _("General practitioner")),
    (Origin.WELFARE_CENTRE, _("Public social welfare centre")),
    (Origin.MUNICIPAL_SERVICE, _("Social service of the municipality")),
    (Origin.HOUSING_COMPANY, _("Housing company")),
    (Origin.OTHER_FIRST_LINE, _("Another first-line service")),
]

RELAYS: list[tuple[str, Any]] = [
    (Relay.ITS_WORKER, _("Who asked goes on")),
    (Relay.PARTNER, _("A partner service takes it up")),
    (Relay.NONE_YET, _("Nobody yet")),
]

GAINS: list[tuple[str, Any]] = [
    (Gain.SEES_OTHERWISE, _("I see the situation otherwise")),
    (Gain.KNOWS_WHOM, _("I know whom to call")),
    (Gain.LESS_ALONE, _("I am less alone with it")),
    (Gain.ANOTHER_WAY, _("I dare try another way")),
    (Gain.REALISTIC_STEP, _("I could set a realistic step")),
    (Gain.ACCEPTS, _("I can accept that nothing changes for now")),
    (Gain.NOTHING, pgettext_lazy("what it gave", "Nothing")),
]

METS: list[tuple[str, Any]] = [
    (Met.YES, pgettext_lazy("a need was met", "Yes")),
    (Met.PARTLY, pgettext_lazy("a need was met", "Partly")),
    (Met.NO, pgettext_lazy("a need was met", "No")),
]

HOMES: list[tuple[str, Any]] = [
    (Home.KEPT, pgettext_lazy("a home", "Kept")),
    (Home.MOVED, pgettext_lazy("a home", "Left for another")),
    (Home.LOST, pgettext_lazy("a home", "Lost")),
    (Home.UNKNOWN, _("Not known")),
]

AVERTED: list[tuple[str, Any]] = [
    (Averted.YES, pgettext_lazy("it was averted", "Yes")),
    (Averted.NO, pgettext_lazy("it was averted", "No")),
    (Averted.UNKNOWN, _("Not known")),
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
