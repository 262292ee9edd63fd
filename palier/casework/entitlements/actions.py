"""The one verb: this question was gone through with this person today."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.entitlements import queries
from palier.casework.entitlements.models import RightSeen
from palier.casework.entitlements.rules import Whose, questions
from palier.kernel.errors import InvalidInput


def note_seen(*, actor: Actor, given: Whose, codes: Iterable[str]) -> int:
    """Note that these questions were gone through today; the former day of each gives way. Returns how many.

    Raises Refused for a person whom the actor neither accompanies nor looks after, InvalidInput for no question.
    """
    require(actor, Capability.RIGHTS_WORK)
    queries.whose(actor, given)
    place = queries.place_of(actor, given)
    chosen = [one.code for one in questions(actor.today) if one.code in set(codes)]
    if not chosen:
        raise InvalidInput({"question": [_("Choose at least one question.")]})
    for code in chosen:
        _note(actor, given, place, code)
    return len(chosen)


def _note(actor: Actor, given: Whose, place: uuid.UUID, code: str) -> None:
    when = {"seen_on": actor.today, "ends_on": kept_for(actor)[TermKey.RIGHT_SEEN].after(actor.today)}
    rows = RightSeen.objects.visible_to(actor, Capability.RIGHTS_WORK)
    if rows.filter(subject=place, person=given.person, question=code).update(**when):
        return
    RightSeen(
        organisation_id=actor.acting_organisation,
        subject_id=place,
        household_id=given.household,
        person_id=given.person,
        question=code,
        author_id=actor.acting_post,
        written_at=actor.moment,
        **when,
    ).insert()
