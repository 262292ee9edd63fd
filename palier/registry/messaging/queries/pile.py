"""The pile of a batch: which of its letters may go by post now, where each lies, and what stands on paper."""

import uuid
from dataclasses import dataclass, field

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.kept import together
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import Home
from palier.registry.messaging.models import Letter
from palier.registry.messaging.queries.batches import lines, works_with_any
from palier.registry.messaging.queries.reaching import post_of, sheet_of
from palier.registry.messaging.rules import Channel, LetterState, Reachable, open_channels
from palier.registry.messaging.rules.batches import LineState, on_the_pile
from palier.registry.messaging.rules.paper import Sheet
from palier.registry.people import queries as people


@dataclass(frozen=True)
class Pile:
    """The letters of a batch, each in its place: to post (in the order of the buildings), by hand only, gone."""

    to_post: list[Letter] = field(default_factory=list)
    by_hand: list[Letter] = field(default_factory=list)
    gone: list[Letter] = field(default_factory=list)
    homes: dict[uuid.UUID, Home] = field(default_factory=dict)

    @property
    def subjects(self) -> set[uuid.UUID]:
        """The files and inboxes whose letters these are, for the ledger."""
        return {row.subject_id for row in (*self.to_post, *self.by_hand, *self.gone)}


def pile(actor: Actor, batch: uuid.UUID) -> Pile:
    """Decided anew each time it is asked, as for one letter, in a number of statements that does not grow.

    An address that is protected is on no pile: those letters are handed over (P11).
    """
    made = lines(actor, batch).filter(state=LineState.MADE).values("pk")
    rows = list(Letter.objects.visible_to(actor, Can.LETTER_SEND).filter(pk__in=made).select_related("person"))
    persons = [row.person_id for row in rows]
    known, agreed = works_with_any(actor, persons), people.safe_contacts(actor, persons)
    households = list({row.household_id for row in rows})
    homes = housing.homes(actor, households, "fr")
    hidden = {row[0] for row in together(actor, housing.HIDDEN.of(households))[0]}
    found = Pile(homes=homes)
    for row in rows:
        home = homes[row.household_id]
        shown = home.lease is not None and not home.lease.protected and row.household_id not in hidden
        way = agreed[row.person_id].way if row.person_id in agreed else ""
        reach = Reachable(works_with=row.person_id in known, agreed=way, address=shown)
        if row.state == LetterState.SENT:
            found.gone.append(row)
        elif Channel.LETTER in open_channels(reach, frozenset()):
            found.to_post.append(row)
        else:
            found.by_hand.append(row)
    found.by_hand.sort(key=lambda row: str(row.pk))
    found.to_post.sort(key=lambda row: _place(row, homes[row.household_id]))
    return found


def _place(row: Letter, home: Home) -> tuple[object, ...]:
    """Its place on the pile: building by building, door by door, then person by person."""
    assert home.lease is not None  # only what has an open address is on the pile
    dwelling = home.lease.dwelling
    building = dwelling.building
    where = on_the_pile(building.postcode, building.street_fr, building.number, dwelling.box)
    return (*where, str(dwelling.pk), str(row.person_id))


def sheets(actor: Actor, found: Pile, *, by_hand: bool = False) -> list[Sheet]:
    """What is printed, in the order of the pile; those that are handed over carry no address."""
    post = post_of(actor.acting_post)
    if by_hand:
        return [sheet_of(row, post, None) for row in found.by_hand]
    return [sheet_of(row, post, found.homes[row.household_id]) for row in found.to_post]
