"""Who arrives, looked up in the register, and whom she may ask for."""

import uuid
from dataclasses import dataclass, replace

from palier.access.actor import Actor
from palier.access.kept import together
from palier.kernel.errors import Refused
from palier.registry.housing import queries as housing
from palier.registry.waiting import queries as waiting

FOUND_AT_MOST = 8


@dataclass(frozen=True)
class Somebody:
    """A household of the register for whoever notes an arrival; its address helps to tell two of one name apart."""

    id: uuid.UUID
    label: str
    address: str
    protected: bool
    referent: str


def find(actor: Actor, wanted: str, language: str) -> list[Somebody]:
    """Households by name, address or telephone, the best few. A protected address is said to nobody here (P11)."""
    return _hide(actor, [_somebody(row) for row in housing.find_households(actor, wanted, language, FOUND_AT_MOST)])


def somebody(actor: Actor, household: uuid.UUID | None, language: str) -> Somebody | None:
    """The household chosen. Raises Refused when it is not there for the actor."""
    if household is None:
        return None
    found = housing.rows(actor, [household], language)
    if not found:
        raise Refused()
    return _hide(actor, [_somebody(found[0])])[0]


def _somebody(row: housing.HouseholdRow) -> Somebody:
    return Somebody(row.id, row.label, row.address, row.protected, row.assigned_worker)


def _hide(actor: Actor, found: list[Somebody]) -> list[Somebody]:
    """Also from her referent, who may see it elsewhere: here somebody stands at the counter."""
    (hidden,) = together(actor, housing.HIDDEN.of([one.id for one in found]))
    protected = {row[0] for row in hidden}
    return [replace(one, address="", protected=True) if one.id in protected else one for one in found]


def receivers(actor: Actor) -> dict[uuid.UUID, str]:
    """Whom somebody may ask for, by name."""
    return waiting.receivers(actor)
