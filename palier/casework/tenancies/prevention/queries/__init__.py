"""Reads. Each takes `actor` first; fetch is check: what is not visible is not there."""

from palier.casework.tenancies.prevention.queries.home import (
    Landlords,
    Offered,
    Place,
    canvas_of,
    file_of,
    landlords_side,
    mine,
    offered,
    open_preventions,
    place,
    prevention_of,
    service_numbers,
)
from palier.casework.tenancies.prevention.queries.money import (
    Told,
    act,
    acts_of,
    budget,
    budgets_of,
    latest_budget,
    latest_persons,
    plans_of,
)

__all__ = [
    "Landlords",
    "Offered",
    "Place",
    "Told",
    "act",
    "acts_of",
    "budget",
    "budgets_of",
    "canvas_of",
    "file_of",
    "landlords_side",
    "latest_budget",
    "latest_persons",
    "mine",
    "offered",
    "open_preventions",
    "place",
    "plans_of",
    "prevention_of",
    "service_numbers",
]
