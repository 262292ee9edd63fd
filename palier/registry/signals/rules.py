"""Pure facts about signals."""

from enum import StrEnum


class Theme(StrEnum):
    """The closed list of what a service may tell another. A new one is a change of doctrine."""

    ARREARS = "arrears"
    REPAIR = "repair"
    LEASE_START = "lease_start"
    LEASE_END = "lease_end"
    NEIGHBOUR_CONFLICT = "neighbour_conflict"
    WORRY = "worry"
    DEPARTMENT_QUESTION = "department_question"
    EMERGENCY_ACCESS = "emergency_access"


class SignalState(StrEnum):
    """Where a signal stands. The sender sees `received`, nothing of what follows (P22)."""

    SENT = "sent"
    RECEIVED = "received"
    DONE = "done"
