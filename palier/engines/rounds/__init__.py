"""The rounds of a day: who goes where, when and why; windows, visits for two, breaks, replanning; and a checker."""

from palier.engines.rounds.answer import to_json
from palier.engines.rounds.checker import faults_of_day, faults_of_routes
from palier.engines.rounds.day import BICYCLE, FOOT, Agent, Break, Day, Travel, Visit
from palier.engines.rounds.document import from_json
from palier.engines.rounds.effort import Stopped
from palier.engines.rounds.fleet import Distance, FleetPlan, Objective, plan_fleet
from palier.engines.rounds.plan import DayPlan, Unserved, plan_day
from palier.engines.rounds.solomon import Customer, Instance, from_text
from palier.engines.rounds.ties import Tie, TieKind
from palier.engines.rounds.why import Why
from palier.engines.rounds.why_not import Reason

__all__ = [
    "BICYCLE",
    "FOOT",
    "Agent",
    "Break",
    "Customer",
    "Day",
    "DayPlan",
    "Distance",
    "FleetPlan",
    "Instance",
    "Objective",
    "Reason",
    "Stopped",
    "Tie",
    "TieKind",
    "Travel",
    "Unserved",
    "Visit",
    "Why",
    "faults_of_day",
    "faults_of_routes",
    "from_json",
    "from_text",
    "plan_day",
    "plan_fleet",
    "to_json",
]
