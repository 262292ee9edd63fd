"""What an organisation says of itself: its services, and for whom its social service works. No secret in it."""

import datetime as dt
import uuid
from collections import defaultdict
from typing import Protocol

from django.db.models import Exists, OuterRef, Q

from palier.identity.organisations.models import Organisation, Place, Service, ServiceDimension
from palier.identity.organisations.rules import OrganisationKind, PlaceKind, ServiceKind


class AtWork(Protocol):
    """Of an actor, what is asked here; the actor herself belongs to a higher wing."""

    @property
    def organisation(self) -> uuid.UUID | None: ...


def works_for_applicants(actor: AtWork) -> bool:
    """Does the social service where she works also help applicants? Each company decides (S0-026, seed 000)."""
    where = actor.organisation
    return where is not None and Organisation.objects.filter(pk=where, works_for_applicants=True).exists()


def is_open(today: dt.date) -> Q:
    """Services that are there on this day."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=today)


def companies(today: dt.date) -> list[Organisation]:
    """The housing companies that have a service, by French name. One query."""
    there = Service.objects.filter(is_open(today), organisation=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(there), kind=OrganisationKind.COMPANY).order_by("name_fr"))


def open_services(organisation: uuid.UUID, today: dt.date) -> list[Service]:
    """The services of one organisation with their dimensions in order, the social service first. Two queries."""
    rows = Service.objects.filter(is_open(today), organisation=organisation)
    rows = rows.select_related("organisation").prefetch_related("dimensions")
    return sorted(rows, key=lambda one: (one.kind != ServiceKind.SOCIAL, one.name_fr, str(one.pk)))


def dimensions_of(service: Service) -> list[ServiceDimension]:
    """Its lines of work, in their order; of one that `open_services` brought, no further query."""
    return sorted(service.dimensions.all(), key=lambda one: one.position)


def stock(organisation: uuid.UUID | None) -> list[tuple[Place, list[Place]]]:
    """The sites of a company by name, each with its buildings. One query."""
    rows = Place.objects.filter(organisation=organisation, kind__in=[PlaceKind.SITE, PlaceKind.BUILDING])
    ordered = list(rows.order_by("name_fr", "pk"))
    inside: dict[uuid.UUID | None, list[Place]] = defaultdict(list)
    for row in ordered:
        if row.kind == PlaceKind.BUILDING:
            inside[row.parent_id].append(row)
    return [(row, inside[row.pk]) for row in ordered if row.kind == PlaceKind.SITE]


def name_of(place: Place, language: str) -> str:
    """The name of a place in the language of the screen."""
    return place.name_nl if language == "nl" else place.name_fr
