"""The words of rounds."""

from django.utils.translation import gettext_lazy as _

from palier.engines.rounds import Why
from palier.fieldwork.rounds.rules import LeftReason, Mode, StopKind

MODES = [(Mode.FOOT, _("On foot")), (Mode.BICYCLE, _("By bicycle"))]
STOP_KINDS = [
    (StopKind.VISIT, _("Passage")),
    (StopKind.OUTREACH, _("Early evening: meet young people")),
    (StopKind.BREAK, _("Break")),
]
LEFT = [
    (LeftReason.NOBODY_MAY, _("Nobody who works today may go there.")),
    (LeftReason.NO_TWO_AGENTS, _("It takes two, and there are no two today.")),
    (LeftReason.TOO_LATE_NOW, _("The hour that was agreed on is past.")),
    (LeftReason.FITS_NO_SHIFT, _("It fits into nobody's hours today.")),
    (LeftReason.DAY_IS_FULL, _("The day is full with what is as urgent or more.")),
    (LeftReason.NO_POSITION, _("It is not known where this place lies: go there when you are near.")),
    (LeftReason.ANOTHER_DAY, _("An hour was agreed on for another day.")),
]
WHY = {
    Why.PROMISED: _("this hour was promised"),
    Why.TOGETHER: _("two agents at the same time"),
    Why.ONLY_AGENT: _("she was asked for"),
    Why.OPENS: _("cannot begin earlier"),
    Why.LAST_MOMENT: _("later would be too late"),
    Why.SAME_ADDRESS: _("same place as the stop before"),
    Why.NEAREST: _("the nearest of what is left"),
    Why.ON_THE_WAY: _("on the way"),
    Why.LATE: _("late, rather than not at all"),
}
