"""Which worker follows which site: balanced, in the tenants' languages, with few changes, neighbours together."""

from palier.engines.caseload.answer import to_json
from palier.engines.caseload.checker import faults
from palier.engines.caseload.document import from_json
from palier.engines.caseload.plan import Aim, Distribution, Tie, caseload
from palier.engines.caseload.reasons import Because, reasons
from palier.engines.caseload.team import Site, Team, Worker

__all__ = [
    "Aim",
    "Because",
    "Distribution",
    "Site",
    "Team",
    "Tie",
    "Worker",
    "caseload",
    "faults",
    "from_json",
    "reasons",
    "to_json",
]
