"""The words shown for the closed lists of activities."""

from django.utils.translation import gettext_lazy as _

from palier.kernel.approaches import Approach
from palier.kernel.parties import Party
from palier.participation.activities.rules import (
    NEVER_AN_ORIGIN,
    AskedBy,
    Axis,
    Branch,
    IdeaState,
    Kind,
    Method,
    Need,
    NeedState,
    RulesKind,
    Stage,
    Subject,
    Temporality,
)
from palier.registry.partners.labels import DOMAINS

AXES = [(Axis.COLLECTIVE, _("Collective social work")), (Axis.COMMUNITY, _("Community social work"))]
BRANCHES = [
    (Branch.TENANTS_INITIATIVES, _("Support to tenants’ initiatives")),
    (Branch.LIVING_PLACES, _("Management of living places")),
    (Branch.THIRD_PARTY_SERVICES, _("Third-party services for tenants")),
]
KINDS = [
    (Kind.INFORMATION_SESSION, _("Information session")),
    (Kind.CONSULTATION, _("Consultation on a space")),
    (Kind.VOLUNTEERS, _("Creative activity with volunteers")),
    (Kind.AWARENESS, _("Awareness action")),
    (Kind.EXCHANGE, _("Exchange moment or workshop")),
    (Kind.DOOR_TO_DOOR, _("Door to door campaign")),
    (Kind.EVENT, _("Event")),
    (Kind.OTHER, _("Something else")),
]
SUBJECTS = [
    (Subject.WASTE_SORTING, _("Sorting waste")),
    (Subject.GARDEN_RULES, _("House rules of common gardens")),
    (Subject.CLEANLINESS, _("Cleanliness")),
    (Subject.HOUSEHOLD_WASTE, _("Household waste")),
    (Subject.ENERGY, _("Energy")),
    (Subject.INSECURITY, _("Insecurity")),
    (Subject.ENVIRONMENT, _("Environment")),
    (Subject.BIODIVERSITY, _("Biodiversity")),
    (Subject.MOBILITY, _("Getting about")),
    (Subject.COMMON_ROOMS, _("Common rooms")),
    (Subject.LIVING_TOGETHER, _("Living together")),
    (Subject.OTHER, _("Something else")),
]
TEMPORALITIES = [(Temporality.ONE_OFF, _("Once")), (Temporality.ALL_YEAR, _("All year round"))]
APPROACHES = [(Approach.PREVENTIVE, _("Before a trouble")), (Approach.CURATIVE, _("After a trouble"))]
STAGES = [
    (Stage.DESIGN, _("Design")),
    (Stage.DECISION, _("Decision")),
    (Stage.CARRYING_OUT, _("Carrying out")),
    (Stage.EVALUATION, _("Evaluation")),
]
METHODS = [
    (Method.MEETING, _("Meeting tenants")),
    (Method.DOOR_TO_DOOR, _("Door to door")),
    (Method.POSTERS, _("Posters")),
    (Method.WORKSHOP, _("Workshop")),
    (Method.EVENT, _("Event")),
]
PARTIES = [
    (Party.INHABITANTS, _("Inhabitants")),
    (Party.ASSOCIATIONS, _("Associations")),
    (Party.ADMINISTRATION, _("Administration")),
    (Party.HOUSING_COMPANY, _("The housing company")),
    (Party.INSTITUTIONS, _("Institutions")),
    (Party.MUNICIPALITY, _("Municipality")),
]
ORIGIN_THEMES = [(one, words) for one, words in DOMAINS if one not in NEVER_AN_ORIGIN]
RULES_KINDS = [
    (RulesKind.GARDEN, _("Common garden")),
    (RulesKind.BIKE_ROOM, _("Bicycle room")),
    (RulesKind.COMMON_ROOM, _("Common room")),
    (RulesKind.BUILDING, _("Building")),
]
ASKED_BY = [
    (AskedBy.COUNTER, _("At the counter")),
    (AskedBy.PHONE, _("By telephone")),
    (AskedBy.ON_SITE, _("On site")),
    (AskedBy.DOOR, _("On her own page")),
]
IDEA_STATES = [
    (IdeaState.NEW, _("New")),
    (IdeaState.TALKING, _("Being talked over")),
    (IdeaState.TAKEN_UP, _("Became an activity")),
    (IdeaState.NOT_NOW, _("Not now")),
]
NEEDS = [
    (Need.ROOM, _("A room")),
    (Need.EQUIPMENT, _("Equipment")),
    (Need.TRANSPORT, _("A means of transport")),
    (Need.OTHER, _("Something else")),
]
NEED_STATES = [
    (NeedState.ASKED, _("Asked")),
    (NeedState.AGREED, _("Agreed")),
    (NeedState.REFUSED, _("Not possible")),
    (NeedState.DONE, _("Done")),
]
