"""The words of the levels."""

from django.utils.translation import gettext_lazy as _

from palier.registry.access_codes.rules import Level

LEVELS = [
    (Level.HANDED_OVER, _("Handed over to her: help, hours and what is hers")),
    (Level.POSTED, _("By post: asking for help, and hours")),
]
