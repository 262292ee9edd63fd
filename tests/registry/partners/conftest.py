"""A tab of a real browser, for the one proof that needs it."""

from tests.desk.conftest import site, tab

__all__ = ["site", "tab"]
