"""Amina at her desk."""

import pytest


@pytest.fixture
def amina(stage):
    return stage.amina.browser()
