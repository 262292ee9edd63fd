"""A file of the directory gone through: what it says of organisations and services, and what of it cannot be used."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from palier.kernel.errors import Message
from palier.registry.imports.rules import Reading
from palier.registry.partners.rules.exchange import told
from palier.registry.partners.rules.exchange.standard import Organization, Service, Thing

KIND = "partners"
MOST_SERVICES = 10_000
MOST_SAID = 1_000  # refusals, and notes, that are listed; one hostile line may have thousands
LONGEST = 200_000  # characters of what one service keeps for the exchange
_REASONS = {
    "missing": Message("This is missing."),
    "uuid_parsing": Message("This is not an id (UUID)."),
    "string_type": Message("This must be text."),
    "float_type": Message("This must be a number."),
    "finite_number": Message("This must be a number."),
    "list_type": Message("This must be a list."),
    "model_type": Message("This must be an object."),
}
_OURS = {  # fields of which the directory holds what they say
    "service": "id organization_id name description email status eligibility_description last_modified assured_date"
    " phones schedules service_areas service_at_locations languages organization attributes alert contacts",
    "organization": "id name website attributes description",
}


@dataclass(frozen=True)
class PartnerTold:
    """An organisation as a file says it. `by_name`: a line of the same name is the same one when no id tells."""

    id: uuid.UUID
    place: str
    number: int
    told: dict[str, Any]
    document: dict[str, Any] = field(default_factory=dict)
    by_name: bool = False


@dataclass(frozen=True)
class ServiceTold:
    """A service as a file says it, of the organisation `partner` of the same file, or of one that is there already."""

    id: uuid.UUID
    place: str
    number: int
    partner: uuid.UUID
    told: dict[str, Any]
    document: dict[str, Any] = field(default_factory=dict)


@dataclass
class Exchange(Reading):
    """A file of the directory. `unclear`: (place, text) of parts not understood, which go out as they came.

    `unshown`: fields kept for the exchange and shown nowhere; `dropped`: what belongs to nothing and is not kept.
    """

    partners: dict[uuid.UUID, PartnerTold] = field(default_factory=dict)
    services: list[ServiceTold] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)
    unshown: set[str] = field(default_factory=set)
    dropped: list[tuple[str, Message]] = field(default_factory=list)

    def refuse_at(self, number: int, place: str, reason: Message) -> None:
        """Set something aside with the place where it stands in the file, as a person finds it there."""
        if len(self.refused) < MOST_SAID:
            self.refuse(number, place, reason.msgid, **reason.params)


def new_exchange() -> Exchange:
    return Exchange(KIND, frozenset(), [], [])


def below(place: str, path: Iterable[str | int]) -> str:
    """A place further down: $[3].organization.name, or services.csv:12:name."""
    if ":" in place:
        return ":".join([place, *map(str, path)])
    return place + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def faults(kind: type[Thing], row: Any) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """What the standard does not allow in this object: the path below it, and why. At most twenty."""
    try:
        kind.model_validate(row)
    except ValidationError as wrong:
        for fault in wrong.errors(include_url=False)[:20]:
            yield fault["loc"], _reason(fault["type"], fault.get("ctx", {}))


def _reason(kind: str, context: Mapping[str, Any]) -> Message:
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return Message("This must be one of: %(choices)s.", {"choices": choices})
    return _REASONS.get(kind, Message("This cannot be used."))


def take_service(reading: Exchange, document: dict[str, Any], place: str, number: int, *, is_sound: bool) -> None:
    """Add a service with its organisation. `is_sound`: its parts were judged one by one already."""
    reading.read += 1
    wrong = [] if is_sound else list(faults(Service, document))
    for path, reason in wrong:
        reading.refuse_at(number, below(place, path), reason)
    organisation = document.get("organization")
    if organisation is None and not document.get("organization_id"):
        reading.refuse_at(number, below(place, ["organization"]), _REASONS["missing"])
        return
    if wrong or _is_too_long(reading, document, place, number):
        return
    if isinstance(organisation, dict):
        _take_partner(reading, organisation, below(place, ["organization"]), number)
    kept = {name: value for name, value in document.items() if name != "organization"}
    of = uuid.UUID(organisation["id"] if isinstance(organisation, dict) else document["organization_id"])
    one = ServiceTold(uuid.UUID(document["id"]), place, number, of, told.told_of_service(document), kept)
    reading.services.append(one)
    reading.unshown |= {f"service.{name}" for name in kept if name not in _OURS["service"].split()}
    for part, text in told.not_understood(document):
        if len(reading.unclear) < MOST_SAID:
            reading.unclear.append((below(place, [part]), text[:80]))


def take_partner(reading: Exchange, document: dict[str, Any], place: str, number: int, *, is_sound: bool) -> bool:
    """Add an organisation that stands by itself. False when it cannot be used."""
    wrong = [] if is_sound else list(faults(Organization, document))
    for path, reason in wrong:
        reading.refuse_at(number, below(place, path), reason)
    if wrong or _is_too_long(reading, document, place, number):
        return False
    _take_partner(reading, document, place, number)
    return True


def _take_partner(reading: Exchange, document: dict[str, Any], place: str, number: int) -> None:
    """The same organisation may be said at each of its services, here in full and there in short; never in two ways."""
    pk = uuid.UUID(document["id"])
    kept = {name: value for name, value in document.items() if name != "services"}
    reading.unshown |= {f"organization.{name}" for name in kept if name not in _OURS["organization"].split()}
    one = PartnerTold(pk, place, number, told.told_of_partner(kept), kept)
    there = reading.partners.get(pk)
    if there is None:
        reading.partners[pk] = one
        return
    if any(there.told.get(name, value) != value for name, value in one.told.items()):
        said = Message("The same organisation is said in another way at %(place)s.", {"place": there.place})
        reading.refuse_at(number, place, said)
        return
    both = {**there.document, **kept}
    reading.partners[pk] = PartnerTold(pk, there.place, there.number, there.told | one.told, both)


def _is_too_long(reading: Exchange, document: dict[str, Any], place: str, number: int) -> bool:
    if len(repr(document)) <= LONGEST:
        return False
    reading.refuse_at(number, place, Message("This is longer than %(limit)s characters.", {"limit": LONGEST}))
    return True


def settle(reading: Exchange) -> Exchange:
    """What only the whole file tells: an id said twice, organisations that are each other's parent."""
    seen: dict[uuid.UUID, str] = {}
    kept = []
    for one in reading.services:
        first = seen.setdefault(one.id, one.place)
        if first != one.place:
            reading.refuse_at(one.number, one.place, Message("The same id stands at %(place)s.", {"place": first}))
        elif one.id in reading.partners:
            reading.refuse_at(one.number, one.place, Message("This id is that of an organisation."))
        else:
            kept.append(one)
    reading.services[:] = kept
    for partner in reading.partners.values():
        if _is_its_own_ancestor(reading, partner):
            place = below(partner.place, ["parent_organization_id"])
            reading.refuse_at(partner.number, place, Message("These organisations are each other’s parent."))
    return reading


def _is_its_own_ancestor(reading: Exchange, partner: PartnerTold) -> bool:
    up, seen = partner, {partner.id}
    while parent := up.document.get("parent_organization_id"):
        there = reading.partners.get(uuid.UUID(parent))
        if there is None or there.id in seen:
            return there is partner
        seen.add(there.id)
        up = there
    return False
