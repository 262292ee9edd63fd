"""The words shown for the closed lists of interventions."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palier.fieldwork.interventions.rules import (
    AskedBy,
    Cover,
    Done,
    Importance,
    MotiveCode,
    Origin,
    Outcome,
    Part,
    Seen,
    Sentence,
    State,
)

IMPORTANCES = [
    (Importance.NOW, _("Now")),
    (Importance.TODAY, _("Today")),
    (Importance.THIS_WEEK, _("This week")),
    (Importance.WHEN_THERE, _("When we are there")),
]
MOTIVE_CODES = [
    (MotiveCode.NEIGHBOUR_CONFLICT, _("Neighbour conflict")),
    (MotiveCode.BULKY_WASTE, _("Bulky waste")),
    (MotiveCode.SQUAT, _("Squat")),
    (MotiveCode.PREVENTION, _("Prevention")),
    (MotiveCode.ACCOMPANIMENT, _("Go along with a colleague")),
    (MotiveCode.TECHNICAL, _("Technical fault")),
    (MotiveCode.OTHER, _("Something else")),
]
PARTS = [
    (Part.ENTRANCE, _("Entrance hall")),
    (Part.STAIRS, _("Stairs")),
    (Part.LIFT, _("Lift")),
    (Part.LANDING, _("Landing")),
    (Part.CELLAR, _("Cellars")),
    (Part.BIN_ROOM, _("Bin room")),
    (Part.BIKE_ROOM, _("Bicycle room")),
    (Part.CAR_PARK, _("Car park")),
    (Part.GARDEN, _("Garden")),
    (Part.SURROUNDINGS, _("Around the building")),
    (Part.ROOF, _("Roof")),
    (Part.DOOR, _("A front door")),
]
ORIGINS = [
    (Origin.TENANT, _("A tenant")),
    (Origin.STAFF, _("A colleague")),
    (Origin.PARTNER, _("A partner")),
    (Origin.AGENT, _("Seen on the way")),
]
ASKED_BY = [
    (AskedBy.PHONE, _("By telephone")),
    (AskedBy.MESSAGE, _("Message left outside the hours")),
    (AskedBy.COUNTER, _("At the counter")),
    (AskedBy.SCREEN, _("On screen")),
    (AskedBy.ON_SITE, _("On site")),
]
STATES = [
    (State.WAITING, _("to go to")),
    (State.SEEN, _("been there, to tell the asker")),
    (State.TOLD, _("told")),
    (State.JOINED, _("joined to another")),
]
OUTCOMES = [
    (Outcome.NOTED, _("Noted")),
    (Outcome.NOTHING_FOUND, _("Nothing found")),
    (Outcome.NOBODY, _("Nobody there")),
    (Outcome.NOTICE_LEFT, _("Visit notice left")),
]
SEEN = [
    (Seen.CALM, _("All calm")),
    (Seen.NOISE, _("Noise")),
    (Seen.DISPUTE, _("A dispute")),
    (Seen.WASTE, _("Waste left there")),
    (Seen.DAMAGE, _("Damage")),
    (Seen.FAULT, _("A fault")),
    (Seen.GATHERING, _("People gathered")),
    (Seen.OCCUPIED, _("A place occupied")),
    (Seen.BLOCKED, _("A way blocked")),
]
DONE = [
    (Done.TALKED, _("Talked")),
    (Done.LISTENED, _("Listened")),
    (Done.EXPLAINED_RULES, _("Explained the house rules")),
    (Done.BROUGHT_TOGETHER, _("Brought people together")),
    (Done.CLEARED, _("Had it cleared")),
    (Done.SECURED, _("Made it safe")),
    (Done.ACCOMPANIED, _("Went along")),
    (Done.PASSED_ON, _("Passed on")),
    (Done.NOTICE_PUT_UP, _("Put up a notice")),
]
SENTENCES = [
    (Sentence.WE_CAME, _("We came by and did what was needed.")),
    (Sentence.WE_CAME_NOTHING, _("We came by and found nothing.")),
    (Sentence.PASSED_ON, _("We passed it on to the service that deals with it.")),
    (Sentence.WE_COME_BACK, _("We came by and will come back.")),
    (Sentence.NOT_OURS, _("This is not for us; we told you who can help.")),
]
COVERS = [
    (Cover.FACES, _("Cover every face that is found")),
    (Cover.UPPER, _("Cover the upper half")),
    (Cover.LOWER, _("Cover the lower half")),
    (Cover.LEFT, _("Cover the left half")),
    (Cover.RIGHT, _("Cover the right half")),
]


def door_words(floor: int | None, box: str, unit: str) -> str:
    """A front door as it is found in the stairs: 1st floor, box 3.

    unit    what the landlord's file calls it, for want of a box
    """
    words = []
    if floor is not None:
        first = {0: gettext("ground floor"), 1: gettext("1st floor")}
        other = gettext("floor number %(floor)s") if floor > 0 else gettext("level %(floor)s")
        words.append(first.get(floor) or other % {"floor": floor})
    if box or unit:
        words.append(gettext("box %(box)s") % {"box": box} if box else unit)
    return ", ".join(words)
