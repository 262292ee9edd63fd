"""Verbs of the welcome: what the worker notes for herself, once for one or once for many."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.welcomes import queries
from palier.casework.welcomes.models import Welcome
from palier.casework.welcomes.queries import Newcomer
from palier.casework.welcomes.rules import WelcomeDraft, welcome_ends
from palier.kernel.errors import Conflict, InvalidInput


def note_welcome(*, actor: Actor, lease: uuid.UUID, draft: WelcomeDraft, version: int | None) -> Welcome:
    """Note how the first contact stands. `version`: of what was seen, None when nothing was noted yet.

    Raises Refused for a lease that is not the actor's to welcome, Conflict when it was noted in the meantime.
    """
    require(actor, Capability.WELCOME_WORK)
    one = queries.newcomer(actor, lease, "fr")
    if draft.met_on is not None and draft.met_on > actor.today:
        raise InvalidInput({"met_on": [_("This day is still to come: put it in the agenda.")]})
    return _note(actor, one, _columns(draft), version)


def offer_to_many(*, actor: Actor, leases: Sequence[uuid.UUID], way: str, on: dt.date) -> int:
    """The same offer to several at once: a collective welcome. Returns to how many; who was met stays as she is."""
    require(actor, Capability.WELCOME_WORK)
    chosen = [one for one in queries.newcomers(actor, "fr") if one.began.lease in set(leases)]
    if not chosen:
        raise InvalidInput({"leases": [_("Choose at least one household.")]})
    open_ones = [one for one in chosen if one.welcome is None or one.welcome.met_on is None]
    for one in open_ones:
        version = one.welcome.version if one.welcome else None
        _note(actor, one, {"way": way, "offered_on": on, "off_my_list": False}, version)
    return len(open_ones)


def _columns(draft: WelcomeDraft) -> dict[str, Any]:
    return {
        "way": draft.way,
        "offered_on": draft.offered_on,
        "met_on": draft.met_on,
        "told": list(draft.told),
        "off_my_list": draft.off_my_list,
    }


def _note(actor: Actor, one: Newcomer, columns: dict[str, Any], version: int | None) -> Welcome:
    if one.welcome is None and version is None:
        return Welcome(
            organisation_id=actor.acting_organisation,
            subject_id=one.inbox,
            household_id=one.began.household,
            lease_id=one.began.lease,
            author_id=actor.acting_post,
            written_at=actor.moment,
            ends_on=welcome_ends(actor.today, kept_for(actor)[TermKey.WELCOME]),
            **columns,
        ).insert()
    rows = Welcome.objects.visible_to(actor, Capability.WELCOME_WORK).filter(lease=one.began.lease, version=version)
    if one.welcome is None or rows.update(**columns, version=F("version") + 1) == 0:
        raise Conflict(
            _("This was noted by somebody else in the meantime."), how_to_mend=_("Look at it again, then note yours.")
        )
    noted: Welcome = Welcome.objects.visible_to(actor, Capability.WELCOME_READ).get(pk=one.welcome.pk)
    return noted
