"""The people of the house who have an account: one for each role, and those a secrecy test needs (contracts.md)."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from palier.demo import SEED
from palier.demo.dice import Dice
from palier.identity.organisations.rules import Role, ServiceKind


@dataclass(frozen=True)
class Part:
    """A part at work. `company`: 0 to 15; `house`: one of the other bodies. `days_left`: of a post that ends."""

    key: str
    first_name: str
    last_name: str
    role: Role
    language: str
    about: str
    company: int | None = 0
    house: str = ""
    service: ServiceKind | None = None
    totp: bool = False
    days_left: int | None = None


SW, SOCIAL = Role.SOCIAL_WORKER, ServiceKind.SOCIAL
AT_WORK: tuple[Part, ...] = (
    Part("amina", "Amina", "Exemple", SW, "fr", "social worker of a first site", service=SOCIAL),
    Part("bart", "Bart", "Voorbeeld", SW, "nl", "social worker of another site", service=SOCIAL, totp=True),
    Part("farid", "Farid", "Modèle", SW, "fr", "social worker on leave, replaced by emma", service=SOCIAL),
    Part(
        "emma",
        "Emma",
        "Schets",
        SW,
        "nl",
        "social worker, replaces farid these days",
        service=SOCIAL,
        totp=True,
    ),
    Part(
        "dries", "Dries", "Staal", SW, "nl", "shares a site with amina by his building; 60 open files", service=SOCIAL
    ),
    Part("chloe", "Chloé", "Spécimen", SW, "fr", "social worker of another company", 1, service=SOCIAL, totp=True),
    Part("hilde", "Hilde", "Modèle", Role.HEAD_OF_SERVICE, "nl", "head of the social service", service=SOCIAL),
    Part("theo", "Théo", "Essai", Role.TRAINEE, "fr", "trainee, supervised by amina", service=SOCIAL),
    Part("camille", "Camille", "Canevas", Role.COLLECTIVE_SOCIAL_WORKER, "fr", "collective worker", service=SOCIAL),
    Part("omar", "Omar", "Gabarit", Role.PROXIMITY_AGENT, "fr", "proximity agent", service=ServiceKind.PROXIMITY),
    Part("denise", "Denise", "Maquette", Role.FRONT_DESK, "fr", "front desk", service=ServiceKind.FRONT_DESK),
    Part("marc", "Marc", "Brouillon", Role.ACCOUNTS, "fr", "accounts", service=ServiceKind.ACCOUNTS),
    Part("tine", "Tine", "Ontwerp", Role.TRANSFERS, "nl", "transfers", service=ServiceKind.TRANSFERS),
    Part("koen", "Koen", "Sjabloon", Role.TECHNICAL, "nl", "technical department", service=ServiceKind.TECHNICAL),
    Part("luc", "Luc", "Croquis", Role.CARETAKER, "fr", "caretaker", service=ServiceKind.OTHER),
    Part("diane", "Diane", "Témoin", Role.DIRECTION, "fr", "direction", service=ServiceKind.DIRECTION),
    Part(
        "olga",
        "Olga",
        "Gabarit",
        Role.ORGANISATION_ADMIN,
        "fr",
        "administrator of the company",
        service=ServiceKind.OTHER,
    ),
    Part(
        "odile",
        "Odile",
        "Esquisse",
        Role.DATA_PROTECTION_OFFICER,
        "fr",
        "data-protection officer",
        service=ServiceKind.OTHER,
        totp=True,
    ),
    Part("wout", "Wout", "Denkbeeld", Role.COUNCIL_MEMBER, "nl", "member of the tenants' council"),
    Part("selma", "Selma", "Fictif", Role.SUPPORT_CELL_WORKER, "fr", "support cell", None, "cell"),
    Part("sam", "Sam", "Fictie", Role.SUPPORT_CELL_WORKER, "nl", "support cell", None, "cell"),
    Part("rita", "Rita", "Hypothèse", Role.REGIONAL_ANALYST, "fr", "regional analyst", None, "region"),
    Part("pol", "Pol", "Prototype", Role.OPERATOR, "nl", "operator of the installation", None, "operator"),
    Part("paula", "Paula", "Imaginaire", Role.PARTNER_PROFESSIONAL, "fr", "professional of a partner", None, "partner"),
)

SECONDED = Part("ines", "Inês", "Prototype", SW, "fr", "seconded worker with a post in two companies", service=SOCIAL)
SECONDED_TO = ((0, "0.6"), (2, "0.4"))
# Seed 004: half time at the cell, her other half in a company; two posts of one person that never mix (S4-034).
AT_HALVES = Part(
    "maud", "Maud", "Fiction", SW, "fr", "seconded by halves: a company and the support cell", 3, service=SOCIAL
)
AT_HALVES_OF_THE_CELL = replace(
    AT_HALVES, role=Role.SUPPORT_CELL_WORKER, company=None, house="cell", service=None, days_left=50
)
HALF = "0.5"
FROM_THE_SECONDING_SERVICE = (SECONDED.key, AT_HALVES.key)


@dataclass(frozen=True)
class Resident:
    """A tenant or applicant with an account: the part her household plays, and which of its people she is."""

    key: str
    part: str
    member: int
    role: str
    about: str


RESIDENTS: tuple[Resident, ...] = (
    Resident("tenant", "ordinary", 0, "tenant", "tenant"),
    Resident("applicant", "applicant", 0, "applicant", "applicant"),
    Resident("minor14", "minors", 3, "tenant", "minor of 14"),
    Resident("minor16", "minors", 2, "tenant", "minor of 16, of the same household"),
    Resident("apart-one", "apart", 0, "tenant", "one of two partners; her safe-contact flag keeps them apart"),
    Resident("apart-two", "apart", 1, "tenant", "the other of the two partners"),
)


@dataclass
class Account:
    """What `palier demo --accounts` prints of one account; `user` and `person` are row ids."""

    key: str
    user: str
    role: str
    organisation: str
    language: str
    about: str
    totp: bool = False
    posts: list[dict[str, Any]] = field(default_factory=list)
    person: str | None = None
    household: str | None = None

    @property
    def password(self) -> str:
        """Drawn from the seed, hence the same on every demonstration: for loopback only."""
        return _words(self.key, "password", 3)

    @property
    def token(self) -> str:
        return hashlib.sha256(f"{SEED}|{self.key}|token".encode()).hexdigest()[:48]

    @property
    def totp_secret(self) -> str | None:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        dice = Dice("totp", self.key)
        return "".join(dice.pick(letters) for _ in range(32)) if self.totp else None

    def shown(self) -> dict[str, Any]:
        """The account as printed."""
        told: dict[str, Any] = {
            "username": self.key,
            "password": self.password,
            "totp_secret": self.totp_secret,
            "token": self.token,
            "role": self.role,
            "organisation": self.organisation,
            "language": self.language,
            "posts": self.posts,
            "about": self.about,
        }
        if self.person is not None:
            told |= {"person": self.person, "household": self.household}
        return told


def _words(key: str, purpose: str, groups: int) -> str:
    """Groups of five easy letters and digits, about 24 bits each."""
    dice = Dice(purpose, key)
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(dice.pick(letters) for _ in range(5)) for _ in range(groups))
