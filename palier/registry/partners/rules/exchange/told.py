"""What an object of HSDS 3.0 says in the words of the directory, and what of it the directory does not hold.

What the standard has no field for stands in attributes whose terms are of our own taxonomy, `palier`: the name in
Dutch, kind, level, themes, places, entrance. A field that is absent is unsaid; null or "" says that there is nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from palier.kernel.domains import Domain
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.kernel.sort_keys import sort_key
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing.rules import COMMUNES
from palier.registry.partners.rules import LINE_AT_MOST, NAME_AT_MOST, WORDS_AT_MOST, Capacity, Level, PartnerKind
from palier.registry.partners.rules.hours import NotARule, opening_of, schedule_of

Document = Mapping[str, Any]
TAXONOMY = "palier"
GONE = ("inactive", "defunct")  # of `status`: it stands in the directory no longer
NIS = "nis"  # of `extent_type`: the extent is the code of a commune
_NIS = {one.nis for one in COMMUNES}
_BY_NAME = {sort_key(name): one.nis for one in COMMUNES for name in (one.fr, one.nl)}
_CITY = re.compile(r"(.*?),?\s*(?:B-)?(\d{4})\s+(\D+)")


def told_of_partner(doc: Document) -> dict[str, Any]:
    """name_fr name_nl kind level url: those that the organisation says, cut to what a line holds."""
    own = own_terms(doc)
    told: dict[str, Any] = _names(doc, own)
    _one_of(told, "kind", own, PartnerKind)
    _one_of(told, "level", own, Level)
    if "website" in doc:
        website = _line(doc["website"], LINE_AT_MOST)
        told["url"] = website if website.startswith(("https://", "http://")) else ""
    return told


def told_of_service(doc: Document) -> dict[str, Any]:
    """What the service says, by the names of the columns it goes to; `gone` instead of a last day."""
    own = own_terms(doc)
    told: dict[str, Any] = _names(doc, own) | {"gone": doc.get("status") in GONE}
    if "description" in doc:
        told["description_fr"] = _words(doc["description"])
    if "description_nl" in own:
        told["description_nl"] = _words(own["description_nl"][-1])
    if "eligibility_description" in doc:
        told["eligibility"] = _words(doc["eligibility_description"])
    if "email" in doc:
        told["email"] = mail(doc["email"])
    for name, found in (
        ("phone", _phone(doc)), ("languages", _languages(doc)), ("area", _area(doc)), ("address", _address(doc))
    ):  # fmt: skip
        if found is not None:
            told[name] = found
    if "domain" in own:
        told["domains"] = [one for one in Domain if one in own["domain"]]
    _one_of(told, "capacity", own, Capacity)
    if told.get("capacity", Capacity.UNKNOWN) != Capacity.UNKNOWN:
        told["capacity_on"] = day_of(own.get("capacity_on", [""])[-1])
    if "step_free" in own:
        told["step_free"] = {"yes": True, "no": False}.get(own["step_free"][-1])
    told |= _hours(doc)
    return told


def own_terms(doc: Document) -> dict[str, list[str]]:
    """The values of the attributes whose term is of our own taxonomy, by the first part of its code."""
    found: dict[str, list[str]] = {}
    for one in doc.get("attributes") or ():
        if is_own(one):
            kind = str(one["taxonomy_term"].get("code") or "").partition(":")[0]
            found.setdefault(kind, []).append(str(one.get("value") or ""))
    return found


def is_own(attribute: Document) -> bool:
    term = attribute.get("taxonomy_term") or {}
    return term.get("taxonomy") == TAXONOMY


def not_understood(doc: Document) -> Iterator[tuple[str, str]]:
    """Parts of a service that are there and cannot be read: their place below the service, and their text."""
    for number, one in enumerate(doc.get("phones") or ()):
        if phone_of(one) is None:
            yield f"phones[{number}].number", str(one.get("number", ""))
    for number, one in enumerate(doc.get("languages") or ()):
        if language_of(one) is None:
            yield f"languages[{number}].code", str(one.get("code") or one.get("name") or "")
    for number, one in enumerate(doc.get("service_areas") or ()):
        if commune_of(one) is None:
            yield f"service_areas[{number}].name", str(one.get("name") or one.get("extent") or "")
    for number, one in enumerate(schedules(doc)):
        try:
            opening_of(one)
        except NotARule:
            yield f"schedules[{number}]", " ".join(str(one[name]) for name in ("freq", "byday") if one.get(name))
    if doc.get("email") and not mail(doc["email"]):
        yield "email", str(doc["email"])


# -- one part each: also used to see whether what goes out still says the same ---------------------------------


def phone_of(phone: Document) -> str | None:
    """The number in E.164; None when it is no telephone number or that of a fax."""
    if phone.get("type") == "fax":
        return None
    try:
        return phone_number(str(phone.get("number") or "").strip(' "'))
    except InvalidIdentifier:
        return None


def language_of(language: Document) -> str | None:
    """Our code of a spoken language, from its code ("nl", "nl-BE"); None when it is not in our list."""
    code = str(language.get("code") or "").strip().lower().partition("-")[0]
    return code if code in SPOKEN_LANGUAGES else None


def commune_of(area: Document) -> str | None:
    """The NIS code of the commune that an area is, by its code or its name; None when it is something else."""
    if area.get("extent_type") == NIS and area.get("extent") in _NIS:
        return str(area["extent"])
    return _BY_NAME.get(sort_key(str(area.get("name") or "")))


def places(doc: Document) -> list[dict[str, Any]]:
    """The places where a service is given, those without an address as well."""
    return [one for one in doc.get("service_at_locations") or () if isinstance(one, dict)]


def schedules(doc: Document) -> list[dict[str, Any]]:
    """The schedules of the service itself, else of the first place that has any."""
    if doc.get("schedules"):
        return list(doc["schedules"])
    for place in places(doc):
        if found := place.get("schedules") or (place.get("location") or {}).get("schedules"):
            return list(found)
    return []


def address_line(address: Document) -> str:
    """An address on one line: "Rue d’Exemple 1, 1070 Anderlecht"."""
    street = ", ".join(text for name in ("address_1", "address_2") if (text := _line(address.get(name), LINE_AT_MOST)))
    city = " ".join(text for name in ("postal_code", "city") if (text := _line(address.get(name), LINE_AT_MOST)))
    return ", ".join(part for part in (street, city) if part)[:LINE_AT_MOST]


def address_parts(line: str) -> dict[str, str]:
    """The fields of an address from its line; all of it as the first when no postcode stands in it."""
    match = _CITY.fullmatch(line)
    if match:
        parts = {"address_1": match[1], "postal_code": match[2], "city": match[3]}
        if address_line(parts) == line:
            return parts
    return {"address_1": line, "postal_code": "", "city": ""}


def mail(text: object) -> str:
    """A mail address that a page may link to, else ""."""
    line = _line(text, 1000)
    return line if re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", line) and len(line) <= 254 else ""


def day_of(text: object) -> dt.date | None:
    """A day written as 2026-11-26, with or without an hour behind it; None for anything else."""
    try:
        return dt.date.fromisoformat(str(text or "").strip()[:10])
    except ValueError:
        return None


def moment_of(text: object) -> dt.datetime | None:
    """A moment with its zone, as `last_modified` has it; without a zone it is UTC. None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(str(text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _names(doc: Document, own: Mapping[str, list[str]]) -> dict[str, Any]:
    told = {"name_fr": _line(doc.get("name"), NAME_AT_MOST)}
    if own.get("name_nl", [""])[-1].strip():
        told["name_nl"] = _line(own["name_nl"][-1], NAME_AT_MOST)
    return told


def _one_of(told: dict[str, Any], name: str, own: Mapping[str, list[str]], known: Iterable[str]) -> None:
    if name in own and own[name][-1] in set(known):
        told[name] = own[name][-1]


def _phone(doc: Document) -> str | None:
    if "phones" not in doc:
        return None
    numbers = [number for one in doc["phones"] or () if (number := phone_of(one))]
    return numbers[0] if numbers else ""


def _languages(doc: Document) -> list[str] | None:
    if "languages" not in doc:
        return None
    return list(dict.fromkeys(code for one in doc["languages"] or () if (code := language_of(one))))


def _area(doc: Document) -> list[str] | None:
    if "service_areas" not in doc:
        return None
    return sorted({nis for one in doc["service_areas"] or () if (nis := commune_of(one))})


def _address(doc: Document) -> str | None:
    if "service_at_locations" not in doc:
        return None
    for place in places(doc):
        for one in (place.get("location") or {}).get("addresses") or ():
            return address_line(one)
    return ""


def _hours(doc: Document) -> dict[str, Any]:
    """`opening` as rules in the words of HSDS, `hours` as the words of the first schedule without a rule."""
    if "schedules" not in doc and not schedules(doc):
        return {}
    rules, words = [], ""
    for one in schedules(doc):
        try:
            rule = opening_of(one)
        except NotARule:
            continue
        if rule is not None:
            rules.append(schedule_of(rule))
        elif not words:
            words = _line(one.get("description"), LINE_AT_MOST)
    return {"opening": rules, "hours": words}


def _line(text: object, most: int) -> str:
    return " ".join(str(text or "").split())[:most].strip()


def _words(text: object) -> str:
    return str(text or "").strip()[:WORDS_AT_MOST].strip()
