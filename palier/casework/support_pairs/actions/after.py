"""Contact kept with a person after an eviction: begun, renewed, worded, ended (P19)."""

import datetime as dt
import uuid
from dataclasses import asdict

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import rows
from palier.access.gate import require
from palier.access.once import once
from palier.access.rules import Tier
from palier.access.sealed_text import sealed_changes
from palier.casework.support_pairs import queries
from palier.casework.support_pairs.actions.asked import SAY_WHEN, as_json, destroy_key, must, sealed_into
from palier.casework.support_pairs.models import AfterContact
from palier.casework.support_pairs.rules import AfterDraft, How
from palier.kernel.errors import InvalidInput, Refused


def keep_contact(*, actor: Actor, request: uuid.UUID, draft: AfterDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """With the person, with her accord, for the term of the rules. Raises InvalidInput, Refused. Returns its id."""
    require(actor, Capability.SUPPORT_PAIR)
    return once(actor, key, draft, lambda: _keep_contact(actor, request, draft))


def _keep_contact(actor: Actor, request: uuid.UUID, draft: AfterDraft) -> uuid.UUID:
    if draft.given_on > actor.today:
        raise InvalidInput({"given_on": SAY_WHEN})
    subject = uuid.uuid4()
    row = AfterContact(id=uuid.uuid4(), subject_id=subject, tier=Tier.REINFORCED)
    words = {name: getattr(draft, name).strip() for name in ("name", "reach", "words")}
    facts = asdict(draft) | sealed_changes(row, words) | {"id": row.pk, "subject_id": subject}
    if not sealed_into(subject, "SELECT sec.keep_after_contact(%s, %s)", request, as_json(facts)):
        raise Refused()
    return uuid.UUID(str(row.pk))


def renew_contact(*, actor: Actor, pk: uuid.UUID, on: dt.date, how: How) -> None:
    """She agreed again on that day. Raises InvalidInput for a day before the former accord or to come, Refused."""
    row = queries.after_contact(actor, pk)
    if not row.given_on <= on <= actor.today:
        raise InvalidInput({"on": SAY_WHEN})
    must("SELECT sec.renew_after_contact(%s, %s, %s)", pk, on, how.value)


def word_of_contact(*, actor: Actor, pk: uuid.UUID, words: str) -> None:
    """What the pair notes of it takes the place of what stood there. Raises Refused."""
    found = queries.after_contact(actor, pk)
    row = AfterContact(id=pk, subject_id=found.subject, tier=Tier.REINFORCED)
    must("SELECT sec.word_after_contact(%s, %s)", pk, sealed_changes(row, {"words": words.strip()})["words"])


def end_contact(*, actor: Actor, pk: uuid.UUID) -> None:
    """It ends: nothing of it is kept. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    found = rows("SELECT * FROM sec.end_after_contact(%s)", pk)
    if not found:
        raise Refused()
    for (subject,) in found:
        destroy_key(subject)
