"""What a tenant chooses from and reads at her own door: closed functions tell it, no table does."""

import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import rows
from palier.access.gate import require
from palier.fieldwork.interventions.queries.mine import MyPassage, passages_from
from palier.fieldwork.interventions.rules import MotiveCode
from palier.identity.organisations.rules import PlaceKind


@dataclass(frozen=True)
class DoorMotive:
    """For what she may ask that somebody comes by. `answer`: what may be said at once."""

    id: uuid.UUID
    name: str
    answer: str
    code: MotiveCode


@dataclass(frozen=True)
class DoorPlace:
    """A building in which she rents, or what is around it: `kind` is a site then."""

    id: uuid.UUID
    kind: PlaceKind
    name: str


def motives_at_my_door(actor: Actor, language: str) -> list[DoorMotive]:
    """The company's words that are offered to tenants, something else last."""
    require(actor, Capability.DOOR_ASK)
    dutch = language == "nl"
    return [
        DoorMotive(pk, n_nl if dutch else n_fr, a_nl if dutch else a_fr, MotiveCode(code))
        for pk, n_fr, n_nl, a_fr, a_nl, code in rows("SELECT * FROM sec.motives_at_my_door()")
    ]


def places_at_my_door(actor: Actor, language: str) -> list[DoorPlace]:
    """Her building, then its site; nothing when she has no home here."""
    require(actor, Capability.DOOR_ASK)
    return [
        DoorPlace(pk, PlaceKind(kind), n_nl if language == "nl" else n_fr)
        for pk, kind, n_fr, n_nl in rows("SELECT * FROM sec.places_at_my_door()")
    ]


def passages_at_my_door(actor: Actor, language: str) -> list[MyPassage]:
    """What she asked herself at her own door, until who asked is forgotten: nothing of what was seen there."""
    require(actor, Capability.DOOR_READ)
    return passages_from("SELECT * FROM sec.passages_at_my_door()", language)
