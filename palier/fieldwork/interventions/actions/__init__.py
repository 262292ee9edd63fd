"""Verbs of interventions: asked for, looked through, gone to, told."""

from palier.fieldwork.interventions.actions.answering import open_again, tell
from palier.fieldwork.interventions.actions.asking import ask_passage
from palier.fieldwork.interventions.actions.door import ask_at_my_door, check_words, open_again_at_my_door
from palier.fieldwork.interventions.actions.motives import change_motive, end_motive, enter_motive, take_usual
from palier.fieldwork.interventions.actions.photos import keep_photo, remove_photo, sweep_photos
from palier.fieldwork.interventions.actions.triage import join, mark
from palier.fieldwork.interventions.actions.visiting import pass_on_fault, record_visit

__all__ = [
    "ask_at_my_door",
    "ask_passage",
    "change_motive",
    "check_words",
    "end_motive",
    "enter_motive",
    "join",
    "keep_photo",
    "mark",
    "open_again",
    "open_again_at_my_door",
    "pass_on_fault",
    "record_visit",
    "remove_photo",
    "sweep_photos",
    "take_usual",
    "tell",
]
