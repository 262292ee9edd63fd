"""The words shown for the closed lists of the waiting room, and their icons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.waiting.rules import ArrivalState

ARRIVAL_STATES = [
    (ArrivalState.WAITING, _("Waiting")),
    (ArrivalState.RECEIVED, _("Being received")),
    (ArrivalState.GONE, _("Gone")),
    (ArrivalState.LEFT_UNSEEN, _("Left before")),
]
ARRIVAL_ICONS = {
    ArrivalState.WAITING: "armchair",
    ArrivalState.RECEIVED: "message-square",
    ArrivalState.GONE: "check",
    ArrivalState.LEFT_UNSEEN: "clock",
}
