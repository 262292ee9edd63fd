"""Every route says what it needs. A route that says nothing fails the build; a GET that writes fails the request."""

import functools
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from palier.access.actor import Actor, whoami
from palier.access.binding import stay_at_the_door
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.lock import declared
from palier.kernel.errors import Refused

View = Callable[..., HttpResponse]
_READS = re.compile(r"\s*(SELECT\b|WITH\b|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO|DECLARE|CLOSE|FETCH)", re.IGNORECASE)
_LEDGER = re.compile(r"\s*INSERT INTO \"?access_read_event\"?[\s(]", re.IGNORECASE)
_WRITES = re.compile(
    r";|\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|GRANT|REVOKE|COPY)\b"
    r"|\bFOR (NO KEY |KEY )?(UPDATE|SHARE)\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"\bsec\.(\w+)", re.IGNORECASE)
_VOLATILE = re.compile(r"FUNCTION sec\.(\w+)(?:(?!AS \$\$).)*\bVOLATILE\b", re.DOTALL)


@functools.lru_cache(maxsize=1)
def _writing_functions() -> frozenset[str]:
    """The closed functions of the database that change something."""
    return frozenset(name for app in declared() for text in app.functions for name in _VOLATILE.findall(text))


@functools.lru_cache(maxsize=2048)  # texts, never values: those travel beside
def _reads_only(statement: str) -> bool:
    if _LEDGER.match(statement):
        return ";" not in statement
    if not _READS.match(statement) or _WRITES.search(statement):
        return False
    return not any(name.lower() in _writing_functions() for name in _FUNCTION.findall(statement))


class WroteOnGet(Exception):
    """A page that only reads tried to write (D16). The read ledger is the one exception."""


def only_reads(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Refuses any statement of a GET but a read, a savepoint or a line of the read ledger."""
    if not _reads_only(str(sql)):
        raise WroteOnGet(str(sql)[:120])
    return execute(sql, params, many, context)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, on a route that declares a capability."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def capability(needed: Capability) -> Callable[[View], View]:
    """Declares what a route needs. Not signed in: to the sign-in page. Not permitted: as if it were not there."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = whoami() if request.user.is_authenticated else None
            request.actor = actor  # type: ignore[attr-defined]
            if actor is None:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            if not permits(actor, needed):
                raise Http404
            try:
                if request.method in {"GET", "HEAD"}:
                    with connection.execute_wrapper(only_reads):
                        return view(request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except Refused as refused:
                raise Http404 from refused

        guarded.declares = needed  # type: ignore[attr-defined]
        return guarded

    return declare


DOOR = "door_home"
"""The page of a tenant's own door."""


def visitor(request: HttpRequest) -> Actor | None:
    """The tenant at her own door, by code or account, which stays open ten minutes more (P10); None: nobody else."""
    actor = whoami() if stay_at_the_door(request) else None
    request.actor = actor  # type: ignore[attr-defined]
    return actor


def door(needed: Capability) -> Callable[[View], View]:
    """Declares what a tenant's page needs. Whoever has not come in, or may not, is led to the door, told nothing."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = visitor(request)
            if actor is None or not permits(actor, needed):
                return redirect(DOOR)
            try:
                if request.method in {"GET", "HEAD"}:
                    with connection.execute_wrapper(only_reads):
                        return view(request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except Refused as refused:
                raise Http404 from refused

        guarded.declares = needed  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: View) -> View:
    """For pages that show nothing but what the signed-in account itself is: home, switch of post."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        request.actor = whoami()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.declares = "signed_in"  # type: ignore[attr-defined]
    return guarded


def public(view: View) -> View:
    """For pages that hold nothing but public matter."""
    view.declares = "public"  # type: ignore[attr-defined]
    return view
