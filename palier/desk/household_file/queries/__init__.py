"""What the household file shows. Two sides that never mix: the declared record, and the social dossier (P4)."""

from palier.desk.household_file.queries.dossier import Dossier, dossier, purge_marks
from palier.desk.household_file.queries.one_person import ForHer, for_her
from palier.desk.household_file.queries.record import MemberLine, Record, looked_after_by, record, why

__all__ = [
    "Dossier",
    "ForHer",
    "MemberLine",
    "Record",
    "dossier",
    "for_her",
    "looked_after_by",
    "purge_marks",
    "record",
    "why",
]
