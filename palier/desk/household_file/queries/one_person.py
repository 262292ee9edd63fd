"""For one person alone: what may go out of a household's files is hers, and nothing another person said (P2)."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from palier.access.actor import Actor
from palier.access.rules import Tier
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Confidence, Contact, Request, Step
from palier.casework.cases.rules import StepState
from palier.casework.tenancies.prevention import queries as prevention
from palier.desk.household_file.queries.dossier import contacts_of, in_order, steps_of, subjects_of
from palier.desk.household_file.rules import (
    goes_out_for,
)


@dataclass
class ForHer:
    """What may go out for one person: hers alone, and nothing another person said."""

    own_words: list[str]
    housing_project: list[str]
    contacts: list[Contact]
    confided: dict[uuid.UUID, Confidence]
    steps: list[Step]
    requests: list[Request]
    home: list[str]  # what she told about keeping her home, one line of words each
    next_day: datetime.date | None

    @property
    def subjects(self) -> list[uuid.UUID]:
        return subjects_of(self.contacts, self.steps, self.requests)


def for_her(actor: Actor, pk: uuid.UUID, person: uuid.UUID) -> ForHer:
    """The communicable part of what the actor's files hold of this one person, oldest first."""

    def hers(row: Any, tier: str = Tier.TEAM) -> bool:
        return goes_out_for(person, confided_by=row.confided_by, concerns=row.concerns, open_to_team=tier == Tier.TEAM)

    files = [file for file in cases.cases_of(actor, pk) if set(file.agreed_by) == {person}]
    contacts = [row for row in reversed(contacts_of(actor, pk, person)) if hers(row, row.tier)]
    confided = {key: row for key, row in cases.confidences_of(actor, contacts).items() if hers(row, row.tier)}
    said_apart = {row.pk for row in contacts}
    steps = [
        row
        for row in in_order(steps_of(actor, pk, person))
        if hers(row) and (not row.contact_id or row.contact_id in said_apart)
    ]
    coming = [row.due for row in steps if row.due and row.state in {StepState.PLANNED, StepState.UNDER_WAY}]
    return ForHer(
        own_words=[file.own_words for file in files if file.own_words],
        housing_project=[file.housing_project for file in files if file.housing_project],
        contacts=contacts,
        confided=confided,
        steps=steps,
        requests=[row for row in cases.requests_of(actor, pk) if hers(row)],
        home=[row.said for row in prevention.told_about(actor, pk, person) if hers(row)],
        next_day=min(coming) if coming else None,
    )
