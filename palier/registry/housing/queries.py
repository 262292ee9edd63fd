"""Reads of dwellings and leases: where a household lives, who looks after it, whether the home fits."""

import datetime
import uuid
from collections.abc import Container
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import Called, kept, together
from palier.identity.organisations.models import Post
from palier.kernel.positions import Position
from palier.kernel.sort_keys import sort_key
from palier.registry.housing.models import Lease, Room
from palier.registry.people import queries as people
from palier.registry.people.models import Household


@dataclass(frozen=True)
class Home:
    """Where a household lives. `protected`: the address is not for this reader; every other field is then empty."""

    lease: Lease | None
    address: str
    place: str
    protected: bool

    @property
    def position(self) -> Position | None:
        """Where its building stands: as open as the address, because it comes with the same lease."""
        return self.lease.dwelling.building.position if self.lease else None


@dataclass(frozen=True)
class HouseholdRow:
    """A household in a list: its name, where it lives, who looks after it. Nothing about a file."""

    id: uuid.UUID
    label: str
    standing: str
    address: str
    site: str
    protected: bool
    assigned_worker: str
    assigned_phone: str


def _address(lease: Lease, language: str) -> str:
    building = lease.dwelling.building
    street = building.street_nl if language == "nl" else building.street_fr
    box = f" / {lease.dwelling.box}" if lease.dwelling.box else ""
    return f"{street} {building.number}{box}, {building.postcode}"


@kept
def leases(actor: Actor, households: list[uuid.UUID]) -> "QuerySet[Lease]":
    """The present lease of each household, where its address is open to this reader."""
    return (
        Lease.objects.visible_to(actor, Capability.HOUSEHOLD_DOOR)
        .filter(household__any_of=households, starts__lte=actor.today)
        .filter(Q(ends=None) | Q(ends__gte=actor.today))
        .select_related("dwelling__building__place__parent")
        .order_by("starts")
    )


# Of these households, those whose address is shown as protected, to whoever asks (P11).
HIDDEN = Called("SELECT household FROM sec.hidden_addresses(%s)")


def homes(actor: Actor, households: list[uuid.UUID], language: str) -> dict[uuid.UUID, Home]:
    """The present home of each household. Two queries for all; a protected address is shown as protected only (P11)."""
    present, hidden = together(actor, leases.of(households), HIDDEN.of(households))
    return where(households, present, {row[0] for row in hidden}, language)


def post_goes_to(actor: Actor, person: uuid.UUID) -> Home | None:
    """Where a letter finds a person today. None: nowhere that this actor may see, or one way was agreed (P10)."""
    household = None if people.safe_contacts(actor, [person]) else people.household_of(actor, person)
    home = homes(actor, [household], "fr")[household] if household else None
    return home if home and home.lease else None


def where(
    households: list[uuid.UUID], present: list[Lease], hidden: Container[uuid.UUID], language: str
) -> dict[uuid.UUID, Home]:
    """The home of each household from its lease; `hidden`: those with a protected person."""
    found = {pk: Home(None, "", "", pk in hidden) for pk in households}
    for lease in present:
        site = lease.dwelling.building.place.parent
        name = "" if site is None else site.name_nl if language == "nl" else site.name_fr
        found[lease.household_id] = Home(lease, _address(lease, language), name, False)
    return found


