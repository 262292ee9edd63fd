"""The words shown for the closed lists of dwellings and leases."""

from django.utils.translation import gettext_lazy as _

from palier.registry.housing.rules import DwellingKind, LeaseKind, RoomKind

DWELLING_KINDS = [
    (DwellingKind.SOCIAL, _("social dwelling")),
    (DwellingKind.TRANSIT, _("transit dwelling")),
    (DwellingKind.INSERTION, _("insertion dwelling")),
    (DwellingKind.SUPPORTED, _("supported dwelling")),
]
LEASE_KINDS = [
    (LeaseKind.FIXED, _("nine years")),
    (LeaseKind.OPEN_ENDED, _("open-ended")),
    (LeaseKind.RENOVATION, _("renovation lease")),
]
ROOM_KINDS = [
    (RoomKind.BEDROOM, _("Bedroom")),
    (RoomKind.LIVING, _("Living room")),
    (RoomKind.KITCHEN, _("Kitchen")),
    (RoomKind.BATHROOM, _("Bathroom")),
    (RoomKind.OTHER, _("Other room")),
]
