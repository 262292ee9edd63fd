"""Amina's day."""

import secrets
import uuid

import pytest


@pytest.fixture
def work(stage):
    from tests.desk.my_day.desk_of_amina import Work

    return Work(stage)


@pytest.fixture
def key():
    return str(uuid.uuid4())


@pytest.fixture
def canary():
    return f"canari-{secrets.token_hex(6)}"
