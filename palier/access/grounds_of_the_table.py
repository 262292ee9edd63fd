"""Named reasons for reading a line of the table between services (P9)."""

from django.db.models import Q

from palier.access.actor import Actor
from palier.access.grounds import Ground
from palier.identity.organisations.rules import ServiceKind

DEPARTMENTS = frozenset({ServiceKind.TRANSFERS, ServiceKind.ACCOUNTS, ServiceKind.TECHNICAL})
BETWEEN = "between"  # two departments, as registry/interservice has it: wings look only down


def _ends(actor: Actor, model: type) -> Q:
    rows = Q(pk__in=[])
    for path in model.ACCESS.services:  # type: ignore[attr-defined]
        rows |= Q(**{path: actor.service})
    return rows


at_one_end_of_it = Ground(
    name="at_one_end_of_it",
    says="works in one of the two services of the line: transfers, accounts or maintenance",
    holds=lambda actor: actor.service_kind in DEPARTMENTS,
    rows=_ends,
)

with_the_social_service = Ground(
    name="with_the_social_service",
    says="of a line that comes from the social service or goes to it",
    holds=lambda actor: True,
    rows=lambda actor, model: ~Q(**{model.ACCESS.direction: BETWEEN}),
)
