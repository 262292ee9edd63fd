"""Safety instructions in a real Chromium: axe, both widths, both languages, without a script."""

import pytest

from tests.axe import both_ways, faults
from tests.registry.safety.doors import agreed, proposed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    standing, asked = agreed(stage, told_on=None), proposed(stage, fact="autre")
    home = stage.homes[0].household
    pages = [
        ("amina", f"/households/{home}/"),
        ("amina", f"/households/{home}/safety/"),
        ("amina", f"/safety/{standing}/"),
        ("bart", f"/safety/{asked}/agree/"),
        ("bart", "/day/"),
        ("agent", f"/households/{home}/"),
        ("agent", f"/households/?site={stage.sites[0].pk}"),
        ("head", "/service/"),
    ]
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []
