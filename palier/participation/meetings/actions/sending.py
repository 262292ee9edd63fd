"""From the invitation to the minutes: sent to all households concerned; in between counted, read again, signed."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.parties import Party
from palier.participation.meetings import queries
from palier.participation.meetings.actions.keeping import keep, still_open
from palier.participation.meetings.models import AgendaItem, Meeting, MeetingQuestion, Promise
from palier.participation.meetings.queries.proof import Place, Proof
from palier.participation.meetings.rules import SignedAs, State, clean
from palier.registry.messaging.actions import order_mailing
from palier.registry.messaging.queries import reaches

KEPT_IN: dict[str, Any] = {"point": AgendaItem, "promise": Promise, "question": MeetingQuestion}
PEOPLE_AT_MOST = 2_000


def invite(*, actor: Actor, pk: uuid.UUID, version: int, key: uuid.UUID | None = None) -> uuid.UUID:
    """Invite all households of its places, each in its language and by its way. Returns the order's id.

    Raises Conflict when it changed since, or was invited to already; InvalidInput when its moment has passed.
    """
    page = queries.page_of(actor, pk)
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    if row.at <= actor.moment:
        raise InvalidInput({"": [_("This moment has passed. Choose one to come.")]})
    if row.state != State.PREPARING:
        raise Conflict(_("The invitations of this meeting were ordered already."))
    _somebody(actor, row)
    with transaction.atomic():
        keep(actor, Meeting, pk, version, {"state": State.INVITED})
        return order_mailing(actor=actor, draft=queries.invitation(page), key=key)


def _somebody(actor: Actor, row: Meeting) -> None:
    if not reaches(actor, row.places):
        raise InvalidInput({"": [_("Nobody lives in these places today: change them first.")]})


def count_people(*, actor: Actor, pk: uuid.UUID, version: int, attended: Mapping[Party, int]) -> None:
    """It was held: how many came, by kind, read off the sheets. Raises Conflict, InvalidInput."""
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    still_open(row)
    if row.at > actor.moment:
        raise InvalidInput({"": [_("This meeting is still to come: nobody was counted yet.")]})
    if any(not 0 <= number <= PEOPLE_AT_MOST for number in attended.values()):
        raise InvalidInput({"": [_("These numbers cannot be. Count again.")]})
    values = {one.value: attended[one] for one in Party}
    keep(actor, Meeting, pk, version, values | {"state": State.HELD, "signed_on": None, "signed_as": ""})


def read_again(*, actor: Actor, pk: uuid.UUID, version: int, texts: Mapping[Place, str], may_stand: bool) -> None:
    """The minutes were read for names (P41). `texts`: what was typed instead, by place; what changed is kept.

    Raises InvalidInput while a number or an address of somebody stands in them, or names that nobody said may stand.
    """
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    still_open(row)
    for one in queries.proof_of(queries.page_of(actor, pk)):
        _mend(actor, pk, one, texts.get(one.place, one.text))
    found = [one for one in queries.proof_of(queries.page_of(actor, pk)) if one.found]
    if any(one.stops for one in found):
        raise InvalidInput({"": [_("A number or an address of somebody still stands there: take it out.")]})
    if found and not may_stand:
        raise InvalidInput({"may_stand": [_("Say that what is pointed at may stand, or take it out.")]})
    keep(actor, Meeting, pk, version, {"read_again_on": actor.today, "signed_on": None, "signed_as": ""})


def _mend(actor: Actor, meeting: uuid.UUID, one: Proof, text: str) -> None:
    """Keep a text that was changed; an empty one stays: what is to go is left out of the agenda."""
    of, row, field = one.place
    if text == one.text or not text.strip():
        return
    model = KEPT_IN[of]
    rows = model.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=row, meeting=meeting)
    rows.update(**{field: clean(text, model._meta.get_field(field).max_length)})


def sign(*, actor: Actor, pk: uuid.UUID, version: int, signed_as: SignedAs) -> None:
    """Signed on the tenants' side: the day and the function, never a name. Raises Conflict, InvalidInput."""
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    still_open(row)
    if row.read_again_on is None or row.state != State.HELD:
        raise InvalidInput({"": [_("Read the minutes again for names first: what is signed is what goes.")]})
    keep(actor, Meeting, pk, version, {"signed_on": actor.today, "signed_as": signed_as})


def send_minutes(*, actor: Actor, pk: uuid.UUID, version: int, key: uuid.UUID | None = None) -> uuid.UUID:
    """Send the minutes to ALL households concerned, whoever was there (S1-080). Returns the order's id.

    Raises InvalidInput while they were not read again and signed, Conflict when they went already.
    """
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    still_open(row)
    if row.state != State.HELD or row.read_again_on is None or row.signed_on is None:
        raise InvalidInput({"": [_("Minutes go once they are read again for names and signed on the tenants’ side.")]})
    _somebody(actor, row)
    page = queries.page_of(actor, pk)
    with transaction.atomic():
        keep(actor, Meeting, pk, version, {"state": State.MINUTES_SENT})
        return order_mailing(actor=actor, draft=queries.minutes(page), key=key)
