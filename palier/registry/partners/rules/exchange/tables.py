"""The same objects as files of a package: which file holds which, what hangs on what, and there and back.

An object that hangs on several (one telephone of a service and of its organisation) is one row with several links, and
stands in each of them once they are put together.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from palier.registry.partners.rules.exchange import standard
from palier.registry.partners.rules.exchange.standard import Number, Thing

Row = dict[str, Any]
MOST_PARTS = 300_000  # objects, once put together: a place of a hundred services stands there a hundred times


@dataclass(frozen=True, eq=False)
class Sheet:
    """One file: its objects, and by which column of theirs they hang on what, under which name."""

    name: str  # as in HSDS: "service_area"
    file: str
    kind: type[Thing]
    hangs: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # column -> (sheet or * for any, name there)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Its columns: what is neither a list nor another object."""
        return tuple(name for name, told in self.kind.model_fields.items() if not _is_object(told.annotation))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(name for name, told in self.kind.model_fields.items() if told.annotation == Number)


def _is_object(annotation: Any) -> bool:
    return any(
        hasattr(one, "model_fields") or _is_object(one) for one in get_args(annotation) or ()
    ) or hasattr(annotation, "model_fields")  # fmt: skip


def _of(*owners: str, name: str) -> dict[str, tuple[str, str]]:
    return {f"{owner}_id": (owner, name) for owner in owners}


