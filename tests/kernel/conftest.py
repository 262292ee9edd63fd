"""Cases nobody here wrote, read in place beside the clone when they are there."""

import json
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def _folder(name: str) -> Path:
    folder = CASES / name / "dev"
    if not folder.is_dir():
        pytest.skip(f"the shared cases ({name}) are not beside this clone")
    return folder


@pytest.fixture
def identifier_cases() -> list[dict]:
    return json.loads((_folder("h_identifiers") / "be_identifiers_expected.json").read_text("utf-8"))


@pytest.fixture
def phone_cases() -> dict:
    return json.loads((_folder("h_identifiers") / "phones_expected.json").read_text("utf-8"))


@pytest.fixture
def robustness() -> Path:
    return _folder("j_robustness")
