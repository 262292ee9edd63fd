"""Reads of activities. Fetch is check: the house reads what it does with many; nothing here says who took part."""

from palier.participation.activities.queries.activities import (
    Coming,
    Filters,
    Page,
    activities,
    activity,
    coming,
    origin,
    owners,
    page_of,
    session,
    stage,
)
from palier.participation.activities.queries.beside import (
    house_rules,
    idea,
    ideas,
    logistics,
    logistics_request,
    one_set_of_rules,
    partners,
)
from palier.participation.activities.queries.door import around_me, rules_around_me
from palier.participation.activities.queries.figures import Figures, figures

__all__ = [
    "Coming",
    "Figures",
    "Filters",
    "Page",
    "activities",
    "activity",
    "around_me",
    "coming",
    "figures",
    "house_rules",
    "idea",
    "ideas",
    "logistics",
    "logistics_request",
    "one_set_of_rules",
    "origin",
    "owners",
    "page_of",
    "partners",
    "rules_around_me",
    "session",
    "stage",
]
