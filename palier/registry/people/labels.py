"""The words shown for the closed lists of the register of persons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.people.rules import MemberRole, Reach, RepresentativeKind, Standing

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