S = standard
# In the order in which they are put together: what hangs on others comes before what carries it.
SHEETS = (
    Sheet("metadata", "metadata.csv", S.Metadata, {"resource_id": ("*", "metadata")}),
    Sheet("taxonomy", "taxonomies.csv", S.Taxonomy),
    Sheet("taxonomy_term", "taxonomy_terms.csv", S.TaxonomyTerm),
    Sheet("attribute", "attributes.csv", S.Attribute, {"link_id": ("*", "attributes")}),
    Sheet("language", "languages.csv", S.Language, _of("service", "location", "phone", name="languages")),
    Sheet("phone", "phones.csv", S.Phone,
          _of("location", "service", "organization", "contact", "service_at_location", name="phones")),
    Sheet("contact", "contacts.csv", S.Contact,
          _of("organization", "service", "service_at_location", "location", name="contacts")),
    Sheet("address", "addresses.csv", S.Address, _of("location", name="addresses")),
    Sheet("accessibility", "accessibility.csv", S.Accessibility, _of("location", name="accessibility")),
    Sheet("schedule", "schedules.csv", S.Schedule, _of("service", "location", "service_at_location", name="schedules")),
    Sheet("location", "locations.csv", S.Location, _of("organization", name="locations")),
    Sheet("service_at_location", "service_at_location.csv", S.ServiceAtLocation,
          _of("service", name="service_at_locations")),
    Sheet("funding", "funding.csv", S.Funding, _of("organization", "service", name="funding")),
    Sheet("program", "programs.csv", S.Program, _of("organization", name="programs")),
    Sheet("organization_identifier", "organization_identifiers.csv", S.OrganizationIdentifier,
          _of("organization", name="organization_identifiers")),
    Sheet("service_area", "service_areas.csv", S.ServiceArea, _of("service", name="service_areas")),
    Sheet("cost_option", "cost_options.csv", S.CostOption, _of("service", name="cost_options")),
    Sheet("required_document", "required_documents.csv", S.RequiredDocument, _of("service", name="required_documents")),
    Sheet("organization", "organizations.csv", S.Organization),
    Sheet("service", "services.csv", S.Service),
    Sheet("meta_table_description", "meta_table_descriptions.csv", S.MetaTableDescription),
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
BY_FILE = {sheet.file: sheet for sheet in SHEETS}
# One object in another: the name there -> (sheet, the column that points at it).
POINTS = {
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "service_at_location": {"location": ("location", "location_id")},
    "service": {"program": ("program", "program_id"), "organization": ("organization", "organization_id")},
}
# Needed columns of which an empty cell says "nothing" rather than "not there": a table cannot tell the two apart.
MAY_BE_EMPTY = {
    "address": ("city", "state_province", "postal_code"),
    "organization": ("description",),
    "program": ("description",),
    "metadata": ("previous_value", "replacement_value"),
}
MUST_POINT = {("service_at_location", "location"), ("service", "organization")}


@dataclass(frozen=True)
class Told:
    """A row of a file: `place` says where it stands, as a person finds it there."""

    sheet: str
    place: str
    row: Row


class Dangling(ValueError):
    """A row points at something that is in none of the files. `place`, `column`."""

    def __init__(self, place: str, column: str) -> None:
        self.place, self.column = place, column
        super().__init__(place)


class TooMany(ValueError):
    """Put together, the rows would be more objects than can be read."""


def key(text: object) -> str:
    """An id as one compares it; "" for none."""
    try:
        return str(uuid.UUID(str(text)))
    except ValueError:
        return ""


def put_together(told: Iterable[Told]) -> tuple[list[Told], list[Told], list[Told]]:
    """Services, organisations, and the rows that hang on nothing. Each service carries all that hangs on it.

    Raises Dangling for a service whose organisation, or a place whose location, is nowhere; TooMany. No id is followed
    in circles: the order of SHEETS is the only way down.
    """
    whole = _Whole({sheet.name: {} for sheet in SHEETS})
    for one in told:
        whole.rows[one.sheet][key(one.row.get("id"))] = one
    for sheet in SHEETS:
        for one in whole.rows[sheet.name].values():
            whole.take_in(sheet, one)
            whole.hang(sheet, one)
    for row, column in whole.resolved:
        row.pop(column, None)  # where it stands says the same
    services = list(whole.rows["service"].values())
    if sum(whole.size(one) for one in services) > MOST_PARTS:
        raise TooMany
    loose = [one for sheet in SHEETS if sheet.name not in ("service", "organization")
             for one in whole.rows[sheet.name].values() if id(one.row) not in whole.placed]  # fmt: skip
    return services, list(whole.rows["organization"].values()), loose


@dataclass
class _Whole:
    """Rows by sheet and id while they are put together. `placed`: those within another one; `sizes`: with parts;
    `resolved`: the links that led somewhere.
    """

    rows: dict[str, dict[str, Told]]
    placed: set[int] = field(default_factory=set)
    sizes: dict[int, int] = field(default_factory=dict)
    resolved: list[tuple[Row, str]] = field(default_factory=list)

    def size(self, one: Told) -> int:
        return self.sizes.get(id(one.row), 1)

    def take_in(self, sheet: Sheet, one: Told) -> None:
        """What this row points at by a link of its own."""
        for name, (of, column) in POINTS.get(sheet.name, {}).items():
            there = self.rows[of].get(key(one.row.get(column)))
            if there is not None:
                one.row[name] = there.row
                self.resolved.append((one.row, column))
                self._placed(there, one)
            elif (sheet.name, name) in MUST_POINT:
                raise Dangling(one.place, column)

    def hang(self, sheet: Sheet, one: Told) -> None:
        """This row into all those that it says it belongs to."""
        for column, (of, name) in sheet.hangs.items():
            wanted = key(one.row.get(column))
            for other in SHEETS if of == "*" else (BY_NAME[of],):
                there = self.rows[other.name].get(wanted) if wanted else None
                if there is not None and there is not one and name in other.kind.model_fields:
                    there.row.setdefault(name, []).append(one.row)
                    self.resolved.append((one.row, column))
                    self._placed(one, there)
                    break

    def _placed(self, part: Told, there: Told) -> None:
        self.placed.add(id(part.row))
        self.sizes[id(there.row)] = self.size(there) + self.size(part)


def flat(service: Mapping[str, Any]) -> Iterator[tuple[Sheet, Row]]:
    """The rows of a service and of all that it carries, each with the links by which it hangs; some come twice."""
    yield from _flat(BY_NAME["service"], service)


def _flat(sheet: Sheet, one: Mapping[str, Any]) -> Iterator[tuple[Sheet, Row]]:
    row = {column: one[column] for column in sheet.columns if column in one}
    for name, (of, column) in POINTS.get(sheet.name, {}).items():
        if isinstance(one.get(name), Mapping):
            row.setdefault(column, one[name]["id"])
            yield from _flat(BY_NAME[of], one[name])
    yield sheet, row
    for other in SHEETS:
        for column, (of, name) in other.hangs.items():
            if of in ("*", sheet.name):
                for part in one.get(name) or ():
                    yield from _hung(other, part, column, one["id"])


def _hung(sheet: Sheet, part: Mapping[str, Any], column: str, on: str) -> Iterator[tuple[Sheet, Row]]:
    """The rows of a part, itself with the link by which it hangs; a link that it says already stands."""
    yield from _flat(sheet, {column: on, **part})
