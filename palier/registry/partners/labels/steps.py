"""The words of what is done with partners."""

from django.utils.translation import gettext_lazy as _

from palier.registry.partners.rules.steps import Purpose, StepKind

STEP_KINDS = [
    (StepKind.MEETING, _("Meeting")),
    (StepKind.CALL, _("Telephone call")),
    (StepKind.VISIT, _("Visit to the partner")),
    (StepKind.PRESENTATION, _("One’s own service presented")),
    (StepKind.WORKING_GROUP, _("Working group")),
    (StepKind.LETTER, _("Letter or e-mail")),
]
PURPOSES = [
    (Purpose.BRIDGE, _("Build a bridge between sectors")),
    (Purpose.STRENGTHEN, _("Strengthen what is there")),
    (Purpose.TEND, _("Tend the network")),
    (Purpose.DEVELOP, _("Develop a partnership")),
]
