"""The company's own words for what is asked."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.casework.cases.labels import DOMAINS
from palier.casework.cases.models import Topic
from palier.kernel.errors import Refused
from palier.kernel.sort_keys import sort_key


@dataclass(frozen=True)
class TopicWord:
    """A word of the company under its theme, in the language of the screen."""

    pk: UUID
    domain: str
    theme: str
    word: str
    ended: bool


@kept
def _topics(actor: Actor) -> "QuerySet[Topic]":
    return Topic.objects.visible_to(actor, Capability.TOPIC_READ).order_by("domain", "id")


def topics(actor: Actor, *, offered: bool = False) -> list[TopicWord]:
    """The company's words, by theme; with `offered`, those that may be chosen today."""
    dutch, themes = (get_language() or "fr").startswith("nl"), {domain.value: word for domain, word in DOMAINS}
    order = {domain: place for place, domain in enumerate(themes)}
    found = [
        TopicWord(
            row.pk, row.domain, str(themes[row.domain]), row.name_nl if dutch else row.name_fr, row.ended_on is not None
        )
        for row in _topics(actor)
        if not (offered and row.ended_on is not None)
    ]
    return sorted(found, key=lambda one: (order[one.domain], sort_key(one.word)))


def topic(actor: Actor, pk: UUID) -> Topic:
    """A word that the actor may change, or Refused."""
    found: Topic | None = Topic.objects.visible_to(actor, Capability.TOPIC_SET).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found
