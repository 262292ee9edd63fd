"""What the tests of the seal share."""

import pytest


@pytest.fixture
def file(stage):
    """A file of Amina's."""
    from palier.casework.cases import actions
    from palier.casework.cases.rules import CaseDraft

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
