"""The words of the themes of outreach."""

from django.utils.translation import gettext_lazy as _

from palier.fieldwork.outreach.rules import Theme

THEMES = [
    (Theme.RESPECT, _("Respect between neighbours")),
    (Theme.NOISE, _("Noise")),
    (Theme.WASTE, _("Waste")),
    (Theme.ADDICTIONS, _("Prevention of addictions")),
    (Theme.SCHOOL_AND_WORK, _("School and work")),
    (Theme.SPORT_AND_LEISURE, _("Sport and leisure")),
    (Theme.SCREENS, _("Screens")),
    (Theme.VANDALISM, _("Damage")),
    (Theme.OTHER, _("Something else")),
]
