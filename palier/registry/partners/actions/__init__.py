"""The directory is kept: lines are entered and changed, people leave by a day, somebody says that it is still so."""

import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.utils import IntegrityError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.sort_keys import sort_key
from palier.registry.partners import queries
from palier.registry.partners.actions.steps import change_step as change_step
from palier.registry.partners.actions.steps import note_step as note_step
from palier.registry.partners.actions.steps import withdraw_step as withdraw_step
from palier.registry.partners.models import (
    Agreement,
    PartnerContact,
    PartnerOrganisation,
    PartnerService,
    Verification,
)
from palier.registry.partners.rules import NEVER_RECEIVES, Bound, Capacity
from palier.registry.partners.rules.drafts import (
    AgreementDraft,
    ContactDraft,
    PartnerDraft,
    ServiceDraft,
    outside_the_lists,
)
from palier.registry.partners.rules.hours import openings, schedule_of, with_week

Key = uuid.UUID | None
WRITE_IT = _("Write it here.")
NEVER_BOUND = _(
    "Nothing about anybody is ever sent to a service of this kind: it cannot be marked as bound by secrecy."
)


def enter_partner(*, actor: Actor, draft: PartnerDraft, key: Key = None) -> uuid.UUID:
    """Enter an organisation. Returns its id. Raises InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    values = _partner(draft)
    return _enter(actor, key, draft, lambda: PartnerOrganisation(**values))


def change_partner(*, actor: Actor, pk: uuid.UUID, version: int, draft: PartnerDraft) -> None:
    """Change an organisation; its services follow its kind and are found by its new name. Raises Conflict."""
    require(actor, Capability.PARTNER_SET)
    values = _partner(draft)
    queries.partner(actor, pk, Capability.PARTNER_SET)
    try:
        with transaction.atomic():
            _change(actor, PartnerOrganisation, pk, version, values)
    except IntegrityError as refusal:
        if "no_secret_for_who_enforces" not in str(refusal):
            raise
        raise InvalidInput({"kind": [NEVER_BOUND]}) from refusal
    services = PartnerService.objects.visible_to(actor, Capability.PARTNER_SET).filter(partner=pk)
    for row in services.select_related("partner"):
        row.search_key = _search_key(row, row.partner)
        row.save(update_fields=["search_key"])


def enter_service(*, actor: Actor, partner: uuid.UUID, draft: ServiceDraft, key: Key = None) -> uuid.UUID:
    """Enter a service of an organisation. Returns its id. Raises InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    of = queries.partner(actor, partner, Capability.PARTNER_SET)
    values = _service(actor, of, draft, [])
    return _enter(actor, key, (partner, draft), lambda: PartnerService(partner_id=of.pk, kind=of.kind, **values))


def change_service(*, actor: Actor, pk: uuid.UUID, version: int, draft: ServiceDraft) -> None:
    """Change a service. It is not verified by that. Raises Conflict, InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    row = queries.service(actor, pk, Capability.PARTNER_SET)
    if draft.capacity_on in {
        None,
        row.capacity_on,
    }:  # the day was left as it stood: it goes with the answer of that day
        draft = replace(draft, capacity_on=row.capacity_on if draft.capacity == row.capacity else None)
    _change(actor, PartnerService, pk, version, _service(actor, row.partner, draft, row.opening))


def enter_contact(*, actor: Actor, service: uuid.UUID, draft: ContactDraft, key: Key = None) -> uuid.UUID:
    """Enter a named professional of a service. Returns her id. Raises InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    queries.service(actor, service, Capability.PARTNER_SET)
    values = _named(asdict(draft), "first_name", "last_name", "function")
    return _enter(actor, key, (service, draft), lambda: PartnerContact(service_id=service, **values))


def change_contact(*, actor: Actor, pk: uuid.UUID, version: int, draft: ContactDraft) -> None:
    """Change a named professional, or say her last day there: her line stays. Raises Conflict, InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    queries.contact(actor, pk, Capability.PARTNER_SET)
    _change(actor, PartnerContact, pk, version, _named(asdict(draft), "first_name", "last_name", "function"))


def enter_agreement(*, actor: Actor, partner: uuid.UUID, draft: AgreementDraft, key: Key = None) -> uuid.UUID:
    """Enter an agreement with an organisation. Returns its id. Raises InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    queries.partner(actor, partner, Capability.PARTNER_SET)
    values = _agreement(actor, partner, draft)
    return _enter(actor, key, (partner, draft), lambda: Agreement(partner_id=partner, **values))