def assigned_workers(households: list[uuid.UUID]) -> dict[uuid.UUID, Post]:
    """Who looks after each household, through its building, site or company. Two queries for all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT household, post FROM sec.assigned_workers(%s)", [households])
        found = dict(cursor.fetchall())
    held = Post.objects.select_related("staff").filter(id__any_of=[post for post in found.values() if post])
    posts = {post.pk: post for post in held}
    return {household: posts[post] for household, post in found.items() if post in posts}


ASSIGNED = Called("SELECT household, post FROM sec.assigned_workers(%s)")


@kept
def _posts(actor: Actor, posts: list[uuid.UUID]) -> "QuerySet[Post]":
    return Post.objects.filter(id__any_of=posts).select_related("staff")


@kept
def _households(actor: Actor, households: list[uuid.UUID]) -> "QuerySet[Household]":
    rows: QuerySet[Household] = Household.objects.visible_to(actor, Capability.HOUSEHOLD_FIND)
    return rows.filter(id__any_of=households)


def rows(actor: Actor, households: list[uuid.UUID], language: str) -> list[HouseholdRow]:
    """Rows for a list, in the order given; households that are not visible are left out."""
    found, present, hidden, assigned = together(
        actor, _households.of(households), leases.of(households), HIDDEN.of(households), ASSIGNED.of(households)
    )
    known = {row.pk: row for row in found}
    lives = where(households, present, {row[0] for row in hidden}, language)
    holders = {post.pk: post for post in _posts(actor, [post for _, post in assigned if post])}
    workers = {household: holders[post] for household, post in assigned if post in holders}
    made = []
    for pk in households:
        if pk not in known:
            continue
        post = workers.get(pk)
        name = f"{post.staff.first_name} {post.staff.last_name}" if post else ""
        home = lives[pk]
        made.append(
            HouseholdRow(
                pk,
                known[pk].label,
                known[pk].get_standing_display(),
                home.address,
                home.place,
                home.protected,
                name,
                post.staff.phone if post else "",
            )
        )
    return made


def find_households(actor: Actor, wanted: str, language: str, limit: int = 50) -> list[HouseholdRow]:
    """Households by name, telephone or address, best first. A protected address is never found by its address."""
    if not wanted.strip():
        return []
    by_name = people.find_people(actor, wanted, limit)
    with connection.cursor() as cursor:
        cursor.execute("SELECT household FROM sec.find_addresses(%s, %s)", [sort_key(wanted), limit])
        by_address = [row[0] for row in cursor.fetchall()]
    return rows(actor, list(dict.fromkeys([*by_name, *by_address]))[:limit], language)


def households_of_site(actor: Actor, place: uuid.UUID, language: str, limit: int = 51) -> list[HouseholdRow]:
    """Households that live in a site or building now, by name."""
    found = (
        Lease.objects.visible_to(actor, Capability.HOUSEHOLD_FIND)
        .filter(Q(dwelling__building=place) | Q(dwelling__building__place__parent=place), starts__lte=actor.today)
        .filter(Q(ends=None) | Q(ends__gte=actor.today))
        .order_by("household__sort_key")
        .values_list("household_id", flat=True)[:limit]
    )
    return rows(actor, list(found), language)


@kept
def rooms(actor: Actor, dwelling: uuid.UUID) -> "QuerySet[Room]":
    """The rooms of a dwelling."""
    rows: QuerySet[Room] = Room.objects.visible_to(actor, Capability.HOUSEHOLD_READ).filter(dwelling=dwelling)
    return rows.order_by("kind", "id")


def lease_key_dates(lease: Lease) -> dict[str, datetime.date]:
    """Dates that count on a lease: the end of year 8 of a nine-year lease, 18 months of a transit dwelling."""
    dates: dict[str, datetime.date] = {}
    if lease.kind == "fixed":
        dates["end_of_year_8"] = lease.starts.replace(year=lease.starts.year + 8) - datetime.timedelta(days=1)
    if lease.ends:
        dates["lease_end"] = lease.ends
    return dates


@dataclass(frozen=True)
class MyWorker:
    """Who looks after the home of the tenant who asks. The service in both languages."""

    post: uuid.UUID
    name: str
    phone: str
    organisation: uuid.UUID
    service_fr: str
    service_nl: str


@dataclass(frozen=True)
class MyHome:
    """Her home and lease, as declared to the landlord."""

    address: str
    bedrooms: int
    starts: datetime.date
    ends: datetime.date | None


def my_worker(actor: Actor) -> MyWorker | None:
    """For a tenant at her door, at both levels: by site, so it says nothing of a file (D12). None: nobody is set."""
    require(actor, Capability.DOOR_ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_worker()")
        row = cursor.fetchone()
    return MyWorker(*row) if row else None


def my_homes(actor: Actor, language: str) -> list[MyHome]:
    """For a tenant at her own door, at the second level."""
    require(actor, Capability.DOOR_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.my_home()")
        rows = cursor.fetchall()
    found = []
    for street_fr, street_nl, number, box, postcode, bedrooms, starts, ends in rows:
        street = street_nl if language == "nl" else street_fr
        where = f"{street} {number}{f' / {box}' if box else ''}, {postcode}"
        found.append(MyHome(where, bedrooms, starts, ends))
    return found
