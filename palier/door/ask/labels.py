"""The words of the answers, and their pictures."""

from django.utils.translation import gettext_lazy as _

from palier.door.ask.rules import When, Wish

WISHES = [
    (Wish.CALL_ME, _("Somebody calls me"), _("You say when."), "phone"),
    (Wish.I_COME, _("I come by"), _("Without an appointment."), "door-open"),
    (Wish.I_WRITE, _("I write here"), _("A few words are enough."), "message-circle"),
]
WHENS = [(When.MORNING, _("in the morning")), (When.AFTERNOON, _("in the afternoon")), (When.ANY, _("any time"))]