def change_agreement(*, actor: Actor, pk: uuid.UUID, version: int, draft: AgreementDraft) -> None:
    """Change an agreement. Raises Conflict, InvalidInput."""
    require(actor, Capability.PARTNER_SET)
    row = queries.agreement(actor, pk, Capability.PARTNER_SET)
    _change(actor, Agreement, pk, version, _agreement(actor, row.partner_id, draft))


def verify_service(*, actor: Actor, pk: uuid.UUID) -> None:
    """Somebody asked today, and it is all still so. Twice on one day by the same worker is once."""
    require(actor, Capability.PARTNER_SET)
    row = queries.service(actor, pk, Capability.PARTNER_SET)
    here = Verification.objects.visible_to(actor, Capability.PARTNER_SET)
    if here.filter(service=pk, on=actor.today, post=actor.acting_post).exists():
        return
    Verification(
        organisation_id=actor.acting_organisation, service_id=row.pk, post_id=actor.acting_post, on=actor.today
    ).insert()


def _enter(actor: Actor, key: Key, body: Any, make: Callable[[], Any]) -> uuid.UUID:
    def write() -> uuid.UUID:
        row = make()
        row.organisation_id = actor.acting_organisation
        return row.insert().pk  # type: ignore[no-any-return]

    return once(actor, key, body, write)


def _change(actor: Actor, model: Any, pk: uuid.UUID, version: int, values: dict[str, Any]) -> None:
    rows = model.objects.visible_to(actor, Capability.PARTNER_SET).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()


def _named(values: dict[str, Any], *needed: str) -> dict[str, Any]:
    """The same values without stray spaces at their ends. Raises InvalidInput for a needed one that is empty."""
    clean = {
        name: value.replace("\x00", "").strip() if isinstance(value, str) else value for name, value in values.items()
    }
    empty = {name: [WRITE_IT] for name in needed if not clean[name]}
    if empty:
        raise InvalidInput(empty)
    return clean


def _partner(draft: PartnerDraft) -> dict[str, Any]:
    values = _named(asdict(draft), "name_fr", "name_nl")
    _of_the_lists(draft)
    if values["url"] and not values["url"].startswith(("https://", "http://")):
        raise InvalidInput({"url": [_("An address begins with https://")]})
    return values


def _of_the_lists(draft: PartnerDraft | ServiceDraft) -> None:
    if strangers := outside_the_lists(draft):
        raise InvalidInput({name: [_("Choose one of the list.")] for name in strangers})


def _service(
    actor: Actor, partner: PartnerOrganisation, draft: ServiceDraft, there: list[dict[str, Any]]
) -> dict[str, Any]:
    """The columns of a service. `there`: the rules of its hours as they stand."""
    values = _named(asdict(draft), "name_fr", "name_nl")
    del values["week"]
    if draft.week is not None:
        values["opening"] = [schedule_of(rule) for rule in with_week(openings(there), draft.week)]
    values["changed_at"] = clock.now()
    _of_the_lists(draft)
    if draft.bound_by_secrecy == Bound.YES and partner.kind in NEVER_RECEIVES:
        raise InvalidInput({"bound_by_secrecy": [NEVER_BOUND]})
    if draft.bound_by_secrecy == Bound.YES and not values["secrecy_ground"]:
        raise InvalidInput({"secrecy_ground": [_("Say by what they are bound: without a ground it counts as no.")]})
    if draft.capacity == Capacity.UNKNOWN:
        values["capacity_on"] = None
    elif draft.capacity_on is None:
        values["capacity_on"] = actor.today
    for name in ("domains", "area", "languages"):
        values[name] = list(values[name])
    values["search_key"] = _search_key(draft, partner)
    return values


def _search_key(named: Any, partner: PartnerOrganisation) -> str:
    return sort_key(" ".join([named.name_fr, named.name_nl, partner.name_fr, partner.name_nl]))


def _agreement(actor: Actor, partner: uuid.UUID, draft: AgreementDraft) -> dict[str, Any]:
    values = _named(asdict(draft), "title")
    if draft.ends is not None and draft.ends < draft.starts:
        raise InvalidInput({"ends": [_("It ends before it starts.")]})
    service = values.pop("service")
    if service is not None and queries.service(actor, service).partner_id != partner:
        raise InvalidInput({"service": [_("Choose one of the list.")]})
    values["parties"] = [{"name": name, "role": role} for name, role in draft.parties]
    return {**values, "service_id": service}
