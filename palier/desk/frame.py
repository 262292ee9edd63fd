"""Fills the frame around every staff page: what this actor may open, and nothing else."""

from typing import Any

from django.http import HttpRequest

from palier.ui.frame import Frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context: `frame` and `may`."""
    return {"frame": Frame(home_url="/"), "may": frozenset()}
