"""Reads of the welcome: who is new where the actor looks after the place, and what goes on paper for them."""

from palier.casework.welcomes.queries.newcomers import Newcomer, month_of, newcomer, newcomers, to_meet
from palier.casework.welcomes.queries.paper import Sheet, sheet

__all__ = ["Newcomer", "Sheet", "month_of", "newcomer", "newcomers", "sheet", "to_meet"]
