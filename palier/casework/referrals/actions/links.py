"""What a worker does with the link of a referral: make it, tell its code, answer a question, end it."""

import hashlib
import uuid

from django.db import transaction
from django.db.models import F, Func, QuerySet, Value
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.referrals import queries
from palier.casework.referrals.models import ReferralLink
from palier.casework.referrals.rules import BY_LINK, ENDS_AFTER, State, Way
from palier.casework.referrals.rules.links import (
    CODE_LASTS,
    QUESTION_AT_MOST,
    CodeWay,
    Due,
    new_code,
    own_mobile,
)
from palier.kernel import codes
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.messaging.queries import gateways
from palier.registry.messaging.rules import Channel
from palier.registry.partners.models import PartnerContact


def may_mail(contact: PartnerContact) -> bool:
    """Can a link go by mail: to an address of her or his own, by a gateway that is there?"""
    return bool(contact.email) and Channel.MAIL in gateways()


def make_link(*, actor: Actor, pk: uuid.UUID, site: str) -> str | None:
    """A link to the pack of a referral; a former one opens nothing from now on. `site`: its scheme and host.

    Returns its reference as it stands on paper, never shown again; None when it goes by mail. Raises Refused for a
    referral that did not go by link, is over, or may no longer go.
    """
    row = queries.referral(actor, pk, Capability.REFERRAL_WORK).row
    by_mail = row.way == Way.MAIL
    over = row.state == State.TAKEN_BACK or actor.today > row.sent_on + ENDS_AFTER
    if row.way not in BY_LINK or over or (by_mail and not may_mail(row.contact)):
        raise Refused()
    reference = codes.new_code()
    link = ReferralLink(
        organisation_id=row.organisation_id,
        subject_id=row.subject_id,
        referral_id=row.pk,
        site=site,
        link_hash=None if by_mail else codes.digest(reference),
        code_way=_code_way(row.contact),
        due=Due.LINK if by_mail else Due.NOTHING,
        due_at=actor.moment if by_mail else None,
        author_id=actor.acting_post,
        written_at=actor.moment,
    )
    try:
        with transaction.atomic():
            _open(actor, pk).update(ended_at=actor.moment, unseen=False)
            link.insert()
    except ProgrammingError as refusal:  # the second lock: the directory or the file changed meanwhile
        raise Refused() from refusal
    return None if by_mail else codes.in_groups(reference)


def _code_way(contact: PartnerContact) -> CodeWay:
    there = own_mobile(contact.phone) and Channel.SMS in gateways()
    return CodeWay.SMS if there else CodeWay.TOLD


def tell_code(*, actor: Actor, pk: uuid.UUID) -> str:
    """A code for the worker to tell by telephone: shown once, a quarter of an hour, one opening. Raises Refused."""
    require(actor, Capability.REFERRAL_WORK)
    link = _open(actor, pk).filter(code_way=CodeWay.TOLD).first()
    if link is None:
        raise Refused()
    code = new_code()
    _open(actor, pk).update(
        code_hash=code_digest(link.pk, code),
        code_until=actor.moment + CODE_LASTS,
        codes=F("codes") + 1,
        tries=0,
    )
    return code


def code_digest(link: uuid.UUID, code: str) -> bytes:
    """What is kept of a code: worthless beside any other link."""
    return hashlib.sha256(f"{link}{code}".encode()).digest()


def reply(*, actor: Actor, pk: uuid.UUID, words: str) -> None:
    """A sentence that the link shows under the question that waits. Raises InvalidInput, Refused when none waits."""
    require(actor, Capability.REFERRAL_WORK)
    if not words.strip() or len(words) > QUESTION_AT_MOST:
        raise InvalidInput({"words": [_("Write one short sentence: the link shows it.")]})
    waiting = _open(actor, pk).filter(questions__len=F("replies__len") + 1)
    appended = Func(F("replies"), Value(words.strip()), function="array_append")
    if not waiting.update(replies=appended, unseen=False):
        raise Refused()


def mark_seen(*, actor: Actor, pk: uuid.UUID) -> None:
    """The worker has seen what was said on the link: it leaves her day. Raises Refused for no link of hers."""
    require(actor, Capability.REFERRAL_WORK)
    if not _open(actor, pk).update(unseen=False):
        raise Refused()


def end_link(*, actor: Actor, pk: uuid.UUID) -> None:
    """The link opens nothing from now on, wherever it is being read. Raises Refused for no link of hers."""
    require(actor, Capability.REFERRAL_WORK)
    if not _open(actor, pk).update(ended_at=actor.moment, unseen=False):
        raise Refused()


def _open(actor: Actor, referral: uuid.UUID) -> "QuerySet[ReferralLink]":
    rows: QuerySet[ReferralLink] = ReferralLink.objects.visible_to(actor, Capability.REFERRAL_WORK)
    return rows.filter(referral=referral, ended_at=None)
