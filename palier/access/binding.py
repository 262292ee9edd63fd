"""Ties a signed-in account to the second lock: opens its session, binds its token, ends it."""

import hashlib
import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse

from palier.access import token
from palier.access.actor import Actor, whoami
from palier.identity.accounts.models import ApiToken, User
from palier.kernel import clock
from palier.ui.middleware import ACCOUNT_LANGUAGE

SESSION_KEY = "palier_token"
SESSION_LASTS = "10 hours"
API = "/api/"  # the only addresses a bearer token opens
DOOR_KEY = "palier_door"
WAITING_KEY = "palier_doors"  # those of a proved identity, while she chooses: WaitingDoor as lists
DOOR_LASTS = 600  # seconds without a page asked for, at a tenant's door (P10)
LENT_LASTS = "5 minutes"  # longer than any request; it is closed with the answer


def open_session(user: uuid.UUID, post: uuid.UUID | None, lasts: str = SESSION_LASTS) -> str | None:
    """A new token for this account acting in `post` (default: its largest, else its person). None: no such post."""
    secret = secrets.token_urlsafe(32)
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.open_session(%s, %s, %s, %s::interval)", [user, post, secret, lasts])
        row = cursor.fetchone()
    return secret if row and row[0] else None


def user_of_token(bearer: str) -> User | None:
    """The account of a program's bearer token, None when it is unknown or has ended. Only its SHA-256 is kept."""
    digest = hashlib.sha256(bearer.encode(errors="replace")).digest()
    rows = ApiToken.objects.filter(token_hash=digest, expires_at__gt=clock.now(), user__is_active=True)
    found = rows.select_related("user").first()
    return found.user if found else None


def close_session(secret: str) -> None:
    """Ends a token at once, everywhere."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.close_session(%s)", [secret])


def open_door(code: str) -> str | None:
    """A new token for the person to whom this access code was given. None: it opens nothing."""
    secret = secrets.token_urlsafe(32)
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.open_door(%s, %s)", [code, secret])
        row = cursor.fetchone()
    return secret if row and row[0] else None


class WaitingDoor(NamedTuple):
    """The door of one company, found by a proved identity. `token` opens nothing before `enter_door`."""

    token: str
    name_fr: str
    name_nl: str


def find_doors(national_number: str) -> list[WaitingDoor]:
    """Where the person of this number is a tenant today, by company. The number is compared and dropped (P32)."""
    secret = secrets.token_urlsafe(32)
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT * FROM sec.find_doors(%s, %s)", [national_number, secret])
        return [WaitingDoor(f"{secret}.{place}", *names) for place, *names in cursor.fetchall()]


def enter_door(door: WaitingDoor) -> bool:
    """Opens it for ten minutes, with a line of the ledger. False: it has waited too long."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.enter_door(%s)", [door.token])
        return bool(cursor.fetchone()[0])


def waiting_doors(request: HttpRequest) -> list[WaitingDoor]:
    """Those among which this browser has still to choose."""
    return [WaitingDoor(*door) for door in request.session.get(WAITING_KEY, [])]


def shut_doors(request: HttpRequest) -> bool:
    """Ends whatever door this browser holds, entered or waiting. False: it held none."""
    held = [request.session.pop(DOOR_KEY, None), *(door.token for door in waiting_doors(request))]
    request.session.pop(WAITING_KEY, None)
    tokens = [token for token in held if token]
    for one in tokens:
        close_session(one)
    return bool(tokens)


def stay_at_the_door(request: HttpRequest) -> bool:
    """Ten minutes more for a tenant at her door, by code or by account. False: nobody is there."""
    secret = token.current()
    if not secret:
        return False
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.keep_door(%s)", [secret])
        row = cursor.fetchone()
    stays = bool(row and row[0])
    if stays:
        request.session.set_expiry(DOOR_LASTS)
    return stays


def link_asks(reference: str, device: str) -> str | None:
    """How the code of a partner's link is had here, `sms` or `told`; None: it opens nothing here. Reads only."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.link_asks(%s, %s)", [reference, device])
        found: str | None = cursor.fetchone()[0]
    return found


def want_link_code(reference: str, device: str) -> bool:
    """A code is wanted by SMS; False: too soon, too often, or no such link here."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.want_link_code(%s, %s)", [reference, device])
        return bool(cursor.fetchone()[0])


