"""Tenants who come to their door: by a code given to them, or by an account."""

import re
import secrets

from django.test import Client

from palier.access.binding import DOOR_KEY, acting, open_door, open_session
from palier.identity.accounts.models import User
from palier.kernel.codes import as_typed
from palier.registry.access_codes import actions
from palier.registry.access_codes.rules import Level
from tests.stage import put


def give(giver, person, level=Level.HANDED_OVER):
    """The code as it stands on her paper."""
    with giver.acting() as actor:
        return actions.give_code(actor=actor, person=person, level=level)


def token_of(code):
    return open_door(as_typed(code))


def at_the_door(code):
    """A transaction in which she asks; yields her actor."""
    return acting(token_of(code))


def come_in(code, language="fr"):
    """A browser in which she has typed her code."""
    client = Client(headers={"accept-language": language})
    answer = client.post("/door/code/", {"code": code})
    assert answer.status_code == 302, plain(answer)
    return client


def with_account(person, language="fr"):
    """A browser of a tenant with an account, signed in."""
    user = put(User(username=f"tenant-{secrets.token_hex(4)}", password="!", person=person))
    client = Client(headers={"accept-language": language})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["palier_token"] = open_session(user.pk, None)
    session.save()
    return client


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


__all__ = ["DOOR_KEY", "at_the_door", "come_in", "give", "plain", "token_of", "with_account"]
