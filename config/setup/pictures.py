"""`make pictures`: signs in to the running demonstration and draws its main pages, in both languages and sizes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from config.setup.browser import launched

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "pictures"
SIZES = {"desktop": (1280, 900), "phone": (375, 812)}
PAGES = {
    "my-day": "/day/",
    "capture": "/capture/",
    "files": "/cases/",
    "requests": "/requests/",
    "search": "/search/?q=exemple",
}


def main() -> int:
    """Writes docs/pictures/<page>-<language>-<size>.png; needs `make demo` running (ADDRESS= to say where)."""
    address = os.environ.get("ADDRESS", "http://127.0.0.1:8000")
    listed = subprocess.run(
        [sys.executable, "-m", "palier.cli", "demo", "--accounts"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    worker = next(one for one in json.loads(listed.stdout) if one["role"] == "social_worker" and not one["totp_secret"])
    OUT.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        for size, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            _sign_in(page, address, worker)
            for language in ("fr", "nl"):
                _draw(page, address, language, size)
    return 0


def _sign_in(page: Page, address: str, account: dict[str, str]) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", account["username"])
    page.fill("[name=password]", account["password"])
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def _draw(page: Page, address: str, language: str, size: str) -> None:
    for name, path in PAGES.items():
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.screenshot(path=OUT / f"{name}-{language}-{size}.png", full_page=True)
    first = page.locator("main a[href^='/households/']").first
    if first.count():
        first.click()
        page.wait_for_load_state()
        page.screenshot(path=OUT / f"household-{language}-{size}.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main())
