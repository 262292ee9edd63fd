"""Areas belong to no organisation, so no wall keeps tests apart: each begins and ends without any."""

import pytest


@pytest.fixture(autouse=True)
def _no_areas():
    from tests.registry.territories.maps import wipe

    wipe()
    yield
    wipe()
