"""kill -9 of server and database during a burst of saves: every acknowledged contact is there, once.

What was sent without an answer is sent again with the same key, as a browser or a partner would: it settles without doubling.
The list of what was acknowledged stands outside the database.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 4


class House:
    """A Palier of its own: its data folder, its server, its client's memory."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="palier-kill-")
        os.chmod(self.folder, 0o711)
        self.env = {**os.environ, "PALIER_DATA": self.folder, "PALIER_ROLE": ""}
        for name in ("PALIER_DATABASE", "PYTEST_XDIST_WORKER"):
            self.env.pop(name, None)
        self._run("palier.cli", "migrate")
        self.key = json.loads(self._run("tests.faults.prepare"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.acknowledged, self.unanswered = {}, {}
        self.lock = threading.Lock()
        self.server = None

    def _run(self, *module):
        done = subprocess.run(
            [sys.executable, "-m", *module], cwd=ROOT, env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def start(self):
        """Serve, in a process group of its own, until /healthz answers."""
        self.server = subprocess.Popen(
            [sys.executable, "-m", "palier.cli", "serve", "--port", str(self.port), "--workers", "1"],
            cwd=ROOT, env=self.env, start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _attempt in range(600):
            try:
                if self._ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not come back")

    def _ask(self, method, path, body=None, headers=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request(method, path, body, headers or {})
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()

    def save(self, key, text):
        """One contact; remembers whether it was acknowledged. False when nothing came back."""
        body = json.dumps({"facts": text, "channel": "phone"})
        headers = {
            "Authorization": f"Bearer {self.key['bearer']}", "Content-Type": "application/json", "Idempotency-Key": key,
        }  # fmt: skip
        try:
            status, content = self._ask("POST", f"/api/v1/cases/{self.key['case']}/contacts", body, headers)
        except (OSError, http.client.HTTPException):
            status, content = 0, b""
        with self.lock:
            if status == 201:
                self.unanswered.pop(key, None)
                self.acknowledged[key] = (text, json.loads(content)["id"])
                return True
            assert status in (0, 500, 503), (status, content[:200])
            self.unanswered[key] = text
            return False

    def burst(self, stop):
        while not stop.is_set():
            key = str(uuid.uuid4())
            if not self.save(key, f"sauvé {key}"):
                time.sleep(0.02)

    def kill(self):
        """The server's whole group and the database, at once and without a word."""
        postmaster = int((Path(self.folder) / "cluster" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def stop(self):
        """Ended as an operator would."""
        self.server.terminate()
        self.server.wait(timeout=30)

    def saved(self):
        """Every text in the table, with how often it stands there."""
        from config.database import addresses
        from config.database.paths import Layout

        with psycopg.connect(addresses.superuser_url(Layout(Path(self.folder)), "palier")) as connection:
            return Counter(
                dict(connection.execute("SELECT facts, count(*) FROM cases_contact GROUP BY facts").fetchall())
            )


@pytest.fixture
def house():
    made = House()
    yield made
    if made.server is not None and made.server.poll() is None:
        made.stop()
    shutil.rmtree(made.folder, ignore_errors=True)


def survive(house, rounds):
    for _round in range(rounds):
        house.start()
        for key, text in list(house.unanswered.items()):
            assert house.save(key, text), "what was unanswered settles after the restart"
        stop = threading.Event()
        writers = [threading.Thread(target=house.burst, args=(stop,)) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(0.8)
        house.kill()
        stop.set()
        for writer in writers:
            writer.join()
    house.start()
    for key, text in list(house.unanswered.items()):
        assert house.save(key, text)
    saved = house.saved()
    house.stop()
    assert len(house.acknowledged) > rounds * 3
    assert {text: saved[text] for text, _id in house.acknowledged.values() if saved[text] != 1} == {}
    print(f"{rounds} kills: {len(house.acknowledged)} acknowledged contacts, each there once")


@pytest.mark.slow
def test_every_acknowledged_contact_is_there_once_after_three_kills(house):
    survive(house, 3)


@pytest.mark.proof
def test_every_acknowledged_contact_is_there_once_after_twenty_kills(house):
    survive(house, 20)
