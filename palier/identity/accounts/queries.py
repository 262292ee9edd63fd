"""What an account may know of itself: where it is signed in, and whether this machine has a PIN."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from palier.identity.accounts.labels import BROWSERS, ICONS, SYSTEMS
from palier.identity.accounts.models import BrowserSession, Machine, WayBack
from palier.identity.accounts.rules import SESSION_LASTS
from palier.kernel import clock


@dataclass(frozen=True)
class Place:
    """One browser in which the account is signed in."""

    id: uuid.UUID
    browser: Any
    system: Any
    icon: str
    begun_at: dt.datetime
    is_here: bool


def digest(token: str) -> bytes:
    """Tokens are long and random: a plain hash keeps them."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def browser_session(pk: str, user: uuid.UUID) -> BrowserSession | None:
    """The row behind a session, None when it was ended."""
    return BrowserSession.objects.filter(pk=pk, user_id=user).first()


def machine(user: uuid.UUID, token: str) -> Machine | None:
    """This machine, when that account signed in on it before."""
    return Machine.objects.filter(user_id=user, token_hash=digest(token), known_until__gte=clock.today()).first()


def is_known(username: str, token: str) -> bool:
    """Whether somebody of that name signed in on this machine before."""
    return Machine.objects.filter(
        user__username__iexact=username, token_hash=digest(token), known_until__gte=clock.today()
    ).exists()


def has_pin(user: uuid.UUID, token: str) -> bool:
    found = machine(user, token)
    return bool(found and found.pin)


def places(user: uuid.UUID, here: uuid.UUID) -> list[Place]:
    """Where the account is signed in; this browser first, then the latest. Never when it was last used (P28)."""
    rows = BrowserSession.objects.filter(user_id=user, begun_at__gt=clock.now() - SESSION_LASTS).order_by("-begun_at")
    found = [
        Place(
            row.pk,
            BROWSERS.get(row.browser, row.browser),
            SYSTEMS.get(row.system, row.system),
            ICONS.get(row.system, "monitor"),
            row.begun_at,
            row.pk == here,
        )
        for row in rows
    ]
    return sorted(found, key=lambda place: not place.is_here)


def way_back(user: uuid.UUID) -> WayBack | None:
    """The new way in that was prepared for this account and is not over; None when there is none."""
    return WayBack.objects.filter(user_id=user, expires_at__gt=clock.now()).first()


def who(user: uuid.UUID) -> str:
    """A mark by which a page knows whether it is still the same person who is signed in. It says nothing else."""
    return salted_hmac("palier.accounts.who", str(user)).hexdigest()[:16]
