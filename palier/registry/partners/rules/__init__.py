"""The closed lists of the directory, the matrix of seed 003, and who may ever be sent something."""

from enum import StrEnum

from palier.kernel.domains import Domain

NAME_AT_MOST = 160
WORDS_AT_MOST = 1000
LINE_AT_MOST = 300


class PartnerKind(StrEnum):
    """What a partner is: the partners of seed 003, what its slides name besides, and whom no secret may reach (P7)."""

    MUNICIPALITY = "municipality"
    PUBLIC_WELFARE_CENTRE = "public_welfare_centre"
    COORDINATION_PLATFORM = "coordination_platform"
    POLICE = "police"
    NEIGHBOURHOOD_HOUSE = "neighbourhood_house"
    SOCIAL_PREVENTION_CENTRE = "social_prevention_centre"
    SOCIAL_MEDIATOR = "social_mediator"
    CLEANLINESS_AGENTS = "cleanliness_agents"
    YOUTH_CENTRE = "youth_centre"  # "maison de jeunesse" in the safety column is the same
    SCHOOL_BRANCH = "school_branch"
    ASSOCIATION = "association"
    TENANTS_UNION = "tenants_union"
    LITERACY_NETWORK = "literacy_network"
    HEALTH_INSURANCE_FUND = "health_insurance_fund"
    HOSPITAL_OR_MEDICAL_HOUSE = "hospital_or_medical_house"
    HOME_CARE = "home_care"
    MENTAL_HEALTH_ASSOCIATION = "mental_health_association"
    HOUSING_AND_MENTAL_HEALTH = "housing_and_mental_health"  # the slides name it; their matrix has no cell for it
    MOBILE_TEAM = "mobile_team"
    SCHOOL = "school"
    BAILIFF = "bailiff"
    PROSECUTOR = "prosecutor"
    PUBLIC_ORDER = "public_order"
    LANDLORD_DEPARTMENT = "landlord_department"
    OTHER = "other"


NEVER_RECEIVES = frozenset(
    {
        PartnerKind.POLICE,
        PartnerKind.BAILIFF,
        PartnerKind.PROSECUTOR,
        PartnerKind.PUBLIC_ORDER,
        PartnerKind.LANDLORD_DEPARTMENT,
    }
)
"""Kinds of which no service is ever sent anything about anybody (P7): the same list is a constraint of the database."""


def can_receive_referral(kind: PartnerKind) -> bool:
    """May a service of this kind ever be sent something about a person? The service itself decides the rest."""
    return kind not in NEVER_RECEIVES


class PartnerGroup(StrEnum):
    """The headings of a cell of seed 003. "Socio-cultural associations" (family) stands where others say "projects"."""

    INSTITUTIONAL = "institutional"
    PROJECT = "project"
    MEDICAL = "medical"


Kind, Group = PartnerKind, PartnerGroup
GROUPS: dict[PartnerGroup, tuple[PartnerKind, ...]] = {
    Group.INSTITUTIONAL: (
        Kind.MUNICIPALITY,
        Kind.PUBLIC_WELFARE_CENTRE,
        Kind.COORDINATION_PLATFORM,
        Kind.POLICE,
        Kind.NEIGHBOURHOOD_HOUSE,
        Kind.SOCIAL_PREVENTION_CENTRE,
        Kind.SOCIAL_MEDIATOR,
        Kind.CLEANLINESS_AGENTS,
    ),
    Group.PROJECT: (Kind.YOUTH_CENTRE, Kind.SCHOOL_BRANCH, Kind.ASSOCIATION, Kind.TENANTS_UNION),
    Group.MEDICAL: (
        Kind.HEALTH_INSURANCE_FUND,
        Kind.HOSPITAL_OR_MEDICAL_HOUSE,
        Kind.HOME_CARE,
        Kind.MENTAL_HEALTH_ASSOCIATION,
        Kind.HOUSING_AND_MENTAL_HEALTH,
        Kind.MOBILE_TEAM,
    ),
}

_TOWN = (Kind.MUNICIPALITY, Kind.PUBLIC_WELFARE_CENTRE, Kind.COORDINATION_PLATFORM)
MATRIX: dict[Domain, frozenset[PartnerKind]] = {
    Domain.SOCIAL_RIGHTS: frozenset(
        {
            *_TOWN,
            Kind.POLICE,
            Kind.NEIGHBOURHOOD_HOUSE,
            Kind.YOUTH_CENTRE,
            Kind.ASSOCIATION,
            Kind.TENANTS_UNION,
            Kind.HEALTH_INSURANCE_FUND,
            Kind.HOSPITAL_OR_MEDICAL_HOUSE,
            Kind.HOME_CARE,
        }
    ),
    Domain.FAMILY: frozenset(
        {
            *_TOWN,
            Kind.SOCIAL_MEDIATOR,  # "communes et médiateurs"
            Kind.SOCIAL_PREVENTION_CENTRE,
            Kind.NEIGHBOURHOOD_HOUSE,
            Kind.YOUTH_CENTRE,
            Kind.SCHOOL_BRANCH,
            Kind.ASSOCIATION,
            Kind.TENANTS_UNION,
        }
    ),
    Domain.HEALTH: frozenset(
        {
            *_TOWN,
            Kind.HOSPITAL_OR_MEDICAL_HOUSE,
            Kind.HOME_CARE,
            Kind.HEALTH_INSURANCE_FUND,
            Kind.MENTAL_HEALTH_ASSOCIATION,
            Kind.MOBILE_TEAM,
        }
    ),
    Domain.FINANCIAL: frozenset({*_TOWN, Kind.ASSOCIATION}),
    Domain.SOCIO_PROFESSIONAL: frozenset({Kind.PUBLIC_WELFARE_CENTRE, Kind.SOCIAL_MEDIATOR}),
    Domain.SAFETY: frozenset(
        {
            Kind.MUNICIPALITY,
            Kind.POLICE,
            Kind.NEIGHBOURHOOD_HOUSE,
            Kind.CLEANLINESS_AGENTS,
            Kind.SOCIAL_MEDIATOR,
            Kind.YOUTH_CENTRE,
            Kind.ASSOCIATION,
        }
    ),
    Domain.CIVIC_LIFE: frozenset(
        {
            Kind.MUNICIPALITY,
            Kind.POLICE,
            Kind.COORDINATION_PLATFORM,
            Kind.NEIGHBOURHOOD_HOUSE,
            Kind.CLEANLINESS_AGENTS,
            Kind.SOCIAL_MEDIATOR,
            Kind.ASSOCIATION,
        }
    ),
}
"""Which partners seed 003 names for which theme ("Réseaux : principaux partenariats en place"; domain.md 11, 9)."""

LEFT_EMPTY = ((Domain.FAMILY, Group.MEDICAL),)
"""A heading that seed 003 prints without a list: shown as a gap of its own, never filled by guessing."""


class Level(StrEnum):
    """On which level a partner works (seed 000: local, regional, federal; the Communities hold help to persons)."""

    LOCAL = "local"
    REGIONAL = "regional"
    COMMUNITY = "community"
    FEDERAL = "federal"


class Capacity(StrEnum):
    """Whether a service takes people now, as it said on a day."""

    TAKES_PEOPLE = "takes_people"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    UNKNOWN = "unknown"


class Bound(StrEnum):
    """Is whoever works there bound by professional secrecy? Unknown counts as no (P7)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
