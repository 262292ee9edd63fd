"""A desk and a telephone side by side in Chromium: a code is shown, photos are sent, the desk says so by itself."""

import os

import pytest

from palier.registry.documents import actions
from tests.axe import both_ways, faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.registry.documents import honest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


def wrongs(page, name):
    """What axe finds, and whether the page is wider than the screen."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    return faults(page)


@both_ways
def test_the_desk_says_when_the_photos_have_arrived(house, stage, subject, tab, tmp_path, monkeypatch, language, width):  # noqa: F811
    home, codes, draw = stage.homes[0], [], actions.draw_photo_code

    def noted(**given):
        codes.append(draw(**given))
        return codes[-1]

    monkeypatch.setattr(actions, "draw_photo_code", noted)  # the code stands in the picture alone
    good, bad = tmp_path / "mur.jpg", tmp_path / "page.jpg"
    good.write_bytes(honest.jpeg())
    bad.write_bytes(b"<html><script>alert(1)</script></html>")
    desk, telephone = tab(stage.amina, language, width), tab(None, language, 320)
    said = []
    for page in (desk, telephone):
        page.on("console", lambda one: one.type == "error" and "422" not in one.text and said.append(one.text))
    wrong = []

    desk.goto(f"/documents/photos/{subject}/?household={home.household}")
    wrong += wrongs(desk, f"photo-draw-{language}")
    desk.click(".form .btn-primary")
    desk.wait_for_selector("svg[width]")
    wrong += wrongs(desk, f"photo-code-{language}")

    telephone.goto(f"/photo/{codes[0][1]}/")
    wrong += wrongs(telephone, f"photo-{language}")
    telephone.set_input_files("input[type=file]", [bad])
    telephone.click("main form button")
    telephone.wait_for_selector(".notice-todo")
    wrong += wrongs(telephone, f"photo-refused-{language}")
    telephone.set_input_files("input[type=file]", [good])
    telephone.click("main form button")
    telephone.wait_for_selector("main form", state="detached")
    wrong += wrongs(telephone, f"photo-sent-{language}")

    desk.wait_for_selector("#photo-state .notice-done", timeout=10_000)
    wrong += wrongs(desk, f"photo-arrived-{language}")
    assert wrong == []
    assert said == []
