"""Steps with partners: noted, corrected, withdrawn. A sentence that holds somebody's number is not kept."""

import uuid
from dataclasses import asdict
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.engines.pseudonymise import holds_a_number
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.partners import queries
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.rules.steps import StepDraft


def note_step(*, actor: Actor, partner: uuid.UUID, draft: StepDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note a contact with a partner, about nobody. Returns its id. Raises InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    queries.partner(actor, partner, Capability.PARTNER_SET)
    values = _values(actor, partner, draft)

    def write() -> uuid.UUID:
        made = PartnershipStep(
            organisation_id=actor.acting_organisation, partner_id=partner, post_id=actor.acting_post, **values
        )
        return made.insert().pk

    return once(actor, key, (partner, draft), write)


def change_step(*, actor: Actor, pk: uuid.UUID, version: int, draft: StepDraft) -> None:
    """Correct a step of one's own. Raises Conflict, InvalidInput."""
    require(actor, Capability.PARTNER_STEP_MEND)
    row = queries.step(actor, pk, Capability.PARTNER_STEP_MEND)
    _keep(actor, pk, version, _values(actor, row.partner_id, draft))


def withdraw_step(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """Take a step of one's own out of the list: it was noted with the wrong partner, say. Raises Conflict."""
    require(actor, Capability.PARTNER_STEP_MEND)
    queries.step(actor, pk, Capability.PARTNER_STEP_MEND)
    _keep(actor, pk, version, {"withdrawn": True})


def _keep(actor: Actor, pk: uuid.UUID, version: int, values: dict[str, Any]) -> None:
    rows = PartnershipStep.objects.visible_to(actor, Capability.PARTNER_STEP_MEND).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()


def _values(actor: Actor, partner: uuid.UUID, draft: StepDraft) -> dict[str, Any]:
    values = asdict(draft)
    values["agreed"] = draft.agreed.replace("\x00", "").strip()
    service = values.pop("service")
    wrong: dict[str, list[str]] = {}
    if not values["agreed"]:
        wrong["agreed"] = [_("Write in a sentence what was agreed.")]
    elif holds_a_number(values["agreed"]):
        wrong["agreed"] = [_("This holds somebody’s number or address. It is about nobody: leave it out.")]
    if draft.on > actor.today:
        wrong["on"] = [_("This day is still to come: note it as the next one.")]
    if draft.next_on and draft.next_on < draft.on:
        wrong["next_on"] = [_("The next time comes after this one.")]
    if service and queries.service(actor, service).partner_id != partner:
        wrong["service"] = [_("Choose one of the list.")]
    if wrong:
        raise InvalidInput(wrong)
    return {**values, "service_id": service}
