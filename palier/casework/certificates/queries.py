"""The days on which the worker herself offered help to somebody, to choose from. Nothing is chosen for her."""

import uuid

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.cases.models import Contact
from palier.casework.cases.rules import Channel
from palier.casework.certificates.rules import Offer, OfferChannel
from palier.casework.welcomes.models import Welcome
from palier.casework.welcomes.rules import WelcomeWay
from palier.kernel.days import day_of
from palier.registry.calendar.models import Appointment

BY_CONTACT = {
    Channel.PHONE: OfferChannel.PHONE,
    Channel.HOME: OfferChannel.HOME,
    Channel.FIELD: OfferChannel.HOME,
    Channel.OFFICE: OfferChannel.OFFICE,
    Channel.DROP_IN: OfferChannel.OFFICE,
    Channel.LETTER: OfferChannel.LETTER,
    Channel.MAIL: OfferChannel.LETTER,
}
BY_WELCOME = {
    WelcomeWay.VISIT: OfferChannel.HOME,
    WelcomeWay.COLLECTIVE: OfferChannel.TOGETHER,
    WelcomeWay.OFFICE: OfferChannel.OFFICE,
}
BY_APPOINTMENT = {"home": OfferChannel.HOME, "office": OfferChannel.OFFICE, "phone": OfferChannel.PHONE}


def own_days(actor: Actor, household: uuid.UUID, person: uuid.UUID) -> list[Offer]:
    """Days of the actor's own contacts and appointments about this person, and of her welcomes; the latest first."""
    contacts = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(
        household=household, author=actor.post, tier="team", concerns__contains=[person]
    )
    appointments = Appointment.objects.visible_to(actor, Capability.APPOINTMENT_READ).filter(
        household=household, author=actor.post, concerns__contains=[person]
    )
    welcomes = Welcome.objects.visible_to(actor, Capability.WELCOME_READ).filter(
        household=household, author=actor.post, offered_on__isnull=False
    )
    met = contacts.values_list("at", "channel")
    agreed = appointments.values_list("written_at", "kind")
    found = {
        *(Offer(day_of(at), BY_CONTACT[Channel(one)]) for at, one in met if one in BY_CONTACT),
        *(Offer(day_of(at), BY_APPOINTMENT[one]) for at, one in agreed),
        *(Offer(on, BY_WELCOME[WelcomeWay(way)]) for on, way in welcomes.values_list("offered_on", "way") if way),
    }
    return sorted(found, reverse=True)
