"""What the tests of the seal share."""

import pytest

from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
