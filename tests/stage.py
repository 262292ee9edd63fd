"""The cast, in every test: Amina (assigned worker), Bart (same service, other site), Chloé (another company), Dries (shares
Amina's site), Emma (replacement when asked), and the people of the house. Each `Stage.set()` makes new organisations.

The stage is set on a connection without locks; what tests look at goes through the application's own connections.
"""

import datetime
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from palier.access.actor import Actor
from palier.access.binding import SESSION_KEY, acting, open_session
from palier.identity.accounts.models import User
from palier.identity.organisations.models import (
    Organisation,
    Place,
    PlaceAssignment,
    Post,
    Service,
    StaffMember,
)
from palier.identity.organisations.rules import OrganisationKind, PlaceKind, Role, ServiceKind
from palier.registry.housing.models import Building, Dwelling, Lease, Site
from palier.registry.people.models import (
    ContactDetails,
    Household,
    HouseholdMember,
    Person,
    SafeContact,
)

STAGE = "stage"
LONG_AGO = datetime.date(2020, 1, 1)
ALWAYS = DateRange(LONG_AGO, None)


@contextmanager
def without_locks() -> Iterator[Any]:
    """A transaction that sees and writes everything: for setting a stage and for looking behind it."""
    with transaction.atomic(using=STAGE), connections[STAGE].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE palier_migrate")
        yield cursor


_gathered: list[Any] | None = None


def put(row: Any) -> Any:
    """Insert a row behind the locks; within `gathered()`, at its end."""
    if _gathered is None:
        row.save(using=STAGE, force_insert=True)
    else:
        _gathered.append(row)
    return row


@contextmanager
def gathered() -> Iterator[None]:
    """Rows put within go in one statement a table, tables in the order of their first row: a stage is set thousands of times."""
    global _gathered
    rows = _gathered = []
    try:
        yield
    finally:
        _gathered = None
    for model in dict.fromkeys(type(row) for row in rows):
        model._base_manager.using(STAGE).bulk_create([row for row in rows if type(row) is model])


