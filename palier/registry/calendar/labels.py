"""The words shown for the closed lists of the calendar, and their icons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.calendar.rules.appointments import AppointmentKind, AppointmentState, FeedKind, Notice
from palier.registry.calendar.rules.sessions import SessionKind

SESSION_KINDS = [
    (SessionKind.DROP_IN, _("Drop-in session")),
    (SessionKind.PHONE, _("Phone session")),
    (SessionKind.AGENTS_PHONE, _("Phone of the proximity agents")),
    (SessionKind.APPOINTMENTS, _("Hours for appointments")),
]
SESSION_ICONS = {
    SessionKind.DROP_IN: "armchair",
    SessionKind.PHONE: "phone",
    SessionKind.AGENTS_PHONE: "phone",
    SessionKind.APPOINTMENTS: "calendar-clock",
}
APPOINTMENT_KINDS = [
    (AppointmentKind.OFFICE, _("At the office")),
    (AppointmentKind.HOME, _("Home visit")),
    (AppointmentKind.PHONE, _("By telephone")),
]
APPOINTMENT_ICONS = {
    AppointmentKind.OFFICE: "armchair",
    AppointmentKind.HOME: "house",
    AppointmentKind.PHONE: "phone",
}
APPOINTMENT_STATES = [
    (AppointmentState.PLANNED, _("Planned")),
    (AppointmentState.MET, _("We met")),
    (AppointmentState.NOT_MET, _("We did not meet")),
    (AppointmentState.CANCELLED, _("Cancelled")),
]
NOTICES = [
    (Notice.SAID, _("said in person")),
    (Notice.BY_PHONE, _("by telephone")),
    (Notice.BY_LETTER, _("by letter")),
    (Notice.VISIT_NOTICE, _("neutral card in the letterbox")),
]
FEED_KINDS = [
    (FeedKind.WORKER, _("My calendar")),
    (FeedKind.VENUE, _("Sessions of a venue")),
    (FeedKind.TEAM, _("My team")),
]
WEEKDAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]
