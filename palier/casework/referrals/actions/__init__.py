"""Verbs of referrals: a pack goes, is answered, is taken back; its link is made, answered on, ended, sent."""

from palier.casework.referrals.actions.answering import answer, confirm, stay
from palier.casework.referrals.actions.links import end_link, make_link, mark_seen, reply, tell_code
from palier.casework.referrals.actions.referring import note_answer, refer, take_back
from palier.casework.referrals.actions.sending import send_due

__all__ = [
    "answer",
    "confirm",
    "end_link",
    "make_link",
    "mark_seen",
    "note_answer",
    "refer",
    "reply",
    "send_due",
    "stay",
    "take_back",
    "tell_code",
]
