"""The shared cases hold no caseload case: tests/engines/caseload tries every distribution of small teams instead."""

from pathlib import Path


def agreement(cases: Path) -> list[tuple[str, int, int, list[str]]]:
    """No collection."""
    return []
