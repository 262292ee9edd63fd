"""The words shown for the closed lists of the register of persons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.people.rules import MemberRole, NumberReason, Reach, RepresentativeKind, Standing

STANDINGS = [
    (Standing.TENANT, _("tenant")),
    (Standing.APPLICANT, _("applicant")),
    (Standing.FORMER_TENANT, _("former tenant")),
]
MEMBER_ROLES = [
    (MemberRole.HEAD, _("tenant")),
    (MemberRole.PARTNER, _("partner")),
    (MemberRole.CHILD, _("child")),
    (MemberRole.OTHER, _("other member")),
]
REACHES = [
    (Reach.CALL, _("call")),
    (Reach.TEXT, _("text message")),
    (Reach.LETTER, _("letter")),
    (Reach.EMAIL, _("mail")),
    (Reach.VISIT, _("come by")),
    (Reach.IN_PERSON, _("in person, at the counter")),
]
REPRESENTATIVE_KINDS = [
    (RepresentativeKind.PARENT, _("parent")),
    (RepresentativeKind.GUARDIAN, _("guardian")),
    (RepresentativeKind.ADMINISTRATOR_OF_GOODS, _("administrator of goods")),
    (RepresentativeKind.ADMINISTRATOR_OF_PERSON, _("administrator of the person")),
    (RepresentativeKind.TRUSTED_PERSON, _("trusted person")),
]
NUMBER_REASONS = [
    (NumberReason.TAX_STATEMENT, _("to ask for the tax statement of the household")),
    (NumberReason.REGISTERS, _("to consult the registers the company has access to")),
    (NumberReason.LEASE, _("to register a lease")),
    (NumberReason.CORRECTION, _("to correct a mistake between two persons")),
]
