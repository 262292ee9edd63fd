"""A real server on loopback, a real Chromium."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PASSWORD = "un-palier-bien-gardé"


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The application on this process's test database, served as `palier serve` does; yields its address."""
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve", str(port)], cwd=ROOT, env={**os.environ, "PALIER_ROLE": "app"}
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        running.terminate()
        running.wait(timeout=20)


def wait_for(url: str) -> None:
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


def sign_in(page: Page, server: str, username: str, language: str = "fr") -> None:
    """Through the form, as anybody does."""
    page.goto(f"{server}/accounts/login/?lang={language}")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def faults(page: Page) -> list[str]:
    """What axe finds on the page: `rule: element`."""
    found = Axe().run(page)
    return [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in found["violations"]]
