"""The only code that reads the table: one rule, used both to list and to check, so the two cannot disagree."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.grounds import Ground
from palier.access.matrix import MATRIX
from palier.kernel.errors import Refused


def _clauses(actor: Actor | None, capability: Capability) -> Iterable[list[Ground]]:
    """The lines of the table that can hold for this actor. Unknown capability, no actor: none."""
    if actor is None:
        return
    for clause in MATRIX.get(capability, []):
        if all(ground.holds(actor) for ground in clause):
            yield clause


def condition(actor: Actor | None, capability: Capability, model: Any) -> Q:
    """The rows of `model` on which `actor` has `capability`, as one condition."""
    allowed = Q(pk__in=[])
    for clause in _clauses(actor, capability):
        every = Q()
        for ground in clause:
            every &= ground.rows(actor, model)  # type: ignore[arg-type]
        allowed = every if allowed == Q(pk__in=[]) else allowed | every
    return allowed


def permits(actor: Actor | None, capability: Capability) -> bool:
    """Could this actor have the capability on some row? Opens or closes pages, buttons and menus."""
    return any(True for _ in _clauses(actor, capability))


def require(actor: Actor | None, capability: Capability) -> None:
    """Raises Refused, which looks like a thing that is not there, when the capability cannot hold."""
    if not permits(actor, capability):
        raise Refused()


def grounds_for(actor: Actor, capability: Capability, row: Any) -> list[str]:
    """The names of the lines that open this row to this actor: "why you see this"."""
    model = type(row)
    found = []
    for clause in _clauses(actor, capability):
        every = Q(pk=row.pk)
        for ground in clause:
            every &= ground.rows(actor, model)
        if model.objects.unguarded(because="asks which ground opens a row already read").filter(every).exists():
            found.append(" + ".join(ground.name for ground in clause))
    return found


def may(actor: Actor | None) -> frozenset[str]:
    """All capabilities that can hold for this actor, for templates: they never see roles."""
    return frozenset(capability.value for capability in MATRIX if permits(actor, capability))
