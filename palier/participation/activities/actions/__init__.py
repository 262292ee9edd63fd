"""Verbs of activities: kept, followed through, and what stands beside them."""

from palier.participation.activities.actions.activities import change_activity, enter_activity
from palier.participation.activities.actions.beside import (
    answer_idea,
    change_logistics,
    change_rules,
    enter_logistics,
    enter_rules,
    leave_idea,
    note_idea,
)
from palier.participation.activities.actions.following import (
    change_origin,
    change_session,
    change_stage,
    note_origin,
    note_session,
    note_stage,
)

__all__ = [
    "answer_idea",
    "change_activity",
    "change_logistics",
    "change_origin",
    "change_rules",
    "change_session",
    "change_stage",
    "enter_activity",
    "enter_logistics",
    "enter_rules",
    "leave_idea",
    "note_idea",
    "note_origin",
    "note_session",
    "note_stage",
]
