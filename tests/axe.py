"""Can everybody use this page? axe in a real Chromium, and at the two widths every page is made for."""

import json

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 1280)  # pixels
# Every suite: each language once, each width once, and every page measured at both widths. `make proof`: all four.
both_ways = pytest.mark.parametrize(
    ("language", "width"),
    [
        ("fr", 1280),
        ("nl", 320),
        pytest.param("fr", 320, marks=pytest.mark.proof),
        pytest.param("nl", 1280, marks=pytest.mark.proof),
    ],
)

_AXE = Axe()
# The widest things first: what must be mended is named, not only that something is too wide.
_WIDE = """limit => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > limit + 1)
  .slice(0, 5).map(e => e.tagName + '.' + e.className)"""


def faults(page: Page) -> list[str]:
    """What hinders somebody here: `rule: element` of axe, and what is wider than the screen at either width."""
    found = _AXE.run(page, options={"resultTypes": ["violations"]})["violations"]
    return [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in found] + _too_wide(page)


def _too_wide(page: Page) -> list[str]:
    before, wrong = page.viewport_size, []
    assert before is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": before["height"]})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"wider than {width}: {page.evaluate(_WIDE, width)}")
    page.set_viewport_size(before)
    return wrong
