"""A file that a colleague reads too, for the tests of whatever lies in it."""

import uuid

from palier.access.actions import add_to_team
from palier.access.rules import Duty
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft
from tests.stage import Stage


def read_by_emma(stage: Stage) -> tuple[uuid.UUID, uuid.UUID]:
    """(file, its subject): Amina's, about the first person of the first home; Emma is in its team."""
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        subject = queries.case(amina, case).subject_id
        add_to_team(actor=amina, subject=subject, post=stage.emma.post, duty=Duty.SECOND, until=None, reason="à deux")
    return case, subject
