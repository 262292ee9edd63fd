"""The words of data requests."""

from django.utils.translation import gettext_lazy as _

from palier.casework.data_requests.rules import DataRequestState, DataRight, Decision, Handed, ItemKind, Motive

RIGHTS = [
    (DataRight.COPY, _("A copy of what is kept about her")),
    (DataRight.CORRECTION, _("Something to correct")),
    (DataRight.RESTRICTION, _("Something not to be used for now")),
]
STATES = [(DataRequestState.OPEN, _("to answer")), (DataRequestState.ANSWERED, _("answered"))]
ITEM_KINDS = [
    (ItemKind.CONTACT, _("Contact")),
    (ItemKind.CONFIDENCE, _("What was confided")),
    (ItemKind.REQUEST, _("Request")),
    (ItemKind.STEP, _("Step")),
    (ItemKind.APPOINTMENT, _("Appointment")),
    (ItemKind.DOCUMENT, _("Document")),
    (ItemKind.LETTER, _("Letter to her")),
    (ItemKind.FILE, _("What she wanted, in her words")),
    (ItemKind.ANALYSIS, _("Analysis")),
    (ItemKind.KNOWN, _("Who lives there, as told")),
    (ItemKind.NETWORK, _("Who stands around her, as told")),
    (ItemKind.SAFETY, _("Safety instruction")),
    (ItemKind.BROUGHT, _("Letter she brought")),
    (ItemKind.REFERRAL, _("Referral")),
    (ItemKind.TABLE, _("Line of the inter-service table")),
    (ItemKind.HOME, _("Keeping the home")),
    (ItemKind.BUDGET, _("Budget")),
    (ItemKind.PLAN, _("Plan tried out")),
    (ItemKind.ACT, _("Act")),
    (ItemKind.DISCLOSURE, _("Said without her agreement")),
    (ItemKind.TRANSFER, _("Another dwelling, at the transfers department")),
    (ItemKind.SUPPORT, _("Asked of the support cell, without her name")),
]
DECISIONS = [
    (Decision.GIVE, _("Give")),
    (Decision.IN_PART, _("Give in part")),
    (Decision.KEEP_BACK, _("Keep back")),
]
MOTIVES = [
    (Motive.SOMEBODY_ELSE, _("It is about somebody else too")),
    (Motive.SOURCE, _("It would tell who said it")),
    (Motive.DANGER, _("It would put somebody in danger")),
    (Motive.SECRECY, _("It was confided by somebody else under professional secrecy")),
]
HANDED = [
    (Handed.BY_HAND, _("Given by hand")),
    (Handed.READ_OUT, _("Read out to her")),
    (Handed.BY_LETTER, _("By letter")),
]
