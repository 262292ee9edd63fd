"""What several verbs ask of what they are given."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.cases import queries
from palier.kernel.errors import InvalidInput
from palier.registry.people import queries as people


def written(value: str, field: str) -> str:
    """The one mandatory field: something must be written. NUL cannot be stored."""
    text = value.replace("\x00", "")
    if not text.strip():
        raise InvalidInput({field: [_("Write at least a word: this is the only field that must be filled in.")]})
    return text


def inbox(actor: Actor, household: uuid.UUID | None) -> uuid.UUID:
    """Whose inbox takes what has no file: the household's assigned worker's, else the writer's own."""
    if household is not None:
        people.household(actor, household, Capability.HOUSEHOLD_FIND)  # one of another company is not there
    found = queries.assigned_worker(actor, household) if household else None
    if found is None and actor.post in actor.subjects:
        found = actor.post
    if found is None:
        nobody = _("Nobody looks after this place yet. Choose a household, or ask the service who takes it.")
        raise InvalidInput({"household": [nobody]})
    return found
