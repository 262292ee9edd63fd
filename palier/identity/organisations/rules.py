"""Pure facts about organisations and posts: the closed lists, and who is bound by professional secrecy."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """The kinds of body that take part (seeds 000 to 004)."""

    REGION = "regional_housing_company"
    COMPANY = "housing_company"
    SECONDMENT_SERVICE = "secondment_service"
    SUPPORT_CELL = "mental_health_support_cell"
    NON_PROFIT = "non_profit"
    MUNICIPALITY = "municipality"
    PARTNER = "partner"
    OPERATOR = "operator"


class ServiceKind(StrEnum):
    """The departments of a company that Palier tells apart."""

    SOCIAL = "social"
    RENTAL = "rental"
    ACCOUNTS = "accounts"
    TRANSFERS = "transfers"
    TECHNICAL = "technical"
    PROXIMITY = "proximity"
    FRONT_DESK = "front_desk"
    DIRECTION = "direction"
    OTHER = "other"


class PlaceKind(StrEnum):
    """Levels of place on which an assignment may stand."""

    COMPANY = "company"
    SITE = "site"
    BUILDING = "building"


class Role(StrEnum):
    """What a post does. Identifiers are those of docs/glossary.csv."""

    SOCIAL_WORKER = "social_worker"
    WORKS_SOCIAL_WORKER = "works_social_worker"
    TRAINEE = "trainee"
    HEAD_OF_SERVICE = "head_of_service"
    DIRECTION = "direction"
    SUPPORT_CELL_WORKER = "support_cell_worker"
    PARTNER_PROFESSIONAL = "partner_professional"
    ACCOUNTS = "accounts"
    TRANSFERS = "transfers"
    TECHNICAL = "technical"
    PROXIMITY_AGENT = "proximity_agent"
    COLLECTIVE_SOCIAL_WORKER = "collective_social_worker"
    FRONT_DESK = "front_desk"
    CARETAKER = "caretaker"
    ORGANISATION_ADMIN = "organisation_admin"
    POLL_OFFICER = "poll_officer"
    REGIONAL_ANALYST = "regional_analyst"
    SOCIAL_DELEGATE = "social_delegate"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    OPERATOR = "operator"
    COHESION_WORKER = "cohesion_worker"
    COUNCIL_MEMBER = "council_member"
    INTERPRETER = "interpreter"


BOUND_BY_SECRECY = frozenset({Role.SOCIAL_WORKER, Role.WORKS_SOCIAL_WORKER, Role.TRAINEE, Role.SUPPORT_CELL_WORKER})
"""Roles whose holder is a *confident nécessaire*. The head is not among them by rank (P5)."""


def is_bound_by_secrecy(role: str) -> bool:
    """True when the holder of `role` is bound by professional secrecy through the post itself."""
    return role in BOUND_BY_SECRECY
