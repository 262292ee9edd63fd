"""The company's own words for what is asked: added, no longer offered, offered again."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.cases import queries
from palier.casework.cases.models import Topic
from palier.kernel.errors import InvalidInput


def add_topic(*, actor: Actor, domain: str, name_fr: str, name_nl: str, key: uuid.UUID | None = None) -> uuid.UUID:
    """Add a word under a theme, in both languages (seed 001: what is asked is very diverse). Returns its id."""
    require(actor, Capability.TOPIC_SET)
    names = {"name_fr": " ".join(name_fr.split()), "name_nl": " ".join(name_nl.split())}
    empty = {field: [_("Write the word in both languages.")] for field, name in names.items() if not name}
    if empty:
        raise InvalidInput(empty)

    def write() -> uuid.UUID:
        there = Topic.objects.visible_to(actor, Capability.TOPIC_SET)
        if there.filter(name_fr__iexact=names["name_fr"]).exists():
            raise InvalidInput({"name_fr": [_("This word is already in the list.")]})
        made = Topic(organisation_id=actor.acting_organisation, domain=domain, **names).insert()
        return made.pk

    return once(actor, key, (domain, *names.values()), write)


def offer_topic(*, actor: Actor, pk: uuid.UUID, offered: bool) -> Topic:
    """Take a word out of the lists, or put it back. Requests that hold it keep it; again, it changes nothing."""
    found = queries.topic(actor, pk)
    if (found.ended_on is None) != offered:
        found.ended_on = None if offered else actor.today
        found.save(update_fields=["ended_on"])
    return found
