"""Pure decisions on transfers: who fits where, what is proposed, what may be said in numbers. The day is given."""

from palier.casework.transfers.rules.drafts import AgreementDraft, DecisionDraft, RequestDraft, Wishes
from palier.casework.transfers.rules.lists import (
    FOLLOW_UP_MONTHS,
    FOR_OLDER,
    MOTIVE_AT_LEAST,
    MOTIVE_AT_MOST,
    NOTED_PLACE_AT_MOST,
    OLDER_FROM,
    RUNNING,
    End,
    Help,
    Kind,
    MoveState,
    Need,
    RoundState,
    Step,
    ToLook,
)

__all__ = [
    "FOLLOW_UP_MONTHS",
    "FOR_OLDER",
    "MOTIVE_AT_LEAST",
    "MOTIVE_AT_MOST",
    "NOTED_PLACE_AT_MOST",
    "OLDER_FROM",
    "RUNNING",
    "AgreementDraft",
    "DecisionDraft",
    "End",
    "Help",
    "Kind",
    "MoveState",
    "Need",
    "RequestDraft",
    "RoundState",
    "Step",
    "ToLook",
    "Wishes",
]
