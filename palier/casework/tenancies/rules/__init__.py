"""Pure decisions on what threatens a tenancy: the eviction clock and its dated rules. `today` is always an argument."""

from palier.casework.tenancies.rules.answer import Bound, Clock, Coming, Doubt, Earliest, WinterStop
from palier.casework.tenancies.rules.book import Rule, TellRule, book
from palier.casework.tenancies.rules.courts import Court, justice_of_the_peace
from palier.casework.tenancies.rules.eviction_clock import clock
from palier.casework.tenancies.rules.facts import MILESTONES, Fact, Owed, OwnTerm
from palier.casework.tenancies.rules.keys import (
    Confidence,
    DoubtKey,
    OwnTermKind,
    Reading,
    Recipient,
    Region,
    RuleCode,
    Stage,
    Unit,
    Why,
    WinterException,
)

__all__ = [
    "MILESTONES",
    "Bound",
    "Clock",
    "Coming",
    "Confidence",
    "Court",
    "Doubt",
    "DoubtKey",
    "Earliest",
    "Fact",
    "Owed",
    "OwnTerm",
    "OwnTermKind",
    "Reading",
    "Recipient",
    "Region",
    "Rule",
    "RuleCode",
    "Stage",
    "TellRule",
    "Unit",
    "Why",
    "WinterException",
    "WinterStop",
    "book",
    "clock",
    "justice_of_the_peace",
]
