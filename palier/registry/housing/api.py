"""What a program may ask of the register: who lives where, and who looks after them.

The lowest app with an API also holds the grammar of every list and every text of it (D24, D38).
"""

import uuid
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.registry.housing import queries

COUNTED = 1_000  # beyond, a list says `more` and no longer how many (D24)
AT_MOST = 200
FURTHEST = 1_000_000
FOUND_AT_MOST = 100  # what one search gives; a longer answer asks for better words

Row = TypeVar("Row")


def _storable(text: str) -> str:
    """NUL is the one character the database cannot keep: said, never dropped."""
    try:
        ProhibitNullCharactersValidator()(text)
    except ValidationError as refusal:
        raise ValueError(refusal.message) from refusal
    return text


Text = Annotated[str, AfterValidator(_storable)]
"""Text that comes back as it was sent."""


class Trouble(Schema):
    """What happened, in the language of Accept-Language."""

    detail: str


class Point(Schema):
    """One thing to mend: where in the call, and how."""

    loc: list[str | int]
    msg: str


class Invalid(Schema):
    """Everything to mend at once."""

    detail: list[Point]


READ_ERRORS: dict[Any, Any] = {(401, 404): Trouble, 422: Invalid}
WRITE_ERRORS: dict[Any, Any] = {(401, 403, 404, 409, 413): Trouble, 422: Invalid}


class Listed(Schema, Generic[Row]):
    """A part of a list. `count` stops at 1,000; `next` is the address of the following part."""

    items: list[Row]
    count: int
    more: bool
    next: str | None


class Window(Schema):
    """Which part of a list."""

    limit: int = Field(50, ge=1, description=f"At most {AT_MOST} are given, whatever is asked.")
    offset: int = Field(0, ge=0, le=FURTHEST)


def listed(
    request: HttpRequest,
    window: Window,
    rows: "QuerySet[Any] | Sequence[Any]",
    show: Callable[[list[Any]], list[dict[str, Any]]],
) -> dict[str, Any]:
    """The wanted part of `rows`, shown by `show`. Two queries whatever the length: the rows, and a count that stops."""
    end = window.offset + min(window.limit, AT_MOST)
    found = list(rows[window.offset : end + 1])
    many = rows[: COUNTED + 1].count() if isinstance(rows, QuerySet) else len(rows)
    more = len(found) > end - window.offset
    asked = request.GET.copy()
    asked["offset"] = str(end)
    following = request.build_absolute_uri(f"{request.path}?{asked.urlencode()}") if more else None
    return {"items": show(found[: end - window.offset]), "count": min(many, COUNTED), "more": more, "next": following}


router = Router(tags=["register"])

Words = Annotated[Text, Query("", max_length=200)]


class Household(Schema):
    """A declared household. It says nothing about a file: everybody has an assigned worker, by place (D12)."""

    id: uuid.UUID
    label: str
    dwelling: uuid.UUID | None = Field(description="Null when there is none or when the address is protected.")
    site: uuid.UUID | None = Field(description="The place on which a worker's post stands.")
    assigned_worker: uuid.UUID | None = Field(description="The post that looks after this household.")
    address: str
    site_name: str
    assigned_worker_name: str
    protected: bool


@router.get(
    "/households",
    response={200: Listed[Household], **READ_ERRORS},
    operation_id="find_households",
    summary="Who is whose",
)
@capability(Can.HOUSEHOLD_FIND)
def household_list(request: HttpRequest, window: Query[Window], q: Words = "") -> Any:
    """Households by name, telephone or address, the best first. Typing errors and accents do not matter. Without
    words: none. A protected address is never found by its address, and is not shown (P11)."""
    actor = actor_of(request)
    language = get_language() or "fr"
    found = queries.find_households(actor, q, language, FOUND_AT_MOST)
    return listed(request, window, found, lambda rows: _households(actor, rows, language))


def _households(actor: Actor, rows: list[queries.HouseholdRow], language: str) -> list[dict[str, Any]]:
    ids = [row.id for row in rows]
    homes, workers = queries.homes(actor, ids, language), queries.assigned_workers(ids)
    shown = []
    for row in rows:
        lease, post = homes[row.id].lease, workers.get(row.id)
        shown.append(
            {
                "id": row.id,
                "label": row.label,
                "dwelling": lease.dwelling_id if lease else None,
                "site": lease.dwelling.building.place.parent_id if lease else None,
                "assigned_worker": post.pk if post else None,
                "address": row.address,
                "site_name": row.site,
                "assigned_worker_name": row.assigned_worker,
                "protected": row.protected,
            }
        )
    return shown
