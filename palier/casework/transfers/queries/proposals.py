"""Searches for exchanges and the moves they propose, for the department; a referent reads those of her households."""

import uuid
from dataclasses import dataclass
from itertools import groupby

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.transfers.models import Move, Round
from palier.casework.transfers.rules import FOR_OLDER, OLDER_FROM, RUNNING, Help, MoveState
from palier.kernel.days import age_on
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import HouseholdRow
from palier.registry.people import queries as people

SHOWN = 20


@dataclass(frozen=True)
class Loop:
    """A ring or a path, with those of its moves that this company decides, by place.

    `length`: of all moves; in a search between companies others decide the rest.
    """

    number: int
    is_ring: bool
    length: int
    moves: list[Move]
    homes: dict[uuid.UUID, HouseholdRow]

    @property
    def open(self) -> bool:
        """Is anything of it still to be decided?"""
        return any(one.state == MoveState.PROPOSED for one in self.moves)


def rounds(actor: Actor) -> list[Round]:
    """The latest searches of the company."""
    require(actor, Capability.TRANSFER_KEEP)
    rows = Round.objects.visible_to(actor, Capability.TRANSFER_KEEP)
    return list(rows.order_by("-asked_at", "pk")[:SHOWN])


def round_of(actor: Actor, pk: uuid.UUID) -> Round:
    """One search, or Refused."""
    row = Round.objects.visible_to(actor, Capability.TRANSFER_KEEP).filter(pk=pk).first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]


def moves_of_round(actor: Actor, pk: uuid.UUID) -> list[Move]:
    """Its moves, by ring or path and place; what has fallen last, among what is not kept."""
    rows = Move.objects.visible_to(actor, Capability.TRANSFER_KEEP).filter(round=pk)
    return list(rows.select_related("household").order_by("loop", "place", "pk"))


def drawn(actor: Actor, moves: list[Move], language: str) -> list[Loop]:
    """Rings and paths that stand, each with its moves and homes. Constant statements however many."""
    standing = [one for one in moves if one.state in {*RUNNING, MoveState.MOVED}]
    homes = {one.id: one for one in housing.rows(actor, [one.household_id for one in standing], language)}
    found = []
    for number, of_loop in groupby(standing, key=lambda one: one.loop):
        ours = list(of_loop)
        found.append(Loop(number, ours[0].is_ring, ours[0].length, ours, homes))
    return found


def move(actor: Actor, pk: uuid.UUID) -> Move:
    """One move, or Refused."""
    return _one(actor, pk, Capability.TRANSFER_READ)


def my_move(actor: Actor, pk: uuid.UUID) -> Move:
    """One that this actor decides on. Raises Refused."""
    return _one(actor, pk, Capability.TRANSFER_KEEP)


def help_offered(actor: Actor, row: Move) -> list[Help]:
    """What the department helps with: for everybody, and more where somebody of 65 or more moves."""
    born = [one.person.born for one in people.members(actor, row.household_id)]
    older = any(day is not None and age_on(day, actor.today) >= OLDER_FROM for day in born)
    return [one for one in Help if older or one not in FOR_OLDER]


def _one(actor: Actor, pk: uuid.UUID, capability: Capability) -> Move:
    row = Move.objects.visible_to(actor, capability).filter(pk=pk).select_related("household", "request").first()
    if row is None:
        raise Refused()
    return row  # type: ignore[no-any-return]
