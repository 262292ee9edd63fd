"""The words of what a pair notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.support_pairs.rules.notes import Detail, NoteGroup, NoteKind, Sector, SeenAt, StepState

GROUPS: dict[str, Any] = {
    NoteGroup.BLOCKAGE: _("What blocks"),
    NoteGroup.AROUND: _("What is there, and what is missing"),
    NoteGroup.IDEAS: _("What we think"),
    NoteGroup.STEPS: _("Small steps"),
    NoteGroup.CRISIS: _("Crisis plan"),
}
KINDS: list[tuple[str, Any]] = [
    (NoteKind.BLOCKAGE, _("What blocks the situation")),
    (NoteKind.PRIMARY, _("Somebody close to her")),
    (NoteKind.SECONDARY, _("A professional around her")),
    (NoteKind.BARRIER, _("What she does not get")),
    (NoteKind.RIGHT, _("A right to make real")),
    (NoteKind.HYPOTHESIS, _("A hypothesis")),
    (NoteKind.CHANGE, _("Where she stands")),
    (NoteKind.STEP, _("A step to her measure")),
    (NoteKind.JOINT_VISIT, _("A visit together")),
    (NoteKind.NETWORK_MEETING, _("A meeting of the network")),
    (NoteKind.PREPARING_MEETING, _("A meeting with her before care")),
    (NoteKind.ORIENTATION, _("Towards a place of care")),
    (NoteKind.RETURN_HOME, _("The way back home")),
    (NoteKind.NO_CHANGE, _("No change is possible: what the work is then")),
    (NoteKind.CRISIS_SIGNS, _("How one sees it coming")),
    (NoteKind.CRISIS_HELPS, _("What helps")),
    (NoteKind.CRISIS_CALL, _("Whom to call")),
    (NoteKind.CRISIS_NOT, _("What is not to be done")),
    (NoteKind.CRISIS_KEEPER, _("Who keeps this plan")),
]
DETAILS: list[tuple[str, Any]] = [
    (Detail.TIES_BROKEN, _("Ties are broken")),
    (Detail.PROJECT_BLOCKED, _("No project moves")),
    (Detail.NO_DEMAND, _("Nothing is asked, or help is held off")),
    (Detail.ENTANGLED, _("Everything hangs together")),
    (Detail.FAMILY, _("Family")),
    (Detail.FRIENDS, _("Friends")),
    (Detail.NEIGHBOURS, _("Neighbours")),
    (Detail.CARE, pgettext_lazy("what she does not get", "Care")),
    (Detail.TREATMENT, _("Treatment")),
    (Detail.SOCIAL_AID, _("Social aid")),
    (Detail.ACCOMMODATION, _("A roof")),
    (Detail.DECENT_HOUSING, _("Decent housing")),
    (Detail.HEALTH, pgettext_lazy("a right", "Health")),
    (Detail.SOCIAL_SECURITY, _("Social security")),
    (Detail.SOCIAL_ASSISTANCE, _("Social assistance")),
    (Detail.LEGAL_AID, _("Legal aid")),
    (Detail.PRIVATE_LIFE, _("Private and family life")),
    (Detail.NOT_THINKING, _("Does not think of it")),
    (Detail.OF_TWO_MINDS, _("Is of two minds: a stage, not a refusal")),
    (Detail.PREPARING, _("Prepares")),
    (Detail.TRYING, _("Tries")),
    (Detail.HOLDING, _("Holds on")),
    (Detail.COME_BACK, _("Has come back to an earlier point")),
]
SEEN_AT: list[tuple[str, Any]] = [
    (SeenAt.HOME_VISIT, _("During a home visit")),
    (SeenAt.OFFICE, _("At the office")),
    (SeenAt.TELEPHONE, _("By telephone")),
    (SeenAt.TOLD, _("As the worker told it")),
]
SECTORS: list[tuple[str, Any]] = [
    (Sector.SOCIAL, pgettext_lazy("a sector", "Social work")),
    (Sector.MENTAL_HEALTH, pgettext_lazy("a sector", "Mental health")),
    (Sector.CARE, pgettext_lazy("a sector", "Care of the body")),
    (Sector.HOUSING, pgettext_lazy("a sector", "Housing")),
]
STEP_STATES: list[tuple[str, Any]] = [
    (StepState.OPEN, pgettext_lazy("a step of the pair", "Open")),
    (StepState.DONE, pgettext_lazy("a step of the pair", "Done")),
    (StepState.NOT_NOW, pgettext_lazy("a step of the pair", "Not now")),
]
STEP_ICONS: dict[str, str] = {StepState.OPEN: "circle", StepState.DONE: "check", StepState.NOT_NOW: "circle-pause"}
