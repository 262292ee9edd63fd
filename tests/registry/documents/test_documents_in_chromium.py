"""The pages of documents in a real Chromium: axe finds nothing, they fit a telephone, and a file saved is the file kept."""

import os
from pathlib import Path

import pytest

from tests.axe import faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.registry.documents import honest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


def wrongs(page, width):
    """What axe finds, and whether the page is wider than the screen."""
    return faults(page)


@pytest.mark.parametrize(("language", "width"), [("fr", 320), ("nl", 1280)])
def test_files_are_sent_and_saved_again(house, stage, subject, tab, tmp_path, language, width):  # noqa: F811
    home = stage.homes[0]
    letter, page_ = tmp_path / "lettre.txt", tmp_path / "page.txt"
    letter.write_bytes(honest.text())
    page_.write_bytes(b"<html><script>alert(1)</script></html>")
    page = tab(stage.amina, language, width)
    refused = []
    page.on(
        "console",
        lambda message: message.type == "error" and "422" not in message.text and refused.append(message.text),
    )
    wrong = []

    page.goto(f"/documents/add/{subject}/?household={home.household}")
    wrong += wrongs(page, width)
    page.set_input_files("input[type=file]", [letter, page_])
    page.click(".form .btn-primary")
    page.wait_for_selector(".notice-todo")
    wrong += wrongs(page, width)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/documents-add-{language}-{width}.png", full_page=True)
    from palier.registry.documents import queries

    with stage.amina.acting() as amina:
        kept = queries.documents_of(amina, [subject])[0]
    page.goto(f"/documents/{kept.pk}/edit/")
    wrong += wrongs(page, width)
    with page.expect_download() as saving:
        page.evaluate(f"location.href = '/documents/{kept.pk}/'")

    assert saving.value.suggested_filename == "lettre.txt"
    assert Path(saving.value.path()).read_text() == f"{honest.WORDS}\r\nDeuxième ligne\n".replace("\r\n", "\n")
    assert wrong == []
    assert refused == []
