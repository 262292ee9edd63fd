"""The department keeps transfers, has exchanges searched and decides on them; the job searches and counts."""

from palier.casework.transfers.actions.moves import carry_out, decide, follow_up, note_help
from palier.casework.transfers.actions.requests import agree, begin, change, exempt, finish, meet
from palier.casework.transfers.actions.searching import ask_search, count_companies, search_due

__all__ = [
    "agree",
    "ask_search",
    "begin",
    "carry_out",
    "change",
    "count_companies",
    "decide",
    "exempt",
    "finish",
    "follow_up",
    "meet",
    "note_help",
    "search_due",
]
