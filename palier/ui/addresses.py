"""Addresses of pages: the way to one that is named by an id, and the ids that stand in one."""

import functools
import uuid

from django.http import Http404, HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse

STAND_IN = uuid.UUID("0d000000-0000-7000-8000-00000000000d")


@functools.lru_cache(maxsize=512)
def _pattern(route: str, named: bool, _urlconf: str | None, _prefix: str) -> tuple[str, str]:
    """What stands before and behind the id. Raises NoReverseMatch for a page that is not there."""
    before, _, behind = reverse(route, args=(STAND_IN,) if named else ()).partition(str(STAND_IN))
    return before, behind


def address(route: str, pk: uuid.UUID | None = None) -> str:
    """reverse(route, args=[pk]), or reverse(route): said over and over in a list."""
    before, behind = _pattern(route, pk is not None, get_urlconf(), get_script_prefix())
    return before if pk is None else f"{before}{pk}{behind}"


def id_in_address(request: HttpRequest, name: str) -> uuid.UUID | None:
    """The id given beside the path, None when there is none. Raises Http404 for what is no id."""
    given = request.GET.get(name, "")
    try:
        return uuid.UUID(given) if given else None
    except ValueError as spoilt:
        raise Http404 from spoilt
