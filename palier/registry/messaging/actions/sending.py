"""The outbox is emptied: due lines are taken under a lease, sent through a gateway, and marked.

A sender that dies between the gateway's answer and the mark leaves a line under way; after its lease it is sent again
under the same id: mail carries it as its message id, a gateway gets it as its idempotency key (README: at least once).
"""

import datetime as dt
import logging
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from palier.registry.messaging.actions.gateways import NotSent, send_mail, send_sms
from palier.registry.messaging.queries.reaching import gateways
from palier.registry.messaging.rules import LEASE, Channel, Words, pause_after
from palier.registry.messaging.rules.sentences import sentence

log = logging.getLogger(__name__)
AT_ONCE = 20


@dataclass(frozen=True)
class Due:
    """A line taken under a lease, with the address as it stands now."""

    id: uuid.UUID
    channel: str
    words: str
    about_at: dt.datetime | None
    tries: int
    address: str
    language: str
    phone: str
    company_fr: str
    company_nl: str

    @property
    def company(self) -> str:
        return self.company_nl if self.language == "nl" else self.company_fr


def send_due() -> int:
    """For the job role, outside any actor: one batch of what is due. Returns how many went."""
    open_now = [str(one) for one in gateways()]
    if not open_now:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.lease_dispatches(%s, %s, %s::interval)", [open_now, AT_ONCE, str(LEASE)])
        taken = [Due(*row) for row in cursor.fetchall()]
    return sum(_send(one) for one in taken)


def _send(one: Due) -> bool:
    try:
        if not one.address:
            raise NotSent("no address", for_good=True)
        text = sentence(Words(one.words), one.language, about=one.about_at, phone=one.phone)
        if one.channel == Channel.MAIL:
            proof = send_mail(one.id, to=one.address, company=one.company, text=text)
        else:
            proof = send_sms(one.id, to=one.address, company=one.company, text=text)
    except (NotSent, ValueError) as trouble:
        for_good = isinstance(trouble, ValueError) or trouble.for_good
        log.warning("Dispatch %s did not go: %s", one.id, trouble)
        pause = None if for_good else pause_after(one.tries)
        _mark("dispatch_not_sent(%s, %s::interval)", [one.id, str(pause) if pause else None])
        return False
    _mark("dispatch_sent(%s, %s)", [one.id, proof])
    return True


def _mark(call: str, values: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{call}", values)
