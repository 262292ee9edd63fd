"""A room with a session that lasts all day."""

import pytest


@pytest.fixture
def room(stage):
    from tests.desk.waiting_room.room import Room

    return Room(stage)
