"""Verbs of a signed-in browser: begin, lock, unlock, end; the PIN of a machine; the first way in, and a new one."""

import secrets
import uuid
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db.models import F

from palier.identity.accounts import queries
from palier.identity.accounts.models import ApiToken, BrowserSession, FirstCode, Machine, User, WayBack
from palier.identity.accounts.rules import MACHINE_KNOWN, SESSION_LASTS, TRIES, what_it_is
from palier.kernel import clock, codes


class Outcome(StrEnum):
    """What became of an attempt to lift the lock."""

    OPEN = "open"
    WRONG = "wrong"
    ENDED = "ended"


def begin(*, user: uuid.UUID, agent: str, machine_token: str) -> tuple[BrowserSession, str]:
    """Note a browser that has just signed in, and remember its machine. Returns the token its cookie must hold."""
    now = clock.now()
    BrowserSession.objects.filter(user_id=user, begun_at__lte=now - SESSION_LASTS).delete()
    Machine.objects.filter(user_id=user, known_until__lt=now.date()).delete()
    token = machine_token or secrets.token_urlsafe(32)
    Machine.objects.update_or_create(
        user_id=user, token_hash=queries.digest(token), defaults={"known_until": now.date() + MACHINE_KNOWN}
    )
    browser, system = what_it_is(agent)
    row = BrowserSession.objects.create(user_id=user, browser=browser, system=system, begun_at=now, touched_at=now)
    return row, token


def touch(*, session: uuid.UUID) -> None:
    """This browser asked for something just now."""
    BrowserSession.objects.filter(pk=session, is_locked=False).update(touched_at=clock.now())


def lock(*, session: uuid.UUID) -> None:
    """No page answers from now on, until the person proves again that it is she."""
    BrowserSession.objects.filter(pk=session, is_locked=False).update(is_locked=True, tries=0)


def unlock(*, user: User, session: uuid.UUID, machine_token: str, proof: dict[str, Any]) -> Outcome:
    """Lift the lock by `pin`, `password` or `credential` (of a passkey). The try counts before it is looked at.

    The fifth wrong one ends the session: somebody else may be sitting there.
    """
    counted = BrowserSession.objects.filter(pk=session, tries__lt=TRIES).update(tries=F("tries") + 1)
    if counted and _proves(user, machine_token, proof):
        BrowserSession.objects.filter(pk=session).update(is_locked=False, tries=0, touched_at=clock.now())
        return Outcome.OPEN
    if not counted or BrowserSession.objects.filter(pk=session, tries__gte=TRIES).exists():
        end(user=user.pk, session=session)
        return Outcome.ENDED
    return Outcome.WRONG


def _proves(user: User, machine_token: str, proof: dict[str, Any]) -> bool:
    if credential := proof.get("credential"):
        try:
            webauthn.parse_authentication_response(credential)
            webauthn.complete_authentication(user, credential)
        except (ValidationError, KeyError, TypeError, ValueError):  # whatever is no answer of a key
            return False
        return True
    if pin := proof.get("pin"):
        machine = queries.machine(user.pk, machine_token)
        return bool(machine and machine.pin and check_password(pin, machine.pin))
    return user.check_password(proof.get("password") or "")


def end(*, user: uuid.UUID, session: uuid.UUID) -> None:
    """Sign one browser of this account out: its next request finds no session."""
    BrowserSession.objects.filter(pk=session, user_id=user).delete()


def end_others(*, user: uuid.UUID, but: uuid.UUID) -> None:
    """Sign out everywhere but here."""
    BrowserSession.objects.filter(user_id=user).exclude(pk=but).delete()


def set_pin(*, user: uuid.UUID, machine_token: str, pin: str) -> None:
    """The PIN of this person on this machine, instead of the former one."""
    Machine.objects.filter(user_id=user, token_hash=queries.digest(machine_token)).update(pin=make_password(pin))


def remove_pin(*, user: uuid.UUID, machine_token: str) -> None:
    Machine.objects.filter(user_id=user, token_hash=queries.digest(machine_token)).update(pin="")


def begin_account(*, login: str, code: str, password: str) -> bool:
    """Choose the first password of an account with the code that was handed over; the code then ends.

    False when this code opens nothing: unknown, over, used, of another account, all alike.
    """
    rows = FirstCode.objects.select_for_update().filter(
        user__username__iexact=login.strip(), user__is_active=True, expires_at__gt=clock.now()
    )
    found = rows.select_related("user").first()
    if found is None or not secrets.compare_digest(bytes(found.code_hash), codes.digest(code)):
        return False
    found.user.set_password(password)
    found.user.save(update_fields=["password"])
    found.delete()
    return True


def come_back(*, login: str, first: str, second: str, password: str) -> bool:
    """Choose a new password with the slips that were handed over. Everything that opened the account so far ends.

    False when they open nothing: unknown, over, used, one of two missing, of another account, all alike.
    """
    rows = WayBack.objects.select_for_update().filter(
        user__username__iexact=login.strip(), user__is_active=True, expires_at__gt=clock.now()
    )
    found = rows.select_related("user").first()
    if found is None or not _opens(found, first, second):
        return False
    user = found.user
    user.set_password(password)
    user.save(update_fields=["password"])
    if found.lost_key:
        Authenticator.objects.filter(user=user).delete()
    for kind in (BrowserSession, Machine, ApiToken):
        kind.objects.filter(user_id=user.pk).delete()
    found.delete()
    return True


def _opens(row: WayBack, first: str, second: str) -> bool:
    opens = secrets.compare_digest(bytes(row.first_hash), codes.digest(first))
    if row.needs_second:
        opens = secrets.compare_digest(bytes(row.second_hash or b""), codes.digest(second)) and opens
    return opens


def refuse_way_back(*, user: uuid.UUID) -> None:
    """She did not ask for it: the slips open nothing."""
    WayBack.objects.filter(user_id=user).delete()
