"""Reads of hand-overs: who follows whom, the list of files, the pack of one file. Fetch is check."""

from palier.casework.handovers.models import Handover
from palier.casework.handovers.queries.lists import (
    Coming,
    File,
    Numbers,
    Waiting,
    files,
    followers,
    handover,
    mine,
    note,
    numbers,
    open_files,
    to_hand_over,
    to_look_at,
    to_me,
)
from palier.casework.handovers.queries.narrow import Narrow, own_narrow
from palier.casework.handovers.queries.pack import Pack, Slip, own_contacts, pack, slip

__all__ = [
    "Coming",
    "File",
    "Handover",
    "Narrow",
    "Numbers",
    "Pack",
    "Slip",
    "Waiting",
    "files",
    "followers",
    "handover",
    "mine",
    "note",
    "numbers",
    "open_files",
    "own_contacts",
    "own_narrow",
    "pack",
    "slip",
    "to_hand_over",
    "to_look_at",
    "to_me",
]
