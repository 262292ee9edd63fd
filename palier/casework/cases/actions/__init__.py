"""Verbs that write: one transaction each (the request's), gate first. The second lock checks every row again."""

from palier.casework.cases.actions.contacts import (
    attach_contact,
    correct_contact,
    end_word,
    keep_aide_memoire,
    leave_word,
    record_contact,
    undo_contact,
)
from palier.casework.cases.actions.emergency import open_emergency
from palier.casework.cases.actions.files import analyse, answer_silence, change_case, close_case, open_case, reopen_case
from palier.casework.cases.actions.household import correct_known, end_known, say_known
from palier.casework.cases.actions.no_demand import confirm_renewal, note_informed, oppose, propose_renewal, renewal_of
from palier.casework.cases.actions.plan import move_step, plan_step, promise_step
from palier.casework.cases.actions.requests import (
    add_request,
    answer_request,
    ask_second_worker,
    join_request,
    take_request,
)
from palier.casework.cases.actions.topics import add_topic, offer_topic
from palier.casework.cases.actions.undo import take_back

__all__ = [
    "add_request",
    "add_topic",
    "analyse",
    "answer_request",
    "answer_silence",
    "ask_second_worker",
    "attach_contact",
    "change_case",
    "close_case",
    "confirm_renewal",
    "correct_contact",
    "correct_known",
    "end_known",
    "end_word",
    "join_request",
    "keep_aide_memoire",
    "leave_word",
    "move_step",
    "note_informed",
    "offer_topic",
    "open_case",
    "open_emergency",
    "oppose",
    "plan_step",
    "promise_step",
    "propose_renewal",
    "record_contact",
    "renewal_of",
    "reopen_case",
    "say_known",
    "take_back",
    "take_request",
    "undo_contact",
]
