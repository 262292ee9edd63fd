import pytest


@pytest.fixture
def paired(stage):
    """A request of Amina's with its pair (pairs.py); Django is set up by now."""
    from tests.casework.support_pairs.pairs import Paired

    return Paired(stage)
