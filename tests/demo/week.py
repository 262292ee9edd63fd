"""The demonstration on its days: a server at each hour of PALIER_NOW, its people signed in, and what they look at."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.axe import faults
from tests.browser.conftest import ROOT, free_port, wait_for

MONDAY = dt.date(2026, 3, 2)  # no holiday in that week
PICTURES = os.environ.get("PALIER_WEEK_PICTURES", "")


class Week:
    """The demonstration on its days, its people, and what they look at."""

    def __init__(self, chromium, filled):
        self.chromium, self.filled, self.accounts = chromium, filled, filled.accounts()
        self.server = ""

    @contextmanager
    def day(self, number: int, hour: str) -> Iterator["Week"]:
        """The `number`th day of the week, 1 to 5; the application and its database stand at `hour`."""
        moment = f"{MONDAY + dt.timedelta(days=number - 1)}T{hour}+01:00"
        self.filled.rows("UPDATE access_installation SET moved_now = %s WHERE demo RETURNING id", [moment])
        port = free_port()
        environment = {**os.environ, "PALIER_ROLE": "app", "PALIER_DATABASE": self.filled.name, "PALIER_NOW": moment}
        running = subprocess.Popen([sys.executable, "-m", "tests.browser.serve", str(port)], cwd=ROOT, env=environment)
        self.server = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{self.server}/healthz")
            yield self
        finally:
            running.terminate()
            running.wait(timeout=20)

    def page(self, language: str, width: int = 1280):
        context = self.chromium.new_context(viewport={"width": width, "height": 900}, locale=f"{language}-BE")
        return context.new_page()

    def worker(self, who: str = "amina", home: str = "**/day/"):
        """At her desk, signed in as anybody is; `home`: the page where she arrives."""
        page = self.page("fr")
        account = self.accounts[who]
        page.goto(f"{self.server}/accounts/login/?lang=fr")
        page.fill("[name=login]", account["username"])
        page.fill("[name=password]", account["password"])
        page.click("main button[type=submit]")
        page.wait_for_url(home)
        return page

    def look(self, page, name: str) -> None:
        """Everybody can use it; the picture is kept when asked for."""
        assert faults(page) == [], name
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
