"""Pages of activities: reading, keeping, what stands beside, what is printed."""

from palier.participation.activities.views.beside import (
    house_rules,
    house_rules_add,
    house_rules_edit,
    idea,
    idea_add,
    ideas,
    logistics,
    logistics_add,
    logistics_edit,
)
from palier.participation.activities.views.papers import activity_poster, house_rules_sheet, idea_slip
from palier.participation.activities.views.reading import activities, activity, activity_agenda, activity_figures
from palier.participation.activities.views.writing import (
    activity_add,
    activity_edit,
    origin_add,
    origin_edit,
    session_add,
    session_edit,
    stage_add,
    stage_edit,
)

__all__ = [
    "activities",
    "activity",
    "activity_add",
    "activity_agenda",
    "activity_edit",
    "activity_figures",
    "activity_poster",
    "house_rules",
    "house_rules_add",
    "house_rules_edit",
    "house_rules_sheet",
    "idea",
    "idea_add",
    "idea_slip",
    "ideas",
    "logistics",
    "logistics_add",
    "logistics_edit",
    "origin_add",
    "origin_edit",
    "session_add",
    "session_edit",
    "stage_add",
    "stage_edit",
]
