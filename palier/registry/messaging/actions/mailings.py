"""To all households of some places: ordered in one transaction, mailed by the worker, printed and posted by hand."""

import logging
import uuid
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import told
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import InvalidInput, Message, Refused
from palier.kernel.identifiers import new_id
from palier.registry.messaging import queries
from palier.registry.messaging.actions.gateways import NotSent, send_mail
from palier.registry.messaging.rules import LEASE, Words, pause_after
from palier.registry.messaging.rules.mailings import BODY_AT_MOST, HEADING_AT_MOST, MAILED_AT_ONCE, MailingDraft
from palier.registry.messaging.rules.sentences import sentence

log = logging.getLogger(__name__)


def order_mailing(*, actor: Actor, draft: MailingDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write to all households of these places: one line each, all of them or none. Returns the order's id.

    Raises InvalidInput for words too long, Refused when nobody lives there or it was ordered already.
    """
    require(actor, Can.MEETING_WORK)
    for name, at_most in (("title", HEADING_AT_MOST), ("body", BODY_AT_MOST)):
        for language in ("fr", "nl"):
            if not 0 < len(getattr(draft, f"{name}_{language}").strip()) <= at_most:
                said = Message(_("Write one to %(number)s letters."), {"number": at_most})
                raise InvalidInput({f"{name}_{language}": [said]})
    return once(actor, key, draft, lambda: _order(draft))


def _order(draft: MailingDraft) -> uuid.UUID:
    made = new_id()
    ordered = told(
        "SELECT sec.order_mailing(%s, %s, %s, %s::uuid[], %s, %s, %s, %s, %s, %s, %s)",
        made, draft.kind.value, draft.about, list(draft.places), draft.title_fr, draft.body_fr, draft.title_nl,
        draft.body_nl, draft.day, draft.hour, queries.mail_is_open(),
    )  # fmt: skip
    if not ordered:
        raise Refused()
    return made


def post_file(*, actor: Actor, pk: uuid.UUID, number: int) -> int:
    """A file of letters is in the post. Returns how many letters; said twice, none."""
    queries.mailing(actor, pk)
    posted: int = told("SELECT sec.post_mailing(%s, %s)", pk, number)
    return posted


def lay_at_the_counter(*, actor: Actor, pk: uuid.UUID) -> None:
    """Copies lie at the counter for whom no way reaches."""
    queries.mailing(actor, pk)
    told("SELECT sec.lay_mailing(%s)", pk)


@dataclass(frozen=True)
class _Due:
    """A line taken under a lease, with the address as it stands now."""

    id: uuid.UUID
    tries: int
    address: str
    language: str
    company_fr: str
    company_nl: str


def send_mailings() -> int:
    """For the job role, outside any actor: one batch of lines due by mail. Returns how many went."""
    if not queries.mail_is_open():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.lease_mailing_lines(%s, %s::interval)", [MAILED_AT_ONCE, str(LEASE)])
        taken = [_Due(*row) for row in cursor.fetchall()]
    return sum(_send(one) for one in taken)


def _send(one: _Due) -> bool:
    """Mail says that a letter waits, and no more (P10). What does not go is tried again, then goes by post."""
    company = one.company_nl if one.language == "nl" else one.company_fr
    try:
        proof = send_mail(one.id, to=one.address, company=company, text=sentence(Words.LETTER_WAITS, one.language))
    except NotSent as trouble:
        log.warning("Line %s of a mailing did not go: %s", one.id, trouble)
        pause = None if trouble.for_good else pause_after(one.tries)
        _mark("mailing_line_not_sent(%s, %s::interval)", one.id, str(pause) if pause else None)
        return False
    _mark("mailing_line_sent(%s, %s)", one.id, proof)
    return True


def _mark(call: str, *values: object) -> None:
    with transaction.atomic():
        told(f"SELECT sec.{call}", *values)
