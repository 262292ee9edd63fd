"""A code is given, and withdrawn."""

import uuid

from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.codes import digest, in_groups, new_code
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.access_codes.models import AccessCode
from palier.registry.access_codes.rules import Level, code_ends, highest_level
from palier.registry.people import queries as people


def give_code(*, actor: Actor, person: uuid.UUID, level: Level) -> str:
    """A new code for this person, as it stands on paper: it is never shown again. Her former one of that level ends.

    Raises Refused for whoever does not look after her, InvalidInput when her age or the way agreed with her forbids it.
    """
    require(actor, Capability.ACCESS_CODE_GIVE)
    found = people.persons(actor, [person]).get(person)
    if found is None:
        raise Refused()
    highest = highest_level(found.born, actor.today)
    if highest is None:
        raise InvalidInput({"level": [_("Under sixteen, the door is opened at the counter, together.")]})
    if level > highest:
        raise InvalidInput({"level": [_("Under eighteen, a code opens asking for help and hours, no more.")]})
    if level == Level.HANDED_OVER and people.safe_contacts(actor, [person]):
        raise InvalidInput({"level": [_("One way was agreed with her: she reads what is hers at the counter, alone.")]})
    code = new_code()
    row = AccessCode(
        organisation_id=actor.acting_organisation,
        person_id=person,
        level=level,
        code_hash=digest(code),
        given_by_id=actor.acting_post,
        given_at=actor.moment,
        ends_on=code_ends(level, actor.today),
    )
    try:
        with transaction.atomic():
            _open_ones(actor, person).filter(level=level).update(withdrawn_at=actor.moment)
            row.insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal
    return in_groups(code)


def withdraw_codes(*, actor: Actor, person: uuid.UUID) -> int:
    """All codes of this person end at once, wherever they are in use. Returns how many."""
    require(actor, Capability.ACCESS_CODE_GIVE)
    return int(_open_ones(actor, person).update(withdrawn_at=actor.moment))


def _open_ones(actor: Actor, person: uuid.UUID):  # type: ignore[no-untyped-def]
    return AccessCode.objects.visible_to(actor, Capability.ACCESS_CODE_GIVE).filter(person=person, withdrawn_at=None)
