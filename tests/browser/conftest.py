"""A real server on loopback, a real Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "un-palier-bien-gardé"


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The application on this process's test database, served as `palier serve` does; yields its address."""
    with served() as address:
        yield address


@contextmanager
def served(**more: str) -> Iterator[str]:
    """The same with more in its environment, for as long as the block."""
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve", str(port)],
        cwd=ROOT,
        env={**os.environ, "PALIER_ROLE": "app", **more},
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


def sign_in(page: Page, server: str, username: str, language: str = "fr") -> None:
    """Through the form, as anybody does."""
    page.goto(f"{server}/accounts/login/?lang={language}")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def leave_quickly(page: Page, name: str) -> None:
    """Follows *Quitter vite*, until another page stands there: the weather, or without a network the browser's own."""
    here = page.url
    with (
        page.expect_event("framenavigated", lambda frame: frame.url.split("/")[2] != here.split("/")[2]),
        page.expect_request("https://www.meteo.be/"),
    ):
        page.get_by_role("link", name=name).click()
