"""What whoever asked may know, and the places one may name."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import rows
from palier.access.gate import require
from palier.fieldwork.interventions.rules import Sentence, State
from palier.identity.organisations.models import Place
from palier.identity.organisations.rules import PlaceKind


@dataclass(frozen=True)
class MyPassage:
    """A passage that I asked for: the day, for what, where, how far it is, and the sentence that was told."""

    id: uuid.UUID
    asked_on: dt.date
    motive: str
    place: str
    state: State
    sentence: Sentence | None
    told_on: dt.date | None


def my_passages(actor: Actor, language: str) -> list[MyPassage]:
    """What this post asked for in the last twelve months, the latest first; nothing of what was seen there."""
    require(actor, Capability.PASSAGE_ASK)
    return passages_from("SELECT * FROM sec.my_passages()", language)


def passages_from(statement: str, language: str) -> list[MyPassage]:
    """What a closed function tells whoever asked."""
    dutch = language == "nl"
    return [
        MyPassage(
            pk, day, m_nl if dutch else m_fr, p_nl if dutch else p_fr, State(state),
            Sentence(sentence) if sentence else None, told_on,
        )
        for pk, day, m_fr, m_nl, p_fr, p_nl, state, sentence, told_on in rows(statement)
    ]  # fmt: skip


def places(actor: Actor, language: str) -> list[tuple[str, list[tuple[uuid.UUID, str]]]]:
    """Sites by name, each with itself (what is around its buildings) and its buildings, to choose where it is."""
    here = Place.objects.filter(organisation=actor.organisation, kind__in=[PlaceKind.SITE, PlaceKind.BUILDING])
    sites: dict[uuid.UUID, Place] = {}
    buildings: dict[uuid.UUID | None, list[Place]] = defaultdict(list)
    for row in here.order_by("name_fr", "pk"):
        if row.kind == PlaceKind.SITE:
            sites[row.pk] = row
        else:
            buildings[row.parent_id].append(row)
    return [
        (named(site, language), [(one.pk, named(one, language)) for one in (site, *buildings[pk])])
        for pk, site in sites.items()
    ]


def named(place: Place, language: str) -> str:
    """The name of a place in the language of the screen."""
    return place.name_nl if language == "nl" else place.name_fr
