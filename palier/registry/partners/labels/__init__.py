"""The words of the closed lists of the directory, and their icons."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from palier.kernel.domains import Domain
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing.rules import COMMUNES
from palier.registry.partners.rules import Bound, Capacity, Level, PartnerGroup, PartnerKind
from palier.registry.partners.rules.freshness import Freshness

PARTNER_KINDS = [
    (PartnerKind.MUNICIPALITY, _("Commune")),
    (PartnerKind.PUBLIC_WELFARE_CENTRE, _("Public welfare centre")),
    (PartnerKind.COORDINATION_PLATFORM, _("Coordination platform")),
    (PartnerKind.POLICE, _("Police")),
    (PartnerKind.NEIGHBOURHOOD_HOUSE, _("Neighbourhood house")),
    (PartnerKind.SOCIAL_PREVENTION_CENTRE, _("Social prevention centre")),
    (PartnerKind.SOCIAL_MEDIATOR, _("Social or municipal mediator")),
    (PartnerKind.CLEANLINESS_AGENTS, _("Cleanliness agents")),
    (PartnerKind.YOUTH_CENTRE, _("Youth centre")),
    (PartnerKind.SCHOOL_BRANCH, _("School branch")),
    (PartnerKind.ASSOCIATION, _("Local or regional association")),
    (PartnerKind.TENANTS_UNION, _("Tenants’ union, inhabitants’ association")),
    (PartnerKind.LITERACY_NETWORK, _("Literacy network")),
    (PartnerKind.HEALTH_INSURANCE_FUND, _("Health insurance fund")),
    (PartnerKind.HOSPITAL_OR_MEDICAL_HOUSE, _("Hospital, medical house")),
    (PartnerKind.HOME_CARE, _("Home care")),
    (PartnerKind.MENTAL_HEALTH_ASSOCIATION, _("Mental health association")),
    (PartnerKind.HOUSING_AND_MENTAL_HEALTH, _("Housing and mental health")),
    (PartnerKind.MOBILE_TEAM, _("Mobile team")),
    (PartnerKind.SCHOOL, _("School")),
    (PartnerKind.BAILIFF, _("Bailiff")),
    (PartnerKind.PROSECUTOR, _("Prosecutor")),
    (PartnerKind.PUBLIC_ORDER, _("Public-order service")),
    (PartnerKind.LANDLORD_DEPARTMENT, _("Department of the landlord")),
    (PartnerKind.OTHER, _("Other partner")),
]
PARTNER_GROUPS = {
    PartnerGroup.INSTITUTIONAL: _("Institutional partners"),
    PartnerGroup.PROJECT: _("Project partners, socio-cultural associations"),
    PartnerGroup.MEDICAL: _("Medical partners and home help"),
}
DOMAINS = [
    (Domain.SOCIAL_RIGHTS, _("Social rights")),
    (Domain.FAMILY, _("Family")),
    (Domain.HEALTH, _("Health")),
    (Domain.FINANCIAL, _("Money")),
    (Domain.SOCIO_PROFESSIONAL, _("Work and training")),
    (Domain.SAFETY, _("Safety")),
    (Domain.CIVIC_LIFE, _("Civic life")),
    (Domain.HOUSING_TRANSFER, _("Housing: transfer")),
    (Domain.HOUSING_ACCOUNTS, _("Housing: rent and charges")),
    (Domain.HOUSING_MAINTENANCE, _("Housing: repairs")),
    (Domain.HOUSING_WORKS, _("Housing: works")),
    (Domain.ARREARS, _("Rent arrears")),
    (Domain.EVICTION_RISK, _("Risk of eviction")),
    (Domain.ADMINISTRATIVE, _("Papers and procedures")),
    (Domain.NEIGHBOURHOOD, _("Neighbours")),
]
LEVELS = [
    (Level.LOCAL, _("Local")),
    (Level.REGIONAL, _("Regional")),
    (Level.COMMUNITY, _("Of a Community")),
    (Level.FEDERAL, _("Federal")),
]
CAPACITIES = [
    (Capacity.TAKES_PEOPLE, _("Takes people")),
    (Capacity.WAITING_LIST, _("Waiting list")),
    (Capacity.FULL, _("Full")),
    (Capacity.UNKNOWN, _("Places: not known")),
]
CAPACITY_ICONS = {
    Capacity.TAKES_PEOPLE: "door-open",
    Capacity.WAITING_LIST: "hourglass",
    Capacity.FULL: "door-closed",
    Capacity.UNKNOWN: "circle-question-mark",
}
BOUND = [
    (Bound.YES, _("Yes, bound by secrecy")),
    (Bound.NO, _("No")),
    (Bound.UNKNOWN, _("Not known: counts as no")),
]
FRESHNESS_WORDS = {
    Freshness.FRESH: _("Verified lately"),
    Freshness.AGEING: _("Verified a while ago"),
    Freshness.OLD: _("Verified long ago"),
    Freshness.NEVER: _("Never verified"),
}
FRESHNESS_ICONS = {
    Freshness.FRESH: "badge-check",
    Freshness.AGEING: "clock",
    Freshness.OLD: "hourglass",
    Freshness.NEVER: "circle-question-mark",
}


def domains_in_words(domains: Collection[str]) -> list[str]:
    """The words of these themes, in the order of the list."""
    return [str(words) for domain, words in DOMAINS if domain in domains]


def spoken(code: str, language: str) -> str:
    """The name of a spoken language in the language of the screen; an unknown code is shown as it is."""
    return SPOKEN_LANGUAGES[code].name.in_(language) if code in SPOKEN_LANGUAGES else code


def spoken_choices(language: str) -> list[tuple[str, str]]:
    """Languages to choose among, in the order of the list: the most spoken first."""
    return [(code, one.name.in_(language)) for code, one in SPOKEN_LANGUAGES.items()]


def commune_choices(language: str) -> list[tuple[str, str]]:
    """The nineteen communes by their code, in the language of the screen."""
    return [(one.nis, one.nl if language == "nl" else one.fr) for one in COMMUNES]
