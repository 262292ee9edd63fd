"""What every list is read with: the one row, or the first of many."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from palier.kernel.errors import Refused

AT_MOST = 50


@dataclass(frozen=True)
class Page:
    """A list cut at its limit: `more` says that it goes on; totals of long lists are not counted (D24)."""

    items: list[Any]
    more: bool


def page(rows: "QuerySet[Any]", limit: int = AT_MOST) -> Page:
    """The first `limit` rows and whether there are others: one row more is read, nothing is counted."""
    found = list(rows[: limit + 1])
    return Page(found[:limit], len(found) > limit)


def the_one(rows: "QuerySet[Any]", pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found