@dataclass
class Somebody:
    """A person at work (or a tenant): her account and the post she acts in."""

    name: str
    user: uuid.UUID
    post: uuid.UUID | None = None
    person: uuid.UUID | None = None
    _token: str | None = None

    @property
    def token(self) -> str:
        if self._token is None:
            self._token = open_session(self.user, self.post)
            assert self._token, f"{self.name} has no valid post"
        return self._token

    @contextmanager
    def acting(self) -> Iterator[Actor]:
        """A transaction in which she asks; yields her actor."""
        with acting(self.token) as actor:
            assert actor is not None
            yield actor

    def browser(self, language: str = "fr") -> Client:
        """A signed-in client, language set, without the sign-in form."""
        client = Client(headers={"accept-language": language})
        client.force_login(
            User.objects.get(pk=self.user), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session[SESSION_KEY] = self.token
        session.save()
        return client


@dataclass
class Home:
    """A declared household with its dwelling and its people."""

    household: uuid.UUID
    dwelling: uuid.UUID
    lease: uuid.UUID
    persons: list[uuid.UUID]


@dataclass
class Stage:
    """One company and its social service. `people` by first name."""

    company: Organisation
    service: Service
    sites: list[Place]
    buildings: list[Place]
    people: dict[str, Somebody] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)

    def __getattr__(self, name: str) -> Somebody:
        try:
            return self.__dict__["people"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @classmethod
    def set(cls) -> "Stage":
        """A company of two sites, two workers on the first, households at each, and one actor of every role."""
        with without_locks(), gathered():
            stage = cls._company("logis")
            stage._workers()
            stage._others()
            for building in stage.buildings:
                stage.home(building)
                stage.home(building)
        return stage

    @classmethod
    def _company(cls, slug: str) -> "Stage":
        mark = secrets.token_hex(4)
        company = put(
            Organisation(
                kind=OrganisationKind.COMPANY,
                slug=f"{slug}-{mark}",
                name_fr=f"Logis {mark}",
                name_nl=f"Woning {mark}",
            )
        )
        social = put(
            Service(
                organisation=company,
                kind=ServiceKind.SOCIAL,
                name_fr="Service social",
                name_nl="Sociale dienst",
            )
        )
        top = put(Place(organisation=company, kind=PlaceKind.COMPANY, name_fr="Tout", name_nl="Alles"))
        sites, buildings = [], []
        for number in (1, 2):
            site = put(
                Place(
                    organisation=company,
                    parent=top,
                    kind=PlaceKind.SITE,
                    name_fr=f"Site {number}",
                    name_nl=f"Site {number}",
                )
            )
            put(Site(place=site))
            sites.append(site)
            for letter in "AB" if number == 1 else "A":
                block = put(
                    Place(
                        organisation=company,
                        parent=site,
                        kind=PlaceKind.BUILDING,
                        name_fr=f"Bâtiment {number}{letter}",
                        name_nl=f"Gebouw {number}{letter}",
                    )
                )
                put(
                    Building(
                        place=block,
                        street_fr=f"avenue du Brouillon {mark}",
                        street_nl=f"Kladlaan {mark}",
                        number=f"{number}{letter}",
                        postcode="1000",
                    )
                )
                buildings.append(block)
        return cls(company=company, service=social, sites=sites, buildings=buildings)

    def somebody(
        self,
        name: str,
        role: Role,
        *,
        service: Service | None = None,
        organisation: Organisation | None = None,
    ) -> Somebody:
        """Somebody with an account and a post."""
        where = organisation or self.company
        user = put(User(username=f"{name}-{secrets.token_hex(4)}", password="!"))
        staff = put(StaffMember(user=user, first_name=name.capitalize(), last_name="Exemple", employer=where))
        supervisor = self.people["amina"].post if role == Role.TRAINEE else None
        post = put(
            Post(
                staff=staff,
                organisation=where,
                service=service,
                role=role,
                valid=ALWAYS,
                supervisor_id=supervisor,
            )
        )
        self.people[name] = Somebody(name, user.pk, post.pk)
        return self.people[name]

    def _workers(self) -> None:
        for name in ("amina", "bart", "dries", "emma"):
            self.somebody(name, Role.SOCIAL_WORKER, service=self.service)
        put(PlaceAssignment(place=self.sites[0], post_id=self.people["amina"].post, valid=ALWAYS))
        put(PlaceAssignment(place=self.buildings[1], post_id=self.people["dries"].post, valid=ALWAYS))
        put(PlaceAssignment(place=self.sites[1], post_id=self.people["bart"].post, valid=ALWAYS))

    def _others(self) -> None:
        self.somebody("head", Role.HEAD_OF_SERVICE, service=self.service)
        self.somebody("trainee", Role.TRAINEE, service=self.service)
        for name, role, kind in (
            ("desk", Role.FRONT_DESK, ServiceKind.FRONT_DESK),
            ("accounts", Role.ACCOUNTS, ServiceKind.ACCOUNTS),
            ("transfers", Role.TRANSFERS, ServiceKind.TRANSFERS),
            ("technical", Role.TECHNICAL, ServiceKind.TECHNICAL),
            ("agent", Role.PROXIMITY_AGENT, ServiceKind.PROXIMITY),
            ("collective", Role.COLLECTIVE_SOCIAL_WORKER, ServiceKind.SOCIAL),
            ("caretaker", Role.CARETAKER, ServiceKind.OTHER),
            ("direction", Role.DIRECTION, ServiceKind.DIRECTION),
            ("admin", Role.ORGANISATION_ADMIN, ServiceKind.OTHER),
            ("officer", Role.DATA_PROTECTION_OFFICER, ServiceKind.OTHER),
        ):
            service = (
                self.service
                if kind == ServiceKind.SOCIAL
                else put(Service(organisation=self.company, kind=kind, name_fr=kind, name_nl=kind))
            )
            self.somebody(name, role, service=service)
        region = put(
            Organisation(
                kind=OrganisationKind.REGION,
                slug=f"region-{secrets.token_hex(4)}",
                name_fr="Région",
                name_nl="Gewest",
            )
        )
        self.somebody("analyst", Role.REGIONAL_ANALYST, organisation=region)
        self.somebody("operator", Role.OPERATOR, organisation=region)
        other = Stage._company("voisin")
        other.somebody("chloe", Role.SOCIAL_WORKER, service=other.service)
        put(PlaceAssignment(place=other.sites[0], post_id=other.people["chloe"].post, valid=ALWAYS))
        self.people["chloe"] = other.people["chloe"]

    def reached_only(self, person: uuid.UUID, way: str) -> uuid.UUID:
        """One way of reaching her was agreed: her telephone and mail are withheld (P10). Answers the agreement's id."""
        agreed = SafeContact(organisation=self.company, person_id=person, way=way, agreed_on=datetime.date(2026, 1, 5))
        with without_locks() as cursor:
            made = put(agreed)
            cursor.execute("UPDATE people_contactdetails SET withheld = true WHERE person_id = %s", [person])
        return made.pk

    def home(self, building: Place, members: int = 2) -> Home:
        """A household of `members` adults with a dwelling in `building`. Names are those of nobody."""
        mark = secrets.token_hex(3)
        household = put(
            Household(
                organisation=self.company,
                source_id=f"h{mark}",
                label=f"Exemple {mark}",
                sort_key=f"exemple {mark}",
            )
        )
        persons = []
        for number in range(members):
            first = ("Zoé", "Omer", "Lia", "Noor")[number % 4]
            person = put(
                Person(
                    organisation=self.company,
                    source_id=f"p{mark}{number}",
                    last_name=f"Exemple {mark}",
                    first_name=first,
                    sort_key=f"exemple {mark} {first.lower()}",
                    born=datetime.date(1980, 5, 17),
                    language="fr",
                )
            )
            phone = f"+3220{secrets.randbelow(10**6):06d}"
            put(ContactDetails(organisation=self.company, person=person, phone=phone))
            put(
                HouseholdMember(
                    organisation=self.company,
                    household=household,
                    person=person,
                    role="head" if number == 0 else "partner",
                    valid=ALWAYS,
                )
            )
            persons.append(person.pk)
        dwelling = put(
            Dwelling(
                organisation=self.company,
                source_id=f"d{mark}",
                building_id=building.pk,
                unit=mark,
                bedrooms=2,
                address_key=f"avenue du brouillon {mark} 1000",
            )
        )
        lease = put(
            Lease(
                organisation=self.company,
                source_id=f"l{mark}",
                dwelling=dwelling,
                household=household,
                kind="fixed",
                starts=datetime.date(2021, 4, 1),
            )
        )
        made = Home(household.pk, dwelling.pk, lease.pk, persons)
        self.homes.append(made)
        return made
