"""Whom a company works with: a dozen fictional services named « d’exemple », at home in the matrix of seed 003.

Some are verified lately, some long ago, one never; one is full; some cells stay gaps. With dice of its own.
"""

import datetime as dt
import json
from dataclasses import dataclass

from palier.demo import names
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.kernel.days import add_months
from palier.kernel.domains import Domain
from palier.kernel.sort_keys import sort_key
from palier.registry.partners.models import (
    Agreement,
    PartnerContact,
    PartnerOrganisation,
    PartnerService,
    PartnershipStep,
    Verification,
)
from palier.registry.partners.rules import Bound, Capacity, Level, PartnerKind
from palier.registry.partners.rules.steps import Purpose, StepKind

MET = (
    (StepKind.MEETING, Purpose.BRIDGE, "Se voir deux fois par an / elkaar twee keer per jaar zien."),
    (StepKind.VISIT, Purpose.DEVELOP, "Une permanence à l’essai sur le site / een zitdag op de site, op proef."),
    (StepKind.PRESENTATION, Purpose.TEND, "Présentation des deux équipes / voorstelling van de twee teams."),
    (StepKind.WORKING_GROUP, Purpose.STRENGTHEN, "Un numéro direct pour les urgences / een rechtstreeks nummer."),
)

D, K, L, C = Domain, PartnerKind, Level, Capacity
GROUND = "Art. 458 du Code pénal, par la profession / art. 458 Strafwetboek, door het beroep"


@dataclass(frozen=True)
class Part:
    """One organisation with one service. `months`: how long ago it was verified, None never; `bound`: by secrecy."""

    fr: str
    nl: str
    kind: PartnerKind
    level: Level
    domains: tuple[Domain, ...]
    languages: tuple[str, ...] = ("fr", "nl")
    capacity: Capacity = C.TAKES_PEOPLE
    months: int | None = 2
    bound: bool = False
    local: bool = True


PARTS = (
    Part("CPAS d’exemple, service social général", "OCMW Voorbeeld, algemene sociale dienst", K.PUBLIC_WELFARE_CENTRE,
         L.LOCAL, (D.SOCIAL_RIGHTS, D.FAMILY, D.HEALTH, D.FINANCIAL, D.SOCIO_PROFESSIONAL), bound=True),
    Part("Commune d’exemple, affaires sociales", "Gemeente Voorbeeld, sociale zaken", K.MUNICIPALITY, L.LOCAL,
         (D.SOCIAL_RIGHTS, D.FAMILY, D.CIVIC_LIFE), months=9),
    Part("Plateforme d’exemple de coordination sociale", "Voorbeeldplatform voor sociale coördinatie",
         K.COORDINATION_PLATFORM, L.LOCAL, (D.SOCIAL_RIGHTS, D.HEALTH), capacity=C.UNKNOWN, months=15),
    Part("Maison de quartier d’exemple", "Buurthuis Voorbeeld", K.NEIGHBOURHOOD_HOUSE, L.LOCAL,
         (D.SOCIAL_RIGHTS, D.FAMILY, D.CIVIC_LIFE), ("fr", "nl", "ar", "tr")),
    Part("Maison de jeunes d’exemple", "Jeugdhuis Voorbeeld", K.YOUTH_CENTRE, L.COMMUNITY, (D.FAMILY, D.SAFETY),
         ("fr", "ar"), months=7),
    Part("ASBL Médiation de dettes d’exemple", "Vzw Voorbeeld-schuldbemiddeling", K.ASSOCIATION, L.REGIONAL,
         (D.FINANCIAL, D.ARREARS), capacity=C.WAITING_LIST, bound=True, local=False),
    Part("Union d’exemple des locataires", "Voorbeeldbond van huurders", K.TENANTS_UNION, L.REGIONAL,
         (D.SOCIAL_RIGHTS, D.HOUSING_MAINTENANCE), months=None, local=False),
    Part("Mutualité d’exemple, service social", "Ziekenfonds Voorbeeld, sociale dienst", K.HEALTH_INSURANCE_FUND,
         L.FEDERAL, (D.HEALTH, D.SOCIAL_RIGHTS), bound=True, local=False),
    Part("Maison médicale d’exemple", "Wijkgezondheidscentrum Voorbeeld", K.HOSPITAL_OR_MEDICAL_HOUSE, L.LOCAL,
         (D.HEALTH,), ("fr", "nl", "en", "rif"), capacity=C.FULL, bound=True),
    Part("Santé mentale d’exemple ASBL", "Voorbeeld Geestelijke Gezondheid vzw", K.MENTAL_HEALTH_ASSOCIATION,
         L.REGIONAL, (D.HEALTH,), capacity=C.WAITING_LIST, months=4, bound=True),
    Part("Soins à domicile d’exemple", "Thuiszorg Voorbeeld", K.HOME_CARE, L.REGIONAL, (D.HEALTH, D.SOCIAL_RIGHTS),
         months=13, local=False),
    Part("Police d’exemple, contact de quartier", "Politie Voorbeeld, wijkwerking", K.POLICE, L.LOCAL,
         (D.SAFETY, D.CIVIC_LIFE), capacity=C.UNKNOWN),
)  # fmt: skip


