"""The words of the partnership."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.support_partnership.rules import NoteKind, PresentationKind
from palier.casework.support_partnership.rules.figures import List
from palier.casework.support_requests.labels import AVERTED, GAINS, HOMES, METS, ORIGINS, SITUATIONS, TRIGGERS
from palier.identity.organisations.rules import OrganisationKind

KINDS: list[tuple[str, Any]] = [
    (PresentationKind.PRESENTATION, _("Presentation to a team")),
    (PresentationKind.PUBLICATION, _("Publication")),
    (PresentationKind.COLLOQUIUM, _("Colloquium")),
    (PresentationKind.WORKING_GROUP, _("Working group")),
]

NOTES: list[tuple[str, Any]] = [
    (NoteKind.SUSPENDED, pgettext_lazy("the partnership", "Suspended")),
    (NoteKind.RUNNING_AGAIN, pgettext_lazy("the partnership", "Running again")),
    (NoteKind.RISK_INSTITUTION, _("Risk of a stop: the institutions")),
    (NoteKind.RISK_PROFESSIONAL, _("Risk of a stop: the professionals")),
    (NoteKind.RISK_TENANT, _("Risk of a stop: the tenants")),
    (NoteKind.GAINED_BY_HOUSING, _("What social housing learnt from it")),
    (NoteKind.GAINED_BY_CARE, _("What the cell learnt of social housing")),
]

TITLES: dict[List, Any] = {
    List.ORIGIN: _("Requests, from where"),
    List.SITUATION: _("Requests, where who asked stood"),
    List.TRIGGER: _("Requests, what made them ask"),
    List.HOME: _("Closed, the home"),
    List.CRISIS: _("Closed, a crisis averted"),
    List.NEIGHBOURS: _("Closed, trouble with neighbours averted"),
    List.EVICTION: _("Closed, an eviction averted"),
    List.NETWORK: _("Closed, newly around the person"),
    List.MET: _("Closed, the need of who asked was met"),
    List.GAINED: _("Closed, what who asked gained"),
}

_HOUSES: list[tuple[str, Any]] = [
    (OrganisationKind.SECONDMENT_SERVICE, _("Service that seconds social workers")),
    (OrganisationKind.NON_PROFIT, _("Association")),
    (OrganisationKind.MUNICIPALITY, _("Municipality")),
    (OrganisationKind.PARTNER, _("Partner")),
]

CODES: dict[List, Any] = {
    List.ORIGIN: [*ORIGINS, *_HOUSES],
    List.SITUATION: SITUATIONS,
    List.TRIGGER: TRIGGERS,
    List.HOME: HOMES,
    List.CRISIS: AVERTED,
    List.NEIGHBOURS: AVERTED,
    List.EVICTION: AVERTED,
    List.NETWORK: [("primary", _("Family and friends")), ("secondary", _("Services"))],
    List.MET: METS,
    List.GAINED: GAINS,
}


def words_of(name: List) -> Callable[[str], str]:
    """The words of a code of this list; one that was never said has its own."""
    known = {str(code): str(words) for code, words in CODES[name]}
    return lambda code: known.get(code, code) if code else str(_("not said"))
