"""The words shown for roles and for kinds of service."""

from django.utils.translation import gettext_lazy as _

from palier.identity.organisations.rules import Role, ServiceKind

ROLES = {
    Role.SOCIAL_WORKER: _("social worker"),
    Role.WORKS_SOCIAL_WORKER: _("site-works social worker"),
    Role.TRAINEE: _("trainee"),
    Role.HEAD_OF_SERVICE: _("head of the social service"),
    Role.DIRECTION: _("direction"),
    Role.SUPPORT_CELL_WORKER: _("support-cell worker"),
    Role.PARTNER_PROFESSIONAL: _("partner"),
    Role.ACCOUNTS: _("accounts"),
    Role.TRANSFERS: _("transfers"),
    Role.TECHNICAL: _("technical department"),
    Role.PROXIMITY_AGENT: _("proximity agent"),
    Role.COLLECTIVE_SOCIAL_WORKER: _("collective social worker"),
    Role.FRONT_DESK: _("front desk"),
    Role.CARETAKER: _("caretaker"),
    Role.ORGANISATION_ADMIN: _("organisation administrator"),
    Role.POLL_OFFICER: _("poll officer"),
    Role.REGIONAL_ANALYST: _("regional analyst"),
    Role.SOCIAL_DELEGATE: _("social delegate"),
    Role.DATA_PROTECTION_OFFICER: _("data-protection officer"),
    Role.OPERATOR: _("operator"),
    Role.COHESION_WORKER: _("cohesion worker"),
    Role.COUNCIL_MEMBER: _("council member"),
    Role.INTERPRETER: _("interpreter"),
}

SERVICE_KINDS = {
    ServiceKind.SOCIAL: _("Social service"),
    ServiceKind.RENTAL: _("Rental department"),
    ServiceKind.ACCOUNTS: _("Tenants’ accounts"),
    ServiceKind.TRANSFERS: _("Transfers"),
    ServiceKind.TECHNICAL: _("Technical department"),
    ServiceKind.PROXIMITY: _("Proximity agents"),
    ServiceKind.FRONT_DESK: _("Front desk"),
    ServiceKind.DIRECTION: _("Management"),
    ServiceKind.OTHER: _("Another service"),
}

SERVICE_ICONS = {
    ServiceKind.SOCIAL: "heart-handshake",
    ServiceKind.RENTAL: "key-round",
    ServiceKind.ACCOUNTS: "receipt",
    ServiceKind.TRANSFERS: "arrow-right-left",
    ServiceKind.TECHNICAL: "wrench",
    ServiceKind.PROXIMITY: "footprints",
    ServiceKind.FRONT_DESK: "concierge-bell",
    ServiceKind.DIRECTION: "landmark",
    ServiceKind.OTHER: "building-2",
}