@dataclass
class Networker:
    """Writes the directory of one company into a sheaf. `verifier`: the post of who asked; `nis`: her commune."""

    sheaf: Sheaf
    organisation: str
    number: int
    slug: str
    verifier: str
    nis: str
    as_of: dt.date
    moment: dt.datetime

    def enter(self) -> None:
        """All organisations with their services, a named person in those that are bound, one agreement."""
        dice = Dice("partners", self.slug)
        for n, part in enumerate(PARTS):
            ids = {what: dice.id(self.moment) for what in ("partner", "service", "contact", "agreement", "verified")}
            self._partner(part, ids)
            self._service(part, ids, n)
            if part.bound:
                self._contact(dice, ids, n)
            if part.kind is K.ASSOCIATION:
                self._agreement(part, ids)
            if part.months is not None:
                self._verified(ids, part.months)
            if part.domains and n % 3 == 0:
                self._met(dice, part, ids, n)

    def _partner(self, part: Part, ids: dict[str, str]) -> None:
        self.sheaf.add(
            PartnerOrganisation, id=ids["partner"], organisation_id=self.organisation, name_fr=part.fr.split(",")[0],
            name_nl=part.nl.split(",")[0], kind=part.kind, level=part.level, url="", version=1,
        )  # fmt: skip

    def _service(self, part: Part, ids: dict[str, str], n: int) -> None:
        named = f"{part.fr} {part.nl} {part.fr.split(',')[0]} {part.nl.split(',')[0]}"
        self.sheaf.add(
            PartnerService,
            id=ids["service"],
            organisation_id=self.organisation,
            partner_id=ids["partner"],
            kind=part.kind,
            name_fr=part.fr,
            name_nl=part.nl,
            description_fr="Service fictif.",
            description_nl="Fictieve dienst.",
            domains=[str(one) for one in part.domains],
            eligibility="",
            area=[self.nis] if part.local else [],
            languages=list(part.languages),
            hours="lu–ve 9–12 / ma–vr 9–12",
            phone=names.landline(600_000 + self.number * 100 + n),
            email="",
            address="",
            step_free=bool(n % 2) if n % 3 else None,
            capacity=part.capacity,
            capacity_on=None if part.capacity is C.UNKNOWN else add_months(self.as_of, -1),
            bound_by_secrecy=Bound.YES if part.bound else Bound.UNKNOWN,
            secrecy_ground=GROUND if part.bound else "",
            same_mission=part.bound,
            until=None,
            search_key=sort_key(named),
            version=1,
        )

    def _contact(self, dice: Dice, ids: dict[str, str], n: int) -> None:
        self.sheaf.add(
            PartnerContact,
            id=ids["contact"],
            organisation_id=self.organisation,
            service_id=ids["service"],
            first_name=names.first_name(dice, names.origin(dice), "f"),
            last_name="Exemple",
            function="assistante sociale / maatschappelijk werker",
            phone=names.landline(650_000 + self.number * 100 + n),
            email="",
            until=None,
            version=1,
        )

    def _agreement(self, part: Part, ids: dict[str, str]) -> None:
        parties = [
            {"name": part.fr, "role": "Reçoit en dix jours qui veut venir / ontvangt binnen tien dagen wie wil komen"},
            {"name": "Service social / sociale dienst", "role": "Accompagne au premier rendez-vous / gaat mee"},
        ]
        self.sheaf.add(
            Agreement,
            id=ids["agreement"],
            organisation_id=self.organisation,
            partner_id=ids["partner"],
            service_id=ids["service"],
            title="Convention d’exemple / voorbeeldovereenkomst",
            parties=json.dumps(parties, sort_keys=True),
            covers="",
            starts=add_months(self.as_of, -20),
            ends=add_months(self.as_of, 4),
            version=1,
        )

    def _met(self, dice: Dice, part: Part, ids: dict[str, str], n: int) -> None:
        kind, purpose, agreed = MET[n // 3 % len(MET)]
        self.sheaf.add(
            PartnershipStep,
            id=dice.id(self.moment),
            organisation_id=self.organisation,
            partner_id=ids["partner"],
            service_id=None,
            on=add_months(self.as_of, -1 - n % 5),
            kind=kind,
            purpose=purpose,
            domain=part.domains[0],
            agreed=agreed,
            next_on=add_months(self.as_of, 1) if n % 2 else None,
            post_id=self.verifier,
            withdrawn=False,
            version=1,
        )

    def _verified(self, ids: dict[str, str], months: int) -> None:
        day = add_months(self.as_of, -months)
        self.sheaf.add(
            Verification,
            id=ids["verified"],
            organisation_id=self.organisation,
            service_id=ids["service"],
            post_id=self.verifier,
            on=day,
            noted_at=at(day),
        )
