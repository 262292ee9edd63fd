"""The words shown for the closed lists of meetings."""

from django.utils.translation import gettext_lazy as _

from palier.kernel.parties import Party
from palier.participation.meetings.rules import Channel, PointKind, PromiseState, SignedAs, State

STATES = [
    (State.PREPARING, _("being prepared")),
    (State.INVITED, _("invited to")),
    (State.HELD, _("held")),
    (State.MINUTES_SENT, _("minutes sent")),
]
POINT_KINDS = [
    (PointKind.PROMISED, _("Promised last time")),
    (PointKind.TOPIC, _("Topic")),
    (PointKind.QUESTION, _("Question of tenants")),
]
PROMISE_STATES = [
    (PromiseState.OPEN, _("awaited")),
    (PromiseState.KEPT, _("it was done")),
    (PromiseState.LATE, _("late")),
    (PromiseState.DROPPED, _("not done, with the reason")),
]
CHANNELS = [
    (Channel.SCREEN, _("On screen, in advance")),
    (Channel.COUNTER, _("At the counter")),
    (Channel.PHONE, _("By telephone")),
    (Channel.CARD, _("On a paper card")),
    (Channel.ROOM, _("At the meeting")),
]
SIGNED_AS = [
    (SignedAs.COUNCIL, _("for the tenants’ council")),
    (SignedAs.BUILDING, _("for the tenants of a building")),
    (SignedAs.PRESENT, _("as a tenant who was there")),
]
PARTIES = [
    (Party.INHABITANTS, _("Inhabitants")),
    (Party.ASSOCIATIONS, _("Associations")),
    (Party.ADMINISTRATION, _("Administration")),
    (Party.HOUSING_COMPANY, _("Housing company")),
    (Party.INSTITUTIONS, _("Institutions")),
    (Party.MUNICIPALITY, _("Municipality")),
]
FOUND = {
    "person": _("a person’s name"),
    "name": _("a name"),
    "address": _("an address"),
    "age": _("an age"),
    "national_number": _("a national number"),
    "phone": _("a telephone number"),
    "mail": _("a mail address"),
    "account": _("an account number"),
    "plate": _("a number plate"),
}
