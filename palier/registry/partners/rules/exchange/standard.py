"""The objects of HSDS 3.0 as types: what must be there, what kind of value each is. Anything more is let through.

Looser than the standard in one point: null stands for "not said", because many programs write it. Addresses of the web
and of mail are not judged: what a source publishes is its own to mend, and none is followed here.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, Strict

WEEKDAY = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
PLACE_KIND = Literal["physical", "postal", "virtual"]
Text = str | None
Number = Annotated[FiniteFloat, Strict()] | None


def _written(value: object) -> object:
    """An id is written as text; a number that happens to fit is none."""
    return value if isinstance(value, str) else str(type(value))


Id = Annotated[UUID, BeforeValidator(_written)]
Link = Annotated[Id | None, Field(default=None)]


class Thing(BaseModel):
    """Anything with an id. A field that the standard does not know is kept."""

    model_config = ConfigDict(extra="allow")

    id: Id


class Metadata(Thing):
    resource_id: Link
    resource_type: Text = None
    last_action_date: str
    last_action_type: str
    field_name: str
    previous_value: str
    replacement_value: str
    updated_by: str


class Described(Thing):
    metadata: list[Metadata] | None = None


class Taxonomy(Described):
    name: str
    description: str
    uri: Text = None
    version: Text = None


class TaxonomyTerm(Described):
    code: Text = None
    name: str
    description: str
    parent_id: Link
    taxonomy: Text = None
    taxonomy_detail: Taxonomy | None = None
    language: Text = None
    taxonomy_id: Link
    term_uri: Text = None


class Attribute(Described):
    link_id: Link
    taxonomy_term_id: Link
    link_type: Text = None
    link_entity: Text = None
    value: Text = None
    taxonomy_term: TaxonomyTerm | None = None


class Classed(Described):
    attributes: list[Attribute] | None = None


class Language(Classed):
    service_id: Link
    location_id: Link
    phone_id: Link
    name: Text = None
    code: Text = None
    note: Text = None


class Phone(Classed):
    location_id: Link
    service_id: Link
    organization_id: Link
    contact_id: Link
    service_at_location_id: Link
    number: str
    extension: Number = None
    type: Text = None
    description: Text = None
    languages: list[Language] | None = None


class Contact(Classed):
    organization_id: Link
    service_id: Link
    service_at_location_id: Link
    location_id: Link
    name: Text = None
    title: Text = None
    department: Text = None
    email: Text = None
    phones: list[Phone] | None = None


class Schedule(Classed):
    service_id: Link
    location_id: Link
    service_at_location_id: Link
    valid_from: Text = None
    valid_to: Text = None
    dtstart: Text = None
    timezone: Number = None
    until: Text = None
    count: Number = None
    wkst: WEEKDAY | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: Number = None
    byday: Text = None
    byweekno: Text = None
    bymonthday: Text = None
    byyearday: Text = None
    description: Text = None
    opens_at: Text = None
    closes_at: Text = None
    schedule_link: Text = None
    attending_type: Text = None
    notes: Text = None


class Address(Classed):
    location_id: Link
    attention: Text = None
    address_1: str
    address_2: Text = None
    city: str
    region: Text = None
    state_province: str
    postal_code: str
    country: str
    address_type: PLACE_KIND


class Accessibility(Classed):
    location_id: Link
    description: Text = None
    details: Text = None
    url: Text = None


class Location(Classed):
    location_type: PLACE_KIND
    url: Text = None
    organization_id: Link
    name: Text = None
    alternate_name: Text = None
    description: Text = None
    transportation: Text = None
    latitude: Number = None
    longitude: Number = None
    external_identifier: Text = None
    external_identifier_type: Text = None
    languages: list[Language] | None = None
    addresses: list[Address] | None = None
    contacts: list[Contact] | None = None
    accessibility: list[Accessibility] | None = None
    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None


class Funding(Classed):
    organization_id: Link
    service_id: Link
    source: Text = None


class Program(Classed):
    organization_id: Link
    name: str
    alternate_name: Text = None
    description: str


class OrganizationIdentifier(Classed):
    organization_id: Link
    identifier_scheme: Text = None
    identifier_type: str
    identifier: str


class Organization(Classed):
    name: str
    alternate_name: Text = None
    description: str
    email: Text = None
    website: Text = None
    tax_status: Text = None
    tax_id: Text = None
    year_incorporated: Number = None
    legal_status: Text = None
    logo: Text = None
    uri: Text = None
    parent_organization_id: Link
    funding: list[Funding] | None = None
    contacts: list[Contact] | None = None
    phones: list[Phone] | None = None
    locations: list[Location] | None = None
    programs: list[Program] | None = None
    organization_identifiers: list[OrganizationIdentifier] | None = None


class ServiceArea(Classed):
    service_id: Link
    name: Text = None
    description: Text = None
    extent: Text = None
    extent_type: Text = None
    uri: Text = None


class CostOption(Classed):
    service_id: Link
    valid_from: Text = None
    valid_to: Text = None
    option: Text = None
    currency: Text = None
    amount: Number = None
    amount_description: Text = None


class RequiredDocument(Classed):
    service_id: Link
    document: Text = None
    uri: Text = None


class ServiceAtLocation(Classed):
    service_id: Link
    location_id: Link
    description: Text = None
    contacts: list[Contact] | None = None
    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None
    location: Location | None = None


class Service(Classed):
    organization_id: Link
    program_id: Link
    name: str
    alternate_name: Text = None
    description: Text = None
    url: Text = None
    email: Text = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    interpretation_services: Text = None
    application_process: Text = None
    fees_description: Text = None
    wait_time: Text = None
    fees: Text = None
    accreditations: Text = None
    eligibility_description: Text = None
    minimum_age: Number = None
    maximum_age: Number = None
    assured_date: Text = None
    assurer_email: Text = None
    licenses: Text = None
    alert: Text = None
    last_modified: Text = None
    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None
    service_areas: list[ServiceArea] | None = None
    service_at_locations: list[ServiceAtLocation] | None = None
    languages: list[Language] | None = None
    organization: Organization | None = None
    funding: list[Funding] | None = None
    cost_options: list[CostOption] | None = None
    program: Program | None = None
    required_documents: list[RequiredDocument] | None = None
    contacts: list[Contact] | None = None


class MetaTableDescription(Classed):
    name: Text = None
    language: Text = None
    character_set: Text = None
