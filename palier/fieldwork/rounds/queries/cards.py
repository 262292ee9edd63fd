"""The stops of an agent as a list, each with what is asked, what to do at the door, and what is known there."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.engines.rounds import Why
from palier.fieldwork.interventions.models import Intervention, Visit
from palier.fieldwork.rounds import queries
from palier.fieldwork.rounds.labels import WHY
from palier.fieldwork.rounds.models import Stop
from palier.fieldwork.rounds.rules import HAND_OVER_HOURS
from palier.identity.organisations.models import Place
from palier.kernel.days import day_of
from palier.registry.safety.queries import AtTheDoor


@dataclass(frozen=True)
class Card:
    """One stop. `noted`: what was noted there today; `before`: in ninety days; `now`: the one to go to next."""

    stop: Stop
    number: int
    place: str
    asked: str
    why: list[str]
    noted: list[Visit]
    before: list[Visit]
    doors: list[AtTheDoor]
    phone: str
    now: bool


@dataclass(frozen=True)
class Line:
    """A stop in the plan of everybody."""

    number: int
    stop: Stop
    place: str
    why: list[str]


@dataclass(frozen=True)
class Walk:
    """The list of one agent, and what the shift before noted at these places."""

    cards: list[Card]
    recent: list[tuple[str, Visit]]
    sentence: str
    sentence_by: str


def name_of(place: Place) -> str:
    """In the language of the screen."""
    return place.name_nl if (get_language() or "fr").startswith("nl") else place.name_fr


def _why(stop: Stop) -> list[str]:
    return [str(WHY[code]) for code in map(Why, stop.why)]


def lines(stops: Sequence[Stop]) -> list[Line]:
    """The plan of one agent, in order."""
    return [
        Line(number, stop, name_of(stop.intervention.place) if stop.intervention else "", _why(stop))
        for number, stop in enumerate(stops, 1)
    ]


def _motive(one: Intervention) -> str:
    return one.motive.name_nl if (get_language() or "fr").startswith("nl") else one.motive.name_fr


def walk(actor: Actor, stops: Sequence[Stop]) -> Walk:
    """The list, in a constant number of statements."""
    asked = [stop.intervention for stop in stops if stop.intervention]
    visits = queries.visits_since(actor, {one.place_id for one in asked}) if asked else []
    phones = queries.phones(actor, [one.pk for one in asked])
    doors = queries.at_the_doors(actor, [one.dwelling_id for one in asked if one.dwelling_id])
    cards: list[Card] = []
    for number, stop in enumerate(stops, 1):
        cards.append(_card(actor, stop, number, visits, phones, doors, any(card.now for card in cards)))
    left = queries.shift_before(actor)
    since = actor.moment - dt.timedelta(hours=HAND_OVER_HOURS)
    recent = [(name_of(one.intervention.place), one) for one in visits if one.at >= since]
    return Walk(cards, recent, left.note if left else "", str(left.post.staff) if left else "")


def _card(
    actor: Actor,
    stop: Stop,
    number: int,
    visits: list[Visit],
    phones: dict[uuid.UUID, str],
    doors: dict[uuid.UUID, list[AtTheDoor]],
    has_next: bool,
) -> Card:
    one: Intervention | None = stop.intervention
    if one is None:
        return Card(stop, number, "", "", [], [], [], [], "", False)
    noted = [row for row in visits if row.intervention_id == one.pk and day_of(row.at) == actor.today]
    here = [row for row in visits if row.intervention.place_id == one.place_id and row not in noted]
    known = doors.get(one.dwelling_id, []) if one.dwelling_id else []
    is_next = not noted and not has_next
    return Card(
        stop,
        number,
        name_of(one.place),
        _motive(one),
        _why(stop),
        noted,
        here[:3],
        known,
        phones.get(one.pk, ""),
        is_next,
    )
