"""One Palier server per data folder."""

import subprocess
from collections.abc import Callable

import pytest

from config import database
from config.database.paths import Layout

SERVE = """
import time
from config import database
with database.hold_server_address("http://127.0.0.1:8000"):
    print("ready", flush=True)
    time.sleep(60)
"""


def test_the_second_server_is_refused_with_the_first_ones_address(
    empty: Layout, hold: Callable[..., subprocess.Popen[str]]
) -> None:
    first = hold(SERVE)

    with (
        pytest.raises(database.AlreadyServing, match=r"http://127\.0\.0\.1:8000") as refusal,
        database.hold_server_address("http://127.0.0.1:9000"),
    ):
        pass
    assert refusal.value.address == "http://127.0.0.1:8000"

    first.kill()
    first.wait()
    with database.hold_server_address("http://127.0.0.1:9000"):
        assert empty.serving.read_text() == "http://127.0.0.1:9000"
    assert empty.serving.read_text() == ""
