"""The words of the closed lists of a hand-over."""

from django.utils.translation import gettext_lazy as _

from palier.casework.handovers.rules import HandoverState, NarrowKind, ToldHow

STATES = [
    (HandoverState.PREPARING, _("In preparation")),
    (HandoverState.DONE, _("Handed over")),
    (HandoverState.WITHDRAWN, _("Taken back")),
]
TOLD_HOW = [
    (ToldHow.IN_PERSON, _("In person")),
    (ToldHow.PHONE, _("By telephone")),
    (ToldHow.VISIT, _("At home")),
    (ToldHow.TOGETHER, _("The three of us together")),
    (ToldHow.SLIP, _("Slip given in hand")),
]
TOLD_ICONS = {
    ToldHow.IN_PERSON: "user-round",
    ToldHow.PHONE: "phone",
    ToldHow.VISIT: "house",
    ToldHow.TOGETHER: "users",
    ToldHow.SLIP: "file-text",
}
NARROW_KINDS = [
    (NarrowKind.CONTACT, _("A contact")),
    (NarrowKind.CONFIDENCE, _("What was confided in a contact")),
    (NarrowKind.KNOWN, _("Somebody who lives there")),
    (NarrowKind.NETWORK, _("Somebody or a service around the household")),
    (NarrowKind.DOCUMENT, _("A document")),
]
