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


class ProposalState(StrEnum):
    """What became of a post that an administrator wished for."""

    GIVEN = "given"  # nobody had to confirm it
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


GIVEN_ALONE = (
    Role.ACCOUNTS,
    Role.TRANSFERS,
    Role.TECHNICAL,
    Role.PROXIMITY_AGENT,
    Role.COLLECTIVE_SOCIAL_WORKER,
    Role.CARETAKER,
    Role.DIRECTION,
)
"""Roles an administrator gives by herself, outside a social service: none of them reads what was confided."""

CONFIRMED_BY = {
    Role.SOCIAL_WORKER: Role.HEAD_OF_SERVICE,
    Role.TRAINEE: Role.HEAD_OF_SERVICE,
    Role.FRONT_DESK: Role.HEAD_OF_SERVICE,  # sees who waits for the social service
    Role.DATA_PROTECTION_OFFICER: Role.HEAD_OF_SERVICE,
    Role.HEAD_OF_SERVICE: Role.DATA_PROTECTION_OFFICER,  # confirms workers, hence is not made by one person either
    Role.ORGANISATION_ADMIN: Role.DATA_PROTECTION_OFFICER,
}
"""Roles that open secrets, or that guard them: who, another person, confirms such a post (P5)."""

OFFERED = (Role.SOCIAL_WORKER, Role.TRAINEE, *GIVEN_ALONE, *(r for r in CONFIRMED_BY if not is_bound_by_secrecy(r)))
"""The roles whose work is built (P13), in the order of a form."""


def confirmed_by(role: Role, service: ServiceKind) -> Role | None:
    """Who confirms such a post; None: the administrator gives it alone. `role` is one of OFFERED.

    In a social service every post waits for its head: signals to that service are read by whoever stands in it.
    """
    if role in CONFIRMED_BY:
        return CONFIRMED_BY[role]
    return Role.HEAD_OF_SERVICE if service == ServiceKind.SOCIAL else None
