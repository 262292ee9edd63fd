"""A file of the directory is looked at, then applied: all of it, or its good lines where somebody says so, and the same
rows both times.

A file never says who is bound by secrecy, who works there by name, or that somebody of the company asked: these stay as
they are. What it leaves unsaid stays too.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.utils import IntegrityError

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Message
from palier.kernel.identifiers import new_id
from palier.kernel.sort_keys import sort_key
from palier.registry.imports.actions import Outcome, batches
from palier.registry.imports.rules import Counts, Reading
from palier.registry.partners.actions import NEVER_BOUND
from palier.registry.partners.models import PartnerOrganisation, PartnerService
from palier.registry.partners.queries import exchange as queries
from palier.registry.partners.rules import Capacity, Level, PartnerKind
from palier.registry.partners.rules.exchange.reading import Exchange, PartnerTold, ServiceTold
from palier.registry.partners.rules.exchange.told import moment_of
from palier.registry.partners.rules.hours import openings, schedule_of, with_week

BATCH = 200
UNSAID_PARTNER = {"kind": PartnerKind.OTHER, "level": Level.LOCAL, "url": ""}


@dataclass(frozen=True)
class Change:
    """What a file does to one line. `values`: columns and what they become, none: it stays; `row`: None when new."""

    told: PartnerTold | ServiceTold
    row: Any
    values: dict[str, Any]

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def name(self) -> str:
        """As the line is called from then on."""
        return str(self.values.get("name_fr") or self.row.name_fr)


@dataclass
class Plan:
    """What a file would do to the directory, organisations apart from services."""

    reading: Exchange
    partners: list[Change] = field(default_factory=list)
    services: list[Change] = field(default_factory=list)
    ids: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)  # of organisations: the file's to the row's

    @property
    def counts(self) -> Counts:
        """Of services, one a row of the file."""
        new = sum(one.is_new for one in self.services)
        changed = sum(not one.is_new and bool(one.values) for one in self.services)
        return Counts(new, changed, len(self.services) - new - changed)

    @property
    def digest(self) -> str:
        """The same for the same changes to the same lines: what was looked at is what is applied."""
        said = [
            (str(one.told.id), one.row and (one.row.pk, one.row.version), sorted(one.values.items(), key=str))
            for one in (*self.partners, *self.services)
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def look(*, actor: Actor, reading: Exchange) -> Plan:
    """What the file would do; nothing is written. Rows that the directory cannot take are refused in the reading."""
    require(actor, Capability.PARTNER_EXCHANGE)
    plan = Plan(reading)
    partners = queries.known(
        actor, PartnerOrganisation, {*reading.partners, *(one.partner for one in reading.services)}
    )
    by_name = queries.named(
        actor, [one.told["name_fr"] for one in reading.partners.values() if one.by_name and one.id not in partners]
    )
    for one in reading.partners.values():
        row = partners.get(one.id) or (by_name.get(one.told["name_fr"]) if one.by_name else None)
        plan.partners.append(Change(one, row, _partner(one, row)))
        plan.ids[one.id] = row.pk if row else new_id()
    plan.ids |= {pk: row.pk for pk, row in partners.items() if pk not in plan.ids}
    by_id = {one.told.id: one for one in plan.partners}
    services = queries.known(actor, PartnerService, [one.id for one in reading.services])
    for told in reading.services:
        of = by_id.get(told.partner) or partners.get(told.partner)
        if of is None:
            reading.refuse_at(
                told.number, told.place, Message("Its organisation is in neither the file nor the directory.")
            )
            continue
        row = services.get(told.id)
        if row is not None and row.partner_id != plan.ids[told.partner]:
            reading.refuse_at(
                told.number, told.place, Message("This service is of another organisation in the directory.")
            )
            continue
        plan.services.append(Change(told, row, _service(actor, told, row, _named(of))))
    return plan


def apply(*, actor: Actor, reading: Exchange, seen: str, partial: bool = False) -> Plan:
    """Apply the file that was looked at. `seen`: the digest of that look; `partial`: its good lines, when others cannot
    be used. Raises InvalidInput, and Conflict when the directory has changed in the meantime."""
    require(actor, Capability.PARTNER_EXCHANGE)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import:{actor.organisation}"])
        plan = look(actor=actor, reading=reading)
        if reading.refused and not partial:
            raise InvalidInput({"": ["Nothing is applied: some of it cannot be used."]})
        if plan.digest != seen:
            raise Conflict("The directory has changed in the meantime.", how_to_mend="Look at the changes again.")
        _write(actor, plan)
    return plan


def write(actor: Actor, reading: Reading) -> Outcome:
    """The same for the command line, inside the job's own transaction: rows that cannot be used are set aside."""
    if not isinstance(reading, Exchange):
        raise TypeError("not a file of the directory")
    plan = look(actor=actor, reading=reading)
    _write(actor, plan)
    services = {str(one.told.id): one for one in plan.services if one.values}
    return Outcome({pk for pk, one in services.items() if one.is_new}, set(services))


def _write(actor: Actor, plan: Plan) -> None:
    try:
        with transaction.atomic():
            _keep(actor, PartnerOrganisation, plan.partners, plan.ids)
            _keep(actor, PartnerService, plan.services, plan.ids)
            _find_by_new_names(actor, plan)
    except IntegrityError as refusal:
        if "no_secret_for_who_enforces" not in str(refusal):
            raise
        raise InvalidInput({"": [NEVER_BOUND]}, NEVER_BOUND) from refusal


