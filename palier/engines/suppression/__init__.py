"""Which figures of a table may be published, what else to hide with the others, and what an attacker can still tell."""

from palier.engines.suppression.attacker import Attacker, Equations, Interval
from palier.engines.suppression.exact import Tie
from palier.engines.suppression.printed import printed
from palier.engines.suppression.protection import MOST_EXACT, Audit, Cost, Protection, protect
from palier.engines.suppression.rounding import Rounding
from palier.engines.suppression.rules import Need, Rule, Rules
from palier.engines.suppression.tables import MOST_CELLS, TOTAL, Entry, Figures, Hierarchies, Sum, Table

__all__ = [
    "MOST_CELLS",
    "MOST_EXACT",
    "TOTAL",
    "Attacker",
    "Audit",
    "Cost",
    "Entry",
    "Equations",
    "Figures",
    "Hierarchies",
    "Interval",
    "Need",
    "Protection",
    "Rounding",
    "Rule",
    "Rules",
    "Sum",
    "Table",
    "Tie",
    "printed",
    "protect",
]
