"""The people of the house (secrecy.md 4.2 as amended, P20): every actor the matrix speaks of.

An actor is a role, or a role in a relation. The relation (assigned, replacement, on duty) is not a property of the
person: it is read from dated rows, so it begins and ends by itself.
"""

from dataclasses import dataclass

from palier.identity.organisations.rules import Role


@dataclass(frozen=True)
class ActorKind:
    """One line of the matrix: its code in secrecy.md, the role a post must have, whether its work is built."""

    code: str
    name: str
    role: Role | None
    built: bool


ACTORS: tuple[ActorKind, ...] = (
    ActorKind("A1", "anonymous", None, True),
    ActorKind("A2", "tenant or applicant", None, False),
    ActorKind("A2m", "minor of 14", None, False),
    ActorKind("A2y", "minor of 16", None, False),
    ActorKind("A2h", "another member of the same household", None, False),
    ActorKind("A2f", "former tenant", None, False),
    ActorKind("A3", "council member", Role.COUNCIL_MEMBER, False),
    ActorKind("A4a", "assigned social worker", Role.SOCIAL_WORKER, True),
    ActorKind("A4b", "site-works social worker", Role.WORKS_SOCIAL_WORKER, False),
    ActorKind("A4c", "duty worker", Role.SOCIAL_WORKER, True),
    ActorKind("A4d", "trainee", Role.TRAINEE, True),
    ActorKind("A5", "replacement", Role.SOCIAL_WORKER, True),
    ActorKind("A6", "member of the pair", Role.SOCIAL_WORKER, True),
    ActorKind("A7", "head of the social service", Role.HEAD_OF_SERVICE, True),
    ActorKind("A7b", "director, human resources, board", Role.DIRECTION, True),
    ActorKind("A8", "support-cell worker", Role.SUPPORT_CELL_WORKER, True),
    ActorKind("A9", "bound partner", Role.PARTNER_PROFESSIONAL, False),
    ActorKind("A10a", "accounts and litigation", Role.ACCOUNTS, True),
    ActorKind("A10b", "transfers", Role.TRANSFERS, True),
    ActorKind("A10c", "technical", Role.TECHNICAL, True),
    ActorKind("A10d", "proximity agent", Role.PROXIMITY_AGENT, True),
    ActorKind("A10e", "collective social worker", Role.COLLECTIVE_SOCIAL_WORKER, True),
    ActorKind("A10f", "front desk", Role.FRONT_DESK, True),
    ActorKind("A10g", "caretaker, cleaner", Role.CARETAKER, True),
    ActorKind("A11", "organisation administrator", Role.ORGANISATION_ADMIN, True),
    ActorKind("A12", "poll officer, observer", Role.POLL_OFFICER, False),
    ActorKind("A13", "region, statistician", Role.REGIONAL_ANALYST, True),
    ActorKind("A13b", "social delegate", Role.SOCIAL_DELEGATE, False),
    ActorKind("A14", "data-protection officer", Role.DATA_PROTECTION_OFFICER, True),
    ActorKind("A15", "job", None, True),
    ActorKind("A16", "operator", Role.OPERATOR, True),
    ActorKind("A17", "cohesion worker, employee of another controller", Role.COHESION_WORKER, False),
    ActorKind("A19", "interpreter", Role.INTERPRETER, False),
)
