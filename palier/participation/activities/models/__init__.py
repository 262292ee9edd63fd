"""Tables of activities: what is done with many, and what stands beside it. No list of who took part exists anywhere."""

from palier.participation.activities.models.activities import Activity, ActivityOrigin, ActivitySession, ActivityStage
from palier.participation.activities.models.beside import HouseRules, Idea, LogisticsRequest

__all__ = [
    "Activity",
    "ActivityOrigin",
    "ActivitySession",
    "ActivityStage",
    "HouseRules",
    "Idea",
    "LogisticsRequest",
]
