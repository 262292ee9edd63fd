"""Another hour is asked for as anything else is asked: it lies in the worker's inbox."""

import uuid

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.casework.cases.actions.door import ask_for_help
from palier.door.appointments.queries import MyAppointment
from palier.ui.templatetags.saying import clock


def ask_other_hour(*, actor: Actor, appointment: MyAppointment, text: str, key: uuid.UUID) -> None:
    """Raises InvalidInput when it cannot be noted today."""
    day = date_format(appointment.starts, "l j F")
    first = _("Asks for another hour than %(day)s, %(hour)s.") % {"day": day, "hour": clock(appointment.starts)}
    ask_for_help(actor=actor, text="\n\n".join(filter(None, (first, text.strip()))), key=key)
