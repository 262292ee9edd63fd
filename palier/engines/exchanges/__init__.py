"""Residential moves as cycles and chains: who takes over whose dwelling, with a proof or an honest gap."""

from palier.engines.exchanges.housing import Dwelling, Household, Housing, Points
from palier.engines.exchanges.housing_market import Entered, enter
from palier.engines.exchanges.market import Arc, Label, Market, Promise, faults
from palier.engines.exchanges.plan import MAX_CHAIN, MAX_CYCLE, Plan, Tie, exchanges
from palier.engines.exchanges.refusal import keeping, without

__all__ = [
    "MAX_CHAIN",
    "MAX_CYCLE",
    "Arc",
    "Dwelling",
    "Entered",
    "Household",
    "Housing",
    "Label",
    "Market",
    "Plan",
    "Points",
    "Promise",
    "Tie",
    "enter",
    "exchanges",
    "faults",
    "keeping",
    "without",
]
