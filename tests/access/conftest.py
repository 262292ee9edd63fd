"""Long proofs run when they are asked for by name: `pytest -m proof` (decision D21)."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "proof: a long proof, run by `make proof` and not by the suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "proof" not in (config.getoption("-m") or ""):
        for item in items:
            if item.get_closest_marker("proof"):
                item.add_marker(pytest.mark.skip(reason="a long proof: run with -m proof"))
