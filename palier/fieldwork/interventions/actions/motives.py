"""For what agents come: the usual list taken over, words of the service's own, changed and ended."""

import uuid
from dataclasses import asdict
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.labels import MOTIVE_CODES
from palier.fieldwork.interventions.models import Motive
from palier.fieldwork.interventions.rules import STANDARD, MotiveDraft
from palier.kernel.errors import Conflict, InvalidInput


def usual() -> list[dict[str, Any]]:
    """The shipped motives as rows, named in both languages."""
    words = dict(MOTIVE_CODES)
    rows = []
    for one in STANDARD:
        row: dict[str, Any] = {**asdict(one)}
        for language in ("fr", "nl"):
            with override(language):
                row[f"name_{language}"] = str(words[one.code])
        rows.append(row)
    return rows


def take_usual(*, actor: Actor) -> int:
    """Take over what is shipped and not there yet. Returns how many."""
    require(actor, Capability.MOTIVE_SET)
    there = set(queries.all_motives(actor).values_list("name_fr", flat=True))
    new = [row for row in usual() if row["name_fr"] not in there]
    for row in new:
        Motive(organisation_id=actor.acting_organisation, **row).insert()
    return len(new)


def enter_motive(*, actor: Actor, draft: MotiveDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Add a word of the service's own. Returns its id. Raises InvalidInput."""
    require(actor, Capability.MOTIVE_SET)
    values = _values(actor, draft, None)

    def write() -> uuid.UUID:
        return Motive(organisation_id=actor.acting_organisation, **values).insert().pk

    return once(actor, key, draft, write)


def change_motive(*, actor: Actor, pk: uuid.UUID, version: int, draft: MotiveDraft) -> None:
    """Change one; what was asked under it keeps its own day. Raises Conflict, InvalidInput."""
    require(actor, Capability.MOTIVE_SET)
    _keep(actor, pk, version, _values(actor, draft, pk))


def end_motive(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """It is offered no more; requests that hold it keep it. Raises Conflict."""
    require(actor, Capability.MOTIVE_SET)
    _keep(actor, pk, version, {"ended_on": actor.today})


def _values(actor: Actor, draft: MotiveDraft, pk: uuid.UUID | None) -> dict[str, Any]:
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(draft).items()}
    wrong = {name: [_("Write it in both languages.")] for name in ("name_fr", "name_nl") if not values[name]}
    same = queries.all_motives(actor).filter(name_fr=values["name_fr"])
    if (same.exclude(pk=pk) if pk else same).exists():
        wrong["name_fr"] = [_("This word is there already.")]
    if wrong:
        raise InvalidInput(wrong)
    return values


def _keep(actor: Actor, pk: uuid.UUID, version: int, values: dict[str, Any]) -> None:
    rows = Motive.objects.visible_to(actor, Capability.MOTIVE_SET).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()
