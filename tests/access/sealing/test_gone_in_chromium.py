"""The pages that say that words and a document are gone, in a real Chromium: axe finds nothing, both fit the screen."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from palier.access import keys
from palier.access.rules import Tier
from palier.casework.cases import actions
from palier.casework.cases.rules import KnownDraft
from palier.registry.documents import actions as documents
from palier.registry.documents.rules import Cleaned, DocumentDraft, FileKind
from tests.access.sealing.rows import read, subject_of, write
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - the server is a fixture
from tests.desk.household_file.test_household_in_chromium import tab  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")
SAID = {"fr": "leur clé a été détruite", "nl": "hun sleutel werd vernietigd"}


@both_ways
def test_what_is_gone_is_said_in_plain_words(stage, file, tab, language, width):  # noqa: F811
    write(stage, file, confided="x", confided_tier=Tier.REINFORCED)
    with stage.amina.acting() as amina:
        known = KnownDraft(name="Idris Fictif", tie="sibling", own_words="x", tier=Tier.REINFORCED)
        actions.say_known(actor=amina, case=file, draft=known)
        kept = Cleaned(FileKind.TEXT, "lettre.txt", b"x")
        draft = DocumentDraft(subject=subject_of(stage, file), file=kept, tier=Tier.REINFORCED)
        document = documents.keep_document(actor=amina, draft=draft)
    assert SAID["fr"] not in read(stage, file)
    keys.destroy(subject_of(stage, file))
    page, wrong = tab(stage.amina, language, width), []

    for name, address, status in (
        ("gone", reverse("reinforced", args=[file]), 200),
        ("document gone", reverse("document", args=[document]), 410),
    ):
        assert page.goto(address).status == status
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{width}.png".replace(" ", "-"), full_page=True)
        wrong += [f"{name}: {fault}" for fault in faults(page)]
        if status == 200:
            assert page.inner_text("main").count(SAID[language]) >= 4

    assert wrong == []
