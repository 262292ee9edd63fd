"""A line of the directory in the words of HSDS 3.0.

What the line was brought with is kept, and goes out as it came wherever it still says the same: only what somebody
changed here is written anew. So a file that comes in goes out equal, and ids never change.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from palier.kernel.days import BRUSSELS
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing.rules import COMMUNES
from palier.registry.partners.labels import CAPACITIES, DOMAINS, LEVELS, PARTNER_KINDS
from palier.registry.partners.models import PartnerOrganisation, PartnerService
from palier.registry.partners.queries.exchange import Whole
from palier.registry.partners.rules import Capacity
from palier.registry.partners.rules.exchange import told
from palier.registry.partners.rules.exchange.told import NIS, TAXONOMY
from palier.registry.partners.rules.hours import NotARule, opening_of

PUBLIC = {
    "PartnerOrganisation": "id name_fr name_nl kind level url source_id exchange",
    "PartnerService": "id partner kind name_fr name_nl description_fr description_nl domains eligibility area languages"
    " hours opening phone email address step_free capacity capacity_on until source_id exchange changed_at",
    "Verification": "on",
}
"""The columns that go out, by table; a test holds them against all columns, so that a new one is decided upon."""
_WORDS = {
    "kind": dict(PARTNER_KINDS), "level": dict(LEVELS), "domain": dict(DOMAINS), "capacity": dict(CAPACITIES)
}  # fmt: skip
_TERMS = uuid.UUID("2d7a1a0e-6f0b-5d38-8f6e-0b7b3a1d9c55")  # under which our own terms have their ids
Document = dict[str, Any]


def organisation_document(row: PartnerOrganisation) -> Document:
    """An organisation as HSDS has it, with all that came with it."""
    kept: Document = dict(row.exchange)
    doc = kept | {"id": _id(row, kept)}
    said = told.told_of_partner(kept) if kept else {}
    if said.get("name_fr") != row.name_fr:
        doc["name"] = row.name_fr
    if said.get("url", "") != row.url:
        doc["website"] = row.url
    doc.setdefault("description", str(_WORDS["kind"][row.kind]))  # type: ignore[index]
    own = {"kind": [row.kind], "level": [row.level], "name_nl": _dutch(row, "name")}
    unsaid = {"kind": ["other"], "level": ["local"]} if kept else {}  # of which nothing was said and nothing is known
    return doc | _attributes(doc, "organization", own, unsaid)


def service_document(whole: Whole) -> Document:
    """A service as HSDS has it, with its organisation and all that came with it.

    `assured_date`: the last day on which somebody asked whether it is all still so, here or at the source;
    `last_modified`: when the line was changed, which is not the same.
    """
    row = whole.service
    kept: Document = dict(row.exchange)
    doc = kept | {"id": _id(row, kept), "organization": organisation_document(row.partner)}
    said = told.told_of_service(kept) if kept else {}
    if said.get("name_fr") != row.name_fr:
        doc["name"] = row.name_fr
    for name, column in (("description", "description_fr"), ("eligibility_description", "eligibility"),
                         ("email", "email")):  # fmt: skip
        if said.get(column, "") != getattr(row, column):
            doc[name] = getattr(row, column)
    doc["status"] = _status(whole, kept)
    doc |= _parts(row, doc, said)
    doc |= _attributes(doc, "service", _own(row), {}) | _when(whole, kept)
    if doc.get("assured_date") != kept.get("assured_date"):
        doc.pop("assurer_email", None)  # who asked at the source did not ask this
    return doc


def _id(row: Any, kept: Document) -> str:
    ours = str(row.source_id or row.pk)
    return str(kept["id"]) if kept.get("id") and uuid.UUID(str(kept["id"])) == uuid.UUID(ours) else ours


def _dutch(row: Any, name: str) -> list[str]:
    french, dutch = getattr(row, f"{name}_fr"), getattr(row, f"{name}_nl")
    return [dutch] if dutch and dutch != french else []


def _own(row: PartnerService) -> dict[str, list[str]]:
    """What the standard has no field for."""
    has_said = row.capacity != Capacity.UNKNOWN
    return {
        "domain": list(row.domains),
        "name_nl": _dutch(row, "name"),
        "description_nl": _dutch(row, "description"),
        "capacity": [row.capacity] if has_said else [],
        "capacity_on": [row.capacity_on.isoformat()] if has_said and row.capacity_on else [],
        "step_free": [] if row.step_free is None else ["yes" if row.step_free else "no"],
    }


def _status(whole: Whole, kept: Document) -> str:
    """As it came while it says the same; `inactive` once its last day is over."""
    there = kept.get("status")
    if whole.has_left:
        return str(there) if there in told.GONE else "inactive"
    return str(there) if there and there not in told.GONE else "active"


def _when(whole: Whole, kept: Document) -> Document:
    doc: Document = {}
    at_the_source = told.day_of(kept.get("assured_date"))
    if whole.verified_on and (at_the_source is None or whole.verified_on > at_the_source):
        doc["assured_date"] = whole.verified_on.isoformat()
    changed = whole.service.changed_at
    if changed and told.moment_of(kept.get("last_modified")) != changed:
        doc["last_modified"] = changed.astimezone(BRUSSELS).isoformat(timespec="seconds")
    return doc


def _attributes(doc: Document, entity: str, own: Mapping[str, list[str]], unsaid: Mapping[str, list[str]]) -> Document:
    """Our own terms among the attributes: those that came stay while they say the same; others are never touched."""
    there = told.own_terms(doc)
    if all(there.get(name, unsaid.get(name, [])) == values for name, values in own.items()):
        return {}
    foreign = [one for one in doc.get("attributes") or () if not told.is_own(one)]
    return {"attributes": foreign + [_attribute(doc["id"], entity, *one) for one in _flat(own)]}


def _flat(own: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in own.items() for value in values]


def _attribute(link: str, entity: str, name: str, value: str) -> Document:
    words = _WORDS.get(name)
    code = f"{name}:{value}" if words else name
    said = str(words[value]) if words else name  # type: ignore[index]
    term = {"id": str(uuid.uuid5(_TERMS, code)), "code": code, "name": said, "description": said, "taxonomy": TAXONOMY}
    return {
        "id": str(uuid.uuid5(uuid.UUID(link), code)),
        "link_type": name,
        "link_entity": entity,
        "value": value,
        "taxonomy_term": term,
    }


# -- parts that are objects of their own ---------------------------------------------------------------------


def _parts(row: PartnerService, doc: Document, said: Document) -> Document:
    found: Document = {}
    if said.get("phone", "") != row.phone:
        found["phones"] = _phones(row, doc)
    if said.get("languages", []) != list(row.languages):
        found["languages"] = _languages(row, doc)
    if said.get("area", []) != sorted(row.area):
        found["service_areas"] = _areas(row, doc)
    if said.get("address", "") != row.address:
        found["service_at_locations"] = _places(row, doc)
    if said.get("opening", []) != list(row.opening) or said.get("hours", "") != row.hours:
        found["schedules"] = _schedules(row, doc)
    return found


def _part(doc: Document, name: str) -> str:
    """The id of a part that we made: the same each time."""
    return str(uuid.uuid5(uuid.UUID(doc["id"]), name))


def _phones(row: PartnerService, doc: Document) -> list[Document]:
    numbers = [(one, told.phone_of(one)) for one in doc.get("phones") or ()]
    shown = next((number for _, number in numbers if number), None)
    others = [one for one, number in numbers if number != shown or number is None]
    ours = [{"id": _part(doc, "phone"), "number": row.phone, "type": "voice"}] if row.phone else []
    return ours + [one for one in others if one.get("id") != _part(doc, "phone")]


def _languages(row: PartnerService, doc: Document) -> list[Document]:
    there = {told.language_of(one): one for one in doc.get("languages") or ()}
    ours = [
        there.get(code) or {"id": _part(doc, f"language {code}"), "code": code, "name": SPOKEN_LANGUAGES[code].own_name}
        for code in row.languages
    ]
    return ours + [one for one in doc.get("languages") or () if told.language_of(one) is None]


def _areas(row: PartnerService, doc: Document) -> list[Document]:
    there = {told.commune_of(one): one for one in doc.get("service_areas") or ()}
    names = {one.nis: f"{one.fr} / {one.nl}" if one.fr != one.nl else one.fr for one in COMMUNES}
    ours = [
        there.get(nis) or {"id": _part(doc, f"area {nis}"), "name": names[nis], "extent": nis, "extent_type": NIS}
        for nis in sorted(row.area)
    ]
    return ours + [one for one in doc.get("service_areas") or () if told.commune_of(one) is None]


def _places(row: PartnerService, doc: Document) -> list[Document]:
    """The first place takes the address; another one keeps its own."""
    rest = told.places(doc)
    at: Document = dict(rest.pop(0)) if rest else {"id": _part(doc, "place")}
    location: Document = dict(at.get("location") or {"id": _part(doc, "location"), "location_type": "physical"})
    first, *others = location.get("addresses") or [{"id": _part(doc, "address")}]
    address = {"state_province": "", "country": "BE", "address_type": "physical", "address_2": None, **first}
    address |= told.address_parts(row.address) | {"address_2": None}
    location["addresses"] = [_without_nothing(address), *others] if row.address else others
    return [{**at, "location": location}, *rest]


def _without_nothing(doc: Document) -> Document:
    return {name: value for name, value in doc.items() if value is not None}


def _schedules(row: PartnerService, doc: Document) -> list[Document]:
    """Our rules, each with the id it came with while it says the same; then our words; then what was not understood."""
    there = told.schedules(doc)
    ours = []
    for number, rule in enumerate(row.opening):
        same = next((one for one in there if _says(one, rule)), None)
        ours.append(same or {"id": _part(doc, f"schedule {number}"), **rule})
    if row.hours:
        ours.append({"id": _part(doc, "schedule"), "description": row.hours})
    return ours + [one for one in there if _is_unclear(one)]


def _says(schedule: Document, rule: Document) -> bool:
    try:
        return opening_of(schedule) == opening_of(rule)
    except NotARule:
        return False


def _is_unclear(schedule: Document) -> bool:
    try:
        opening_of(schedule)
    except NotARule:
        return True
    return False