def _keep(actor: Actor, model: Any, changes: list[Change], ids: Mapping[uuid.UUID, uuid.UUID]) -> None:
    rows = model.objects.visible_to(actor, Capability.PARTNER_EXCHANGE)
    for batch in batches([one for one in changes if one.is_new], BATCH):
        rows.bulk_create([_row(actor, model, one, ids) for one in batch])
    for one in changes:
        if not one.is_new and one.values:
            rows.filter(pk=one.row.pk).update(**one.values, **_changed(one), version=F("version") + 1)


def _row(actor: Actor, model: Any, one: Change, ids: Mapping[uuid.UUID, uuid.UUID]) -> Any:
    """A new line. It keeps the id of the file beside its own: two companies may take in the same file."""
    hangs = {"partner_id": ids[one.told.partner]} if isinstance(one.told, ServiceTold) else {"id": ids[one.told.id]}
    return model(organisation_id=actor.organisation, source_id=one.told.id, **hangs, **one.values, **_changed(one))


def _changed(one: Change) -> dict[str, Any]:
    """When a service was last changed: as its source says, else now."""
    if not isinstance(one.told, ServiceTold):
        return {}
    return {"changed_at": moment_of(one.told.document.get("last_modified")) or clock.now()}


def _find_by_new_names(actor: Actor, plan: Plan) -> None:
    """Services of an organisation that changed its name are found by the new one, those outside the file as well."""
    renamed = [one for one in plan.partners if not one.is_new and {"name_fr", "name_nl"} & set(one.values)]
    rows = PartnerService.objects.visible_to(actor, Capability.PARTNER_EXCHANGE)
    for row in rows.filter(partner__in=[one.row.pk for one in renamed]).select_related("partner"):
        key = _search_key(row.name_fr, row.name_nl, row.partner.name_fr, row.partner.name_nl)
        if key != row.search_key:
            rows.filter(pk=row.pk).update(search_key=key)


def _named(of: Any) -> tuple[str, str, str]:
    """Name in French, in Dutch, and kind of an organisation, as they will be."""
    row, values = (of.row, of.values) if isinstance(of, Change) else (of, {})
    french, dutch, kind = (values.get(name, getattr(row, name, "")) for name in ("name_fr", "name_nl", "kind"))
    return french, dutch, kind


def _partner(told: PartnerTold, row: PartnerOrganisation | None) -> dict[str, Any]:
    said = dict(told.told)
    if row is None:
        said = UNSAID_PARTNER | {"name_nl": said["name_fr"]} | said
    elif "name_nl" not in said and row.name_nl == row.name_fr:
        said["name_nl"] = said["name_fr"]  # it has no name of its own in Dutch
    return _different(said | _kept(told, row), row)


def _service(actor: Actor, told: ServiceTold, row: PartnerService | None, of: tuple[str, str, str]) -> dict[str, Any]:
    said = dict(told.told)
    gone, week = said.pop("gone", False), said.pop("week", None)
    if week is not None:
        there = openings(row.opening) if row else ()
        said["opening"] = [schedule_of(rule) for rule in with_week(there, week)]
    said |= _in_dutch(said, row) | _places(actor, said, row)
    stands = row is None or row.until is None or row.until >= actor.today
    if gone and stands:
        said["until"] = actor.today - timedelta(days=1)
    elif told.document and not gone and not stands:
        said["until"] = None
    values = _different(said | _kept(told, row), row)
    if row is None or {"name_fr", "name_nl"} & set(values):
        dutch = said.get("name_nl") or (row.name_nl if row else said["name_fr"])
        values["search_key"] = _search_key(said["name_fr"], dutch, of[0], of[1])
    return values if row is not None else values | {"kind": of[2]}


def _in_dutch(said: Mapping[str, Any], row: PartnerService | None) -> dict[str, Any]:
    """What has no words of its own in Dutch says the same in both languages."""
    found = {}
    for name in ("name", "description"):
        french, dutch = f"{name}_fr", f"{name}_nl"
        alike = row is None or getattr(row, dutch) == getattr(row, french)
        if french in said and dutch not in said and alike:
            found[dutch] = said[french]
    return found


def _places(actor: Actor, said: Mapping[str, Any], row: PartnerService | None) -> dict[str, Any]:
    """The day on which a service said whether it takes people: as the file says, that of the same answer, or today."""
    if not said.get("capacity") or said.get("capacity_on"):
        return {}
    if said["capacity"] == Capacity.UNKNOWN:
        return {"capacity_on": None}
    same = row is not None and row.capacity == said["capacity"]
    return {"capacity_on": row.capacity_on if same and row else actor.today}


def _kept(told: PartnerTold | ServiceTold, row: Any) -> dict[str, Any]:
    """What the exchange keeps beside the columns: what it kept before, with what the file says now."""
    if not told.document:
        return {}
    return {"exchange": {**(row.exchange if row else {}), **told.document}}


def _different(said: dict[str, Any], row: Any) -> dict[str, Any]:
    return said if row is None else {name: value for name, value in said.items() if getattr(row, name) != value}


def _search_key(*names: str) -> str:
    return sort_key(" ".join(names))
