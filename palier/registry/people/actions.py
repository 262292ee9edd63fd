"""Verbs of the register of persons. Declared facts come by import; only what protects a person is set by hand."""

import uuid

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Refused
from palier.registry.people.rules import NumberReason


def protect_address(*, actor: Actor, person: uuid.UUID, protect: bool) -> None:
    """Hide or show a person's address everywhere, in one tap (P11). Raises Refused but for her assigned worker."""
    require(actor, Capability.PROTECTED_ADDRESS_SET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.protect_address(%s, %s)", [person, protect])
        if not cursor.fetchone()[0]:
            raise Refused()


def agree_safe_contact(*, actor: Actor, person: uuid.UUID, way: str) -> None:
    """Note the one way agreed for reaching a person; an empty `way` ends it. Raises Refused but for her referent."""
    require(actor, Capability.SAFE_CONTACT_SET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.agree_safe_contact(%s, %s)", [person, way.strip()[:200]])
        if not cursor.fetchone()[0]:
            raise Refused()


def show_national_number(*, actor: Actor, person: uuid.UUID, reason: NumberReason) -> str:
    """A national number, for a reason that the read ledger keeps (P32). Empty when none is known."""
    require(actor, Capability.NATIONAL_NUMBER_SHOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.show_national_number(%s, %s)", [person, reason])
        return cursor.fetchone()[0] or ""
