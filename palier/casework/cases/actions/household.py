"""The household as known to the service: who really lives there is said, corrected, ended (P4)."""

import datetime
import uuid
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.once import once
from palier.access.sealed_text import sealed_changes
from palier.casework.cases import queries
from palier.casework.cases.models import KnownMember
from palier.casework.cases.rules import KnownDraft
from palier.kernel.errors import Conflict, InvalidInput


def say_known(*, actor: Actor, case: uuid.UUID, draft: KnownDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Say who lives there. Only the team reads it, or the readers named when it is reinforced. Returns its id."""
    file = queries.case(actor, case, Capability.CASE_WORK)
    _check(draft.person, draft.name, draft.since, draft.until)

    def write() -> uuid.UUID:
        made = KnownMember(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case=file,
            person=draft.person,
            name="" if draft.person else draft.name.replace("\x00", "").strip(),
            tie=draft.tie,
            custody=draft.custody,
            since=draft.since,
            until=draft.until,
            trusted=draft.trusted,
            own_words=draft.own_words.replace("\x00", ""),
            confided_by=list(draft.confided_by),
            concerns=[draft.person] if draft.person else [],
            tier=draft.tier,
            author_id=actor.acting_post,
        ).insert()
        for reader in draft.readers:
            access.name_reader(actor=actor, item=made.pk, post=reader)
        return made.pk

    return once(actor, key, (case, draft), write)


def correct_known(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> KnownMember:
    """Correct what was said; what it said before stays in its history. Raises Conflict when `version` is old."""
    known = queries.known_member(actor, pk)
    now = {name: changes.get(name, getattr(known, name)) for name in ("person", "name", "since", "until")}
    _check(**now)
    rows = KnownMember.objects.visible_to(actor, Capability.KNOWN_WORK).filter(pk=pk, version=version)
    if rows.update(**sealed_changes(known, changes), version=F("version") + 1) == 0:
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
        )
    return queries.known_member(actor, pk)


def end_known(*, actor: Actor, pk: uuid.UUID, until: datetime.date, version: int) -> KnownMember:
    """She no longer lives there, since the day after `until`."""
    return correct_known(actor=actor, pk=pk, version=version, until=until)


def _check(person: uuid.UUID | None, name: str, since: datetime.date | None, until: datetime.date | None) -> None:
    if person is None and not name.strip():
        raise InvalidInput({"name": [_("Choose a person or write a name: this is all that is asked.")]})
    if since and until and until < since:
        raise InvalidInput({"until": [_("The last day comes before the first.")]})
