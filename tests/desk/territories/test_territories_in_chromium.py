"""The territories in a real Chromium: tiles and maps, axe finds nothing, nothing is wider than the screen."""

import os

import pytest

from tests.axe import both_ways, faults
from tests.registry.territories.maps import bring_in, feature, square, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")
LISTS = ("communes", "company", "monitoring", "statistical")


def homes(placed, number):
    from tests.stage import without_locks

    with without_locks():
        for _ in range(number):
            placed.home(placed.buildings[0])


def a_map(tmp_path):
    """Fifty squares of the monitoring (a map that scrolls on a phone) and two communes (one that does not)."""
    squares = [feature(f"M{n}", square(n % 7, n // 7)) for n in range(50)]
    bring_in(write(tmp_path / "m.json", *squares), "monitoring")
    bring_in(write(tmp_path / "c.json", feature("21005", square(0, 0)), feature("21009", square(1, 0))), "communes")


@pytest.mark.parametrize("drawn", ["tiles", "map"])
@both_ways
def test_axe_finds_nothing_and_every_list_fits(placed, tab, tmp_path, language, width, drawn):
    homes(placed, 30)
    if drawn == "map":
        a_map(tmp_path)
    page, wrong = tab(placed.amina, language, width), []
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    for of in LISTS:
        page.goto(f"/territories/?list={of}")
        wrong += [f"{of}: {fault}" for fault in faults(page)]
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/territories-{drawn}-{of}-{language}-{width}.png", full_page=True)
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_in_an_area_can_be_read_in_both_schemes(placed, tab, scheme):
    """axe does not measure text in SVG: the contrast of every step is measured here."""
    page = tab(placed.amina)
    page.emulate_media(color_scheme=scheme)
    page.goto("/territories/")
    contrasts = page.evaluate(
        """() => { const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const light = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
          return .2126 * r + .7152 * g + .0722 * b };
        const shape = document.querySelector('.areas svg g'), area = shape.querySelector('.area'), text = shape.querySelector('text');
        return [0, 1, 2, 3, 4].map(step => { shape.setAttribute('class', 'on-' + step); area.setAttribute('class', 'area step-' + step);
          const two = [light(getComputedStyle(area).fill), light(getComputedStyle(text).fill)].sort((a, b) => b - a);
          return (two[0] + .05) / (two[1] + .05) }) }"""
    )

    assert len(contrasts) == 5
    assert min(contrasts) >= 4.5, contrasts


def test_the_page_is_whole_without_javascript_and_by_keyboard(placed, tab, tmp_path):
    a_map(tmp_path)
    page = tab(placed.amina, width=320, script=False)
    page.goto("/territories/?list=monitoring")

    strip = page.locator(".areas .strip")
    strip.focus()

    assert strip.evaluate("one => one === document.activeElement && one.scrollWidth > one.clientWidth")
    assert page.locator("table.rows tbody tr").count() == 50
    page.locator(".lists a").first.press("Enter")
    assert page.locator(".areas svg path").count() == 2
