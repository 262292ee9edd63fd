"""A mail server and an SMS gateway on loopback, and a sender as the worker runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.messaging.conftest import gateways, mail, sms  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parents[3]
SEND = (
    "from palier.cli.setup import django_as\nwith django_as('job'):\n    from palier.casework.referrals.jobs import send_due\n"
    "    print(send_due())"
)


@pytest.fixture
def send(gateways):  # noqa: F811
    """One round of the sender, in a process of its own as the role of jobs; answers how many went."""

    def once():
        env = {**os.environ, **gateways, "PALIER_ROLE": "job"}
        done = subprocess.run(
            [sys.executable, "-c", SEND], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return int(done.stdout.split()[-1])

    return once
