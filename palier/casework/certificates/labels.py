"""The words shown for the ways in which help was offered."""

from django.utils.translation import gettext_lazy as _

from palier.casework.certificates.rules import OfferChannel

OFFER_CHANNELS = [
    (OfferChannel.LETTER, _("in writing")),
    (OfferChannel.PHONE, _("by telephone")),
    (OfferChannel.HOME, _("during a visit")),
    (OfferChannel.OFFICE, _("at the office")),
    (OfferChannel.TOGETHER, _("at a welcome meeting")),
]