def open_link(reference: str, device: str, code: str) -> str | None:
    """A new token for who reads at a partner's link, bound to this browser now. None: the code opens nothing."""
    secret = secrets.token_urlsafe(32)
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.open_link(%s, %s, %s, %s)", [reference, device, code, secret])
        return secret if cursor.fetchone()[0] else None


def step_up(secret: str) -> None:
    """Notes that the second factor was given just now; emergency access asks for it within five minutes (P29)."""
    _at_once("SELECT sec.step_up(%s)", [secret])


def takes_photos(code: str) -> bool:
    """Would this code from a telephone's address take photos now? Reads only."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT sec.takes_photos(%s)", [code])
        return bool(cursor.fetchone()[0])


@contextmanager
def at_the_telephone(code: str) -> Iterator[Actor | None]:
    """A session that can do nothing but send the photos for which `code` was drawn (P47); None: it takes none."""
    secret = secrets.token_urlsafe(32)
    if not _at_once("SELECT sec.open_photo(%s, %s)", [code, secret]):
        yield None
        return
    try:
        with acting(secret) as actor:
            yield actor
    finally:
        with suppress(DatabaseError):  # it ends by itself
            _at_once("SELECT sec.close_session(%s)", [secret])


def _at_once(statement: str, values: list[Any]) -> bool:
    """On a connection of its own, committed at once: the second lock reads it before the request's transactions end."""
    own = connections["auth"].copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
            return bool(row and row[0])
    finally:
        own.close()


def posts_of(user: uuid.UUID) -> list[dict[str, Any]]:
    """The posts among which an account may switch: id, role, organisation, name_fr, name_nl."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT * FROM sec.posts_of(%s)", [user])
        names = ("id", "role", "organisation", "name_fr", "name_nl")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def acting(secret: str | None) -> Iterator[Actor | None]:
    """One transaction in which `secret` says who asks. Nested, it puts the former token back when it ends.

    (SET LOCAL inside a savepoint stays in force after its release, hence the explicit restoring.)
    """
    former = connection.bound_token if connection.in_atomic_block else None  # type: ignore[attr-defined]
    with token.held(secret), transaction.atomic():
        if connection.bound_token != secret:  # type: ignore[attr-defined]
            connection.bind(secret)  # type: ignore[attr-defined]
        try:
            yield whoami()
        finally:
            if connection.in_atomic_block and len(connection.savepoint_ids) > 0 and not connection.needs_rollback:
                connection.bind(former)  # type: ignore[attr-defined]


class BindingMiddleware:
    """Gives each signed-in request its token; `request.actor` is read from it inside the view's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        lent = self._lent(request) if request.path_info.startswith(API) else None
        secret = self._secret(request) if lent is None else lent
        try:
            with token.held(secret):
                return self.get_response(request)
        finally:
            if lent:
                # What was committed is answered even when this fails: the session ends by itself.
                with suppress(DatabaseError):
                    close_session(lent)

    def _lent(self, request: HttpRequest) -> str | None:
        """A program's session, for this one request: opened by its bearer token or for the post it names.

        None: it asks for neither. "": it asks for what it has not, and is then nobody, whatever cookie came along.
        """
        scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
        by_bearer = scheme.lower() == "bearer"
        post = request.headers.get("Palier-Post")
        if not by_bearer and post is None:
            return None
        if by_bearer:
            request.user = request.by_token = user_of_token(bearer.strip()) or AnonymousUser()  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return ""
        try:
            chosen = uuid.UUID(post) if post else None
        except ValueError:
            return ""
        return open_session(request.user.pk, chosen, LENT_LASTS) or ""

    def _secret(self, request: HttpRequest) -> str | None:
        if not request.user.is_authenticated:
            at_the_door: str | None = request.session.get(DOOR_KEY)
            return at_the_door
        secret: str | None = request.session.get(SESSION_KEY)
        if secret is None:
            secret = open_session(request.user.pk, None)
            request.session[SESSION_KEY] = secret
            request.session[ACCOUNT_LANGUAGE] = request.user.language
        return secret
