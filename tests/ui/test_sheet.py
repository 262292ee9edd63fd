"""The sheet: light enough, and every pair of text and ground readable in both schemes."""

import re
from pathlib import Path

import pytest

from palier.ui import frame

STATIC = Path(frame.__file__).parent / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))

TEXT_PAIRS = [
    *(
        (text, ground)
        for text in ("ink", "ink-2")
        for ground in ("paper", "sheet", "wash", "teal-wash", "sun-wash", "brick-wash")
    ),
    *(("teal", ground) for ground in ("paper", "sheet", "wash", "teal-wash", "sun-wash", "brick-wash")),
    *(("brick", ground) for ground in ("paper", "sheet", "wash", "brick-wash")),
    ("on-teal", "teal"),
    ("on-brick", "brick"),
    ("paper", "ink"),
]
CONTROL_PAIRS = [
    *((line, ground) for line in ("edge", "sun-edge", "teal", "brick") for ground in ("paper", "sheet", "wash")),
    ("edge", "teal-wash"),
    ("edge", "sun-wash"),
    ("sun-edge", "sun-wash"),
]


def schemes() -> dict[str, dict[str, str]]:
    css = (STATIC / "palier.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    dark = dark[: dark.index("@media")]
    colours = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6})")
    day = dict(colours.findall(light))
    return {"light": day, "dark": day | dict(colours.findall(dark))}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(scheme, text, ground):
    colours = schemes()[scheme]

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_controls_can_be_seen(scheme, line, ground):
    colours = schemes()[scheme]

    assert contrast(colours[line], colours[ground]) >= 3


def test_text_on_the_sun_stays_dark_in_both_schemes():
    for colours in schemes().values():
        assert contrast("#1b2a33", colours["sun"]) >= 4.5


def test_sheets_are_light_together():
    assert sum(len(sheet.read_bytes()) for sheet in SHEETS) < 60_000


def test_a_public_page_with_its_sheets_stays_under_forty_kilobytes():
    from . import pages

    names = re.findall(r"ui/([a-z]+\.(?:css|js))", html := pages.page("public", form=pages.SampleForm({})))

    assert len(html.encode()) + sum(len((STATIC / name).read_bytes()) for name in names) < 40_000


def test_every_used_token_is_defined():
    defined = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "palier.css").read_text()))

    for sheet in SHEETS:
        assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text())) <= defined, sheet.name


def test_every_sheet_stands_in_a_layer_and_is_balanced():
    for sheet in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        assert text.count("{") == text.count("}"), sheet.name
        assert text.lstrip().startswith("@layer"), sheet.name


def test_nothing_comes_from_elsewhere():
    for path in STATIC.iterdir():
        assert not re.search(r"(?:url\(|import\s+)[\"']?(?:https?:)?//", path.read_text()), path.name
    for script in STATIC.glob("*.js"):
        assert not re.search(r"\beval\(|new Function|\.style\b|localStorage\.setItem\((?!LETTERS)", script.read_text())


def test_the_sheet_serves_dark_print_small_coarse_and_forced_colours():
    text = "".join(sheet.read_text() for sheet in SHEETS)

    for wanted in (
        "prefers-color-scheme: dark",
        "@media print",
        "pointer: coarse",
        "forced-colors: active",
        "prefers-reduced-motion",
    ):
        assert wanted in text
