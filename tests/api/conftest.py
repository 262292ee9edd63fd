"""Amina's program and one of her files. The product is imported when Django is ready, hence inside."""

import pytest


@pytest.fixture
def amina(stage):
    from tests.api.programs import Program, token_of

    return Program(token_of(stage.amina))


@pytest.fixture
def case(stage):
    from tests.api.programs import open_case

    return open_case(stage)
