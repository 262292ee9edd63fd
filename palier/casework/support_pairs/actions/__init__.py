"""Verbs around a door and behind it. Each takes the actor and asks the gate; the database knows whose request it is."""

from palier.casework.support_pairs.actions.after import end_contact, keep_contact, renew_contact, word_of_contact
from palier.casework.support_pairs.actions.doors import (
    answer_as_second,
    move_shared_step,
    open_door,
    shut_door,
    tell,
)
from palier.casework.support_pairs.actions.pairs import (
    close,
    declare,
    erase_note,
    move_step,
    note,
    share,
    step_aside,
    write_plan,
)

__all__ = [
    "answer_as_second",
    "close",
    "declare",
    "end_contact",
    "erase_note",
    "keep_contact",
    "move_shared_step",
    "move_step",
    "note",
    "open_door",
    "renew_contact",
    "share",
    "shut_door",
    "step_aside",
    "tell",
    "word_of_contact",
    "write_plan",
]
