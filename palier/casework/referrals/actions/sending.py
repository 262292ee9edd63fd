"""Links leave by mail, their codes by SMS. What leaves is drawn here, at that moment: only its hash is kept.

A sender that dies before the mark leaves a line under a lease; after it, another reference or code is drawn, and the
one before opens nothing any more.
"""

import logging
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from palier.casework.referrals.actions.links import code_digest
from palier.casework.referrals.rules.links import LEASE, PAUSE, Due, code_text, link_text, new_code
from palier.kernel import codes
from palier.registry.messaging.actions.gateways import NotSent, send_mail, send_sms
from palier.registry.messaging.queries import gateways
from palier.registry.messaging.rules import Channel

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leased:
    """A link of which something is due. `address`: of the professional, as the directory says it now."""

    id: uuid.UUID
    what: str
    site: str
    address: str
    company_fr: str
    company_nl: str

    @property
    def company(self) -> str:
        return self.company_fr if self.company_fr == self.company_nl else f"{self.company_fr} / {self.company_nl}"


def send_due() -> int:
    """For the job role, outside any actor: one batch of what is due. Returns how many went."""
    if not gateways():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.lease_links(%s::interval)", [str(LEASE)])
        taken = [Leased(*row) for row in cursor.fetchall()]
    return sum(_send(one) for one in taken)


def _send(one: Leased) -> bool:
    try:
        channel = Channel.MAIL if one.what == Due.LINK else Channel.SMS
        if not one.address or channel not in gateways():
            raise NotSent("no address or no gateway")
        if one.what == Due.LINK:
            _mail(one)
        else:
            _text(one)
    except NotSent as trouble:
        log.warning("Link %s: %s did not go: %s", one.id, one.what, trouble)
        _mark("link_not_sent(%s, %s::interval)", [one.id, None if trouble.for_good else str(PAUSE)])
        return False
    _mark("link_sent(%s)", [one.id])
    return True


def _mail(one: Leased) -> None:
    reference = codes.new_code()
    _mark("link_drawn(%s, %s, %s)", [one.id, one.what, codes.digest(reference)])
    where = one.site + reverse("link", args=[codes.in_groups(reference)])
    # Another number each time: a mail system would drop the second as a double, and the first opens nothing any more.
    send_mail(uuid.uuid4(), to=one.address, company=one.company, text=link_text(where))


def _text(one: Leased) -> None:
    code = new_code()
    _mark("link_drawn(%s, %s, %s)", [one.id, one.what, code_digest(one.id, code)])
    send_sms(uuid.uuid4(), to=one.address, company=one.company, text=code_text(code))


def _mark(call: str, values: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{call}", values)
