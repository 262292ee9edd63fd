"""The words of a day put in order."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from palier.desk.agenda.rules.paces import Confidence, Means
from palier.desk.agenda.rules.travel import WhyNot

MEANS = [
    (Means.FOOT, _("on foot")),
    (Means.BICYCLE, _("by bicycle")),
    (Means.TRANSIT, _("by public transport")),
]
MEANS_ICONS = {Means.FOOT: "footprints", Means.BICYCLE: "bike", Means.TRANSIT: "bus"}
CONFIDENCE: dict[Confidence, Any] = {
    "found": _("as its source says"),
    "general knowledge": _("general knowledge, to confirm"),
}
WHY_NOT = {
    WhyNot.OUTSIDE_HOURS: _("It does not fit between the hour at which you leave and the one at which you are back."),
    WhyNot.CLASHES: _("Its hour is agreed, and another agreed hour leaves no time for the way. Agree on another hour."),
    WhyNot.SESSION: _(
        "You meet somebody elsewhere during these hours: ask a colleague to hold them, or move the other one."
    ),
    WhyNot.NO_TIME: _("On its own it would fit; beside the others there is no time left."),
}
