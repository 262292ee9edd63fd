"""What is done with partners and concerns nobody: bridges between sectors, strengthened schemes, tended networks."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

AGREED_AT_MOST = 300


class StepKind(StrEnum):
    """How one met or wrote."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    PRESENTATION = "presentation"
    WORKING_GROUP = "working_group"
    LETTER = "letter"


class Purpose(StrEnum):
    """To what end: « établir des ponts » (seed 002); « renforcer les dispositifs, soigner et développer les réseaux,
    développer des partenariats » (seed 003)."""

    BRIDGE = "bridge"
    STRENGTHEN = "strengthen"
    TEND = "tend"
    DEVELOP = "develop"


MENDS_A_GAP = (Purpose.STRENGTHEN, Purpose.TEND, Purpose.DEVELOP)
"""Steps that answer a gap of the matrix; a bridge alone does not."""


@dataclass(frozen=True)
class StepDraft:
    """A step as written. `domain`: its theme, or ""; `next_on`: when one meets again."""

    on: dt.date
    kind: str
    purpose: str
    agreed: str
    domain: str = ""
    service: uuid.UUID | None = None
    next_on: dt.date | None = None
