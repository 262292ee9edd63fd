"""Founds the sector: bodies, communes, companies with their services and places, and the people who work there."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from palier.access.models import Subject, TeamMember
from palier.access.rules import Duty, SubjectKind
from palier.demo import cast, geography, names, positions
from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, at, shares
from palier.demo.dimensions import DIMENSIONS
from palier.demo.partners import Networker
from palier.demo.territories import Mapmaker
from palier.demo.world import BLOCK, Building, Company, Size, Stage, Worker
from palier.identity.organisations.models import (
    Organisation,
    Place,
    PlaceAssignment,
    Post,
    Service,
    ServiceDimension,
    StaffMember,
)
from palier.identity.organisations.rules import OrganisationKind, PlaceKind, Role, ServiceKind
from palier.registry.housing.models import Building as BuildingRow
from palier.registry.housing.models import Neighbourhood, Site

HOUSES = (
    (
        "region",
        OrganisationKind.REGION,
        "region-fictive",
        "Société régionale fictive du Logement",
        "Fictieve Gewestelijke Huisvestingsmaatschappij",
    ),
    (
        "secondment",
        OrganisationKind.SECONDMENT_SERVICE,
        "service-modele",
        "Service modèle d’accompagnement social",
        "Modeldienst voor sociale begeleiding",
    ),
    ("cell", OrganisationKind.SUPPORT_CELL, "cellule-exemple", "Cellule d’appui Exemple", "Steuncel Voorbeeld"),
    ("operator", OrganisationKind.OPERATOR, "hebergeur-fictif", "Hébergeur fictif", "Fictieve Hoster"),
    (
        "partner",
        OrganisationKind.PARTNER,
        "maison-medicale-exemple",
        "Maison médicale Exemple",
        "Wijkgezondheidscentrum Voorbeeld",
    ),
    (
        "cohesion",
        OrganisationKind.NON_PROFIT,
        "asbl-brouillon",
        "Projet de cohésion Brouillon",
        "Samenlevingsproject Klad",
    ),
)
SERVICES = (
    (ServiceKind.SOCIAL, "Service social", "Sociale dienst"),
    (ServiceKind.RENTAL, "Service locatif", "Verhuurdienst"),
    (ServiceKind.ACCOUNTS, "Comptes locataires", "Huurdersrekeningen"),
    (ServiceKind.TRANSFERS, "Mutations", "Mutaties"),
    (ServiceKind.TECHNICAL, "Service technique", "Technische dienst"),
    (ServiceKind.PROXIMITY, "Agents de proximité", "Wijkmedewerkers"),
    (ServiceKind.FRONT_DESK, "Accueil", "Onthaal"),
    (ServiceKind.DIRECTION, "Direction", "Directie"),
    (ServiceKind.OTHER, "Services généraux", "Algemene diensten"),
)
IN_EVERY_COMPANY = (
    (Role.HEAD_OF_SERVICE, ServiceKind.SOCIAL),
    (Role.ACCOUNTS, ServiceKind.ACCOUNTS),
    (Role.TECHNICAL, ServiceKind.TECHNICAL),
    (Role.PROXIMITY_AGENT, ServiceKind.PROXIMITY),
    (Role.FRONT_DESK, ServiceKind.FRONT_DESK),
    (Role.TRANSFERS, ServiceKind.TRANSFERS),
)
FEWEST_HOMES_BESIDE_THE_BLOCK = 80
MEASURED = ("dries", "emma", "hilde")  # without a cast: sixty files, a replacement, a head


class Founder:
    """Writes the frame of the sector into a sheaf and remembers what the rest needs."""

    def __init__(self, sheaf: Sheaf, stage: Stage) -> None:
        self.sheaf, self.stage = sheaf, stage
        self.dice = Dice(stage.size.name, "founding")
        self.long_ago = at(stage.as_of.replace(year=stage.as_of.year - stage.size.years - 4, month=1, day=5))
        self.houses: dict[str, str] = {}
        self.accounts: dict[str, cast.Account] = {}
        self.staff_numbers = 0
        self.seconded: dict[str, str] = {}

    def found(self) -> list[Company]:
        """All bodies, the 77 neighbourhoods, and the sixteen companies with their people."""
        for key, kind, slug, fr, nl in HOUSES:
            self.houses[key] = self._organisation(kind, slug, fr, nl)
        areas = self._areas()
        counts = _homes(self.stage.size)
        numbers = shares(len(areas) - 16 * 4, [company.weight for company in geography.COMPANIES])
        companies, first = [], 0
        for number, (name, count, more) in enumerate(zip(geography.COMPANIES, counts, numbers, strict=True)):
            own = areas[first : first + 4 + more]
            first += 4 + more
            company = Company(
                self._organisation(OrganisationKind.COMPANY, name.slug, name.fr, name.nl, number % 3 == 0),
                number,
                name.slug,
                name.dutch,
                count,
                sum(counts[:number]),
            )
            self._services(company)
            self._people(company)
            self._places(company, own)
            self._partners(company, own[0][3].nis)
            companies.append(company)
        if self.stage.size.cast:
            for part in cast.AT_WORK:
                if part.house:
                    self._employ(part, self.houses[part.house], part.house)
            with self._own_dice(cast.AT_HALVES_OF_THE_CELL):
                self._employ(cast.AT_HALVES_OF_THE_CELL, self.houses["cell"], "cell", fraction=cast.HALF)
        return companies

    def id(self) -> str:
        return self.dice.id(self.long_ago)

    def _organisation(self, kind: str, slug: str, fr: str, nl: str, applicants: bool = False) -> str:
        made = self.id()
        self.sheaf.add(
            Organisation, id=made, kind=kind, slug=slug, name_fr=fr, name_nl=nl, works_for_applicants=applicants
        )
        return made

    def _areas(self) -> list[tuple[str, str, str, geography.Commune]]:
        """Id, names and commune of each of the 77 neighbourhoods."""
        areas = []
        for number, (names_, commune) in enumerate(
            zip(geography.NEIGHBOURHOODS, geography.communes_of_neighbourhoods(), strict=True), start=1
        ):
            made, (fr, nl) = self.id(), names_
            self.sheaf.add(
                Neighbourhood,
                id=made,
                list="company",
                code=f"Q{number:02d}",
                name_fr=fr,
                name_nl=nl,
                municipality_id=commune.nis,
            )
            areas.append((made, fr, nl, commune))
        mapmaker = Mapmaker(self.sheaf, Dice(self.stage.size.name, "territories"), self.long_ago)
        mapmaker.draw([(made, commune) for made, _, _, commune in areas])
        return areas

    def _services(self, company: Company) -> None:
        for n, (kind, fr, nl) in enumerate(SERVICES):
            made = company.services[kind] = self.id()
            self.sheaf.add(
                Service,
                id=made,
                organisation_id=company.id,
                kind=kind,
                name_fr=fr,
                name_nl=nl,
                phone=names.landline(900_000 + company.number * 100 + n),
            )
        self._dimensions(company)

    def _dimensions(self, company: Company) -> None:
        """What the social service is made of; ids from dice of their own, so that no other row changes."""
        dice = Dice("dimensions", company.slug)
        for place, (name_fr, name_nl, text_fr, text_nl) in enumerate(DIMENSIONS, start=1):
            self.sheaf.add(
                ServiceDimension,
                id=dice.id(self.long_ago),
                service_id=company.services[ServiceKind.SOCIAL],
                position=place,
                name_fr=name_fr,
                name_nl=name_nl,
                text_fr=text_fr,
                text_nl=text_nl,
            )

    # -- people ------------------------------------------------------------------------------------------------

    def _people(self, company: Company) -> None:
        wanted = max(2, round(company.households / self.stage.size.households_a_worker))
        for part in cast.AT_WORK:
            if part.company == company.number and (self.stage.size.cast or part.key in MEASURED):
                self._cast(company, part)
        if self.stage.size.cast and company.number in dict(cast.SECONDED_TO):
            self._second(company, cast.SECONDED, dict(cast.SECONDED_TO)[company.number])
        while len(company.workers) < wanted:
            self._somebody(company, Role.SOCIAL_WORKER, ServiceKind.SOCIAL)
        for role, kind in IN_EVERY_COMPANY:
            if role not in company.others:
                self._somebody(company, role, kind)
        if self.stage.size.cast and company.number == cast.AT_HALVES.company:
            with self._own_dice(cast.AT_HALVES):
                self._second(company, cast.AT_HALVES, cast.HALF)

    @contextmanager
    def _own_dice(self, part: cast.Part) -> Iterator[None]:
        """Draws of her own, so that no other row changes."""
        drawn, self.dice = self.dice, Dice(self.stage.size.name, "founding", part.key, part.role)
        yield
        self.dice = drawn

    def _cast(self, company: Company, part: cast.Part) -> None:
        worker = self._employ(part, company.id, company.slug, company.services.get(part.service or ""), company)
        if part.role == Role.SOCIAL_WORKER:
            company.workers.append(worker)
        else:
            company.others[part.role] = worker

    def _second(self, company: Company, part: cast.Part, fraction: str) -> None:
        """A seconded worker's post here: employed by the seconding service, hosted by the company."""
        worker = self._employ(part, company.id, company.slug, company.services[ServiceKind.SOCIAL], company, fraction)
        company.workers.insert(min(4, len(company.workers)), worker)

    def _somebody(self, company: Company, role: Role, kind: ServiceKind) -> None:
        family = names.origin(self.dice)
        sex = self.dice.weighted((("f", 7), ("m", 3)))
        language = "nl" if self.dice.chance(company.dutch) else "fr"
        part = cast.Part("", names.first_name(self.dice, family, sex), names.family_name(self.dice), role, language, "")
        worker = self._employ(part, company.id, company.slug, company.services[kind])
        if role == Role.SOCIAL_WORKER:
            company.workers.append(worker)
        else:
            company.others[role] = worker

    def _employ(
        self,
        part: cast.Part,
        organisation: str,
        slug: str,
        service: str | None = None,
        company: Company | None = None,
        fraction: str = "1",
    ) -> Worker:
        """A staff member with her account, if she has a part, and her post."""
        user = self._account(part, slug) if part.key else None
        staff = self._staff(part, user, organisation)
        post, since, supervisor = self.id(), dt.date(self.long_ago.year, 1, 5), None
        if part.role == Role.TRAINEE and company:
            since, supervisor = self.stage.as_of - dt.timedelta(days=50), company.workers[0].post
        until = None if part.days_left is None else self.stage.as_of + dt.timedelta(days=part.days_left + 1)
        self.sheaf.add(
            Post,
            id=post,
            staff_id=staff,
            organisation_id=organisation,
            service_id=service,
            role=part.role,
            full_time_fraction=fraction,
            valid=span(since, until),
            supervisor_id=supervisor,
        )
        name = f"{part.first_name} {part.last_name}"
        worker = Worker(post, part.role, name, part.language, user, part.key, supervisor=supervisor)
        if part.role == Role.SOCIAL_WORKER:
            self._inbox(worker, organisation, since)
        if part.key:
            told = {"id": post, "role": str(part.role), "organisation": slug, "sites": worker.sites}
            self.accounts[part.key].posts.append(told)
        return worker

    def _staff(self, part: cast.Part, user: str | None, organisation: str) -> str:
        """A person who works; who is seconded is the same person in each of her posts."""
        if part.key in self.seconded:
            return self.seconded[part.key]
        made = self.id()
        self.staff_numbers += 1
        self.sheaf.add(
            StaffMember,
            id=made,
            user_id=user,
            first_name=part.first_name,
            last_name=part.last_name,
            employer_id=self.houses["secondment"] if part.key in cast.FROM_THE_SECONDING_SERVICE else organisation,
            phone=names.landline(800_000 + self.staff_numbers),
        )
        if part.key in cast.FROM_THE_SECONDING_SERVICE:
            self.seconded[part.key] = made
        return made

    def _account(self, part: cast.Part, slug: str) -> str:
        if part.key not in self.accounts:
            self.accounts[part.key] = cast.Account(
                part.key, self.id(), part.role, slug, part.language, part.about, part.totp
            )
        return self.accounts[part.key].user

    def _inbox(self, worker: Worker, organisation: str, since: dt.date) -> None:
        """What sec.make_inbox writes for a post that takes requests; its own ids would be others at each load."""
        self.sheaf.add(
            Subject, id=worker.post, organisation_id=organisation, kind=SubjectKind.INBOX, created_at=self.long_ago
        )
        self.sheaf.add(
            TeamMember,
            id=self.id(),
            subject_id=worker.post,
            post_id=worker.post,
            duty=Duty.ASSIGNED,
            valid=span(since),
            added_by_id=worker.post,
            reason="own inbox",
            added_at=self.long_ago,
        )

    def _partners(self, company: Company, nis: str) -> None:
        """The directory of a company, as one of its workers verified it."""
        verifier = company.workers[0].post
        Networker(
            self.sheaf, company.id, company.number, company.slug, verifier, nis, self.stage.as_of, self.long_ago
        ).enter()

    # -- places ------------------------------------------------------------------------------------------------

    def _places(self, company: Company, areas: list[tuple[str, str, str, geography.Commune]]) -> None:
        company.top = self._place(company, None, PlaceKind.COMPANY, "Tout le patrimoine", "Het hele patrimonium")
        with_block = company.number == 0
        # Who works from a building is no site's worker; so is nobody else.
        block_worker = next((worker for worker in company.workers if worker.key == "dries"), None)
        owners = [worker for worker in company.workers if worker is not block_worker]
        self._assign(company.top, owners[0])
        number = max(len(areas), len(owners))
        homes = shares(company.households - (BLOCK if with_block else 0), [1.0] * number)
        for n in range(number):
            area, turn = areas[n % len(areas)], n // len(areas)
            suffix = f" {turn + 1}" if number > len(areas) and (turn or n + len(areas) < number) else ""
            site = self._place(company, company.top, PlaceKind.SITE, area[1] + suffix, area[2] + suffix)
            self.sheaf.add(Site, place_id=site, neighbourhood_id=area[0])
            owner = owners[n % len(owners)]
            self._assign(site, owner)
            owner.sites.append(site)
            self._buildings(company, site, area[3], owner, homes[n])
            if with_block and n == 0 and block_worker:
                block_worker.sites.append(site)
                self._buildings(company, site, area[3], block_worker, BLOCK, of=BLOCK)
                self._assign(company.buildings[-1].id, block_worker)

    def _buildings(
        self, company: Company, site: str, commune: geography.Commune, worker: Worker, homes: int, of: int = 0
    ) -> None:
        """Buildings of one street, even numbers, until all homes have a place."""
        street_fr, street_nl = self.dice.pick(geography.STREETS)
        postcode = self.dice.pick(commune.postcodes)
        number = 2 * self.dice.between(1, 20)
        while homes > 0:
            room = of or self.dice.between(self.stage.size.homes_a_building // 2, self.stage.size.homes_a_building)
            room = min(room, homes)
            homes -= room
            label = f"{street_fr[0].upper()}{street_fr[1:]} {number}"
            made = self._place(company, site, PlaceKind.BUILDING, label, f"{street_nl} {number}")
            position = positions.of_building(commune.nis, street_fr, number)
            self.sheaf.add(
                BuildingRow,
                place_id=made,
                street_fr=street_fr,
                street_nl=street_nl,
                number=str(number),
                postcode=postcode,
                municipality_id=commune.nis,
                longitude=position and position.longitude,
                latitude=position and position.latitude,
            )
            company.buildings.append(
                Building(made, site, worker, room, street_fr, street_nl, str(number), postcode, position)
            )
            number += 2

    def _place(self, company: Company, parent: str | None, kind: PlaceKind, fr: str, nl: str) -> str:
        made = self.id()
        self.sheaf.add(Place, id=made, organisation_id=company.id, parent_id=parent, kind=kind, name_fr=fr, name_nl=nl)
        return made

    def _assign(self, place: str, worker: Worker) -> None:
        since = dt.date(self.long_ago.year, 1, 5)
        self.sheaf.add(PlaceAssignment, id=self.id(), place_id=place, post_id=worker.post, valid=span(since))


def _homes(size: Size) -> list[int]:
    """Homes of each company; the first has room for the block."""
    counts = shares(size.households, [company.weight for company in geography.COMPANIES])
    lacking = max(0, BLOCK + FEWEST_HOMES_BESIDE_THE_BLOCK - counts[0])
    if lacking:
        rest = shares(size.households - counts[0] - lacking, [company.weight for company in geography.COMPANIES[1:]])
        counts = [counts[0] + lacking, *rest]
    return counts
