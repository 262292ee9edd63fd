"""A store of its own, and a file of Amina's for the first household."""

import pytest


@pytest.fixture
def house(tmp_path):
    """Where the files of this test lie."""
    from django.test import override_settings

    folder = tmp_path / "files"
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture
def subject(stage):
    """The subject of a file that Amina opened for the first household."""
    from palier.casework.cases import actions, queries
    from palier.casework.cases.rules import CaseDraft

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        return queries.case(amina, case).subject_id
