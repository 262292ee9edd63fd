"""The words and icons of the table between services."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.registry.interservice.rules import Act, Direction, Kind, Reply, Spot, State

ACTS: list[tuple[str, Any]] = [
    (Act.PLAN_PROPOSED, _("A repayment plan is proposed")),
    (Act.REMINDERS_HELD, _("Please hold the reminders until a day")),
    (Act.APPOINTMENT_OFFERED, _("An appointment is offered")),
    (Act.PAYMENT_ANNOUNCED, _("Somebody else announces a payment")),
    (Act.AMOUNT_CONTESTED, _("The sum is contested")),
]
KINDS: list[tuple[str, Any]] = [
    (Kind.REPAIR, _("A repair is needed")),
    (Kind.VISIT_ARRANGED, _("A visit is arranged")),
    (Kind.CALL_BACK, _("Please call me back")),
    (Kind.ACCOUNT, _("About the rent account")),
    (Kind.WORKS, _("About works in the dwelling")),
    (Kind.MOVE, _("About a transfer to another dwelling")),
    *ACTS,
]
KIND_ICONS: dict[str, str] = {
    Kind.REPAIR: "wrench",
    Kind.VISIT_ARRANGED: "calendar-check",
    Kind.CALL_BACK: "phone",
    Kind.ACCOUNT: "coins",
    Kind.WORKS: "hammer",
    Kind.MOVE: "truck",
    Act.PLAN_PROPOSED: "calendar-check",
    Act.REMINDERS_HELD: "bell",
    Act.APPOINTMENT_OFFERED: "calendar-days",
    Act.PAYMENT_ANNOUNCED: "coins",
    Act.AMOUNT_CONTESTED: "scale",
}
SPOTS: list[tuple[str, Any]] = [
    (Spot.KITCHEN, _("Kitchen")),
    (Spot.BATHROOM, _("Bathroom")),
    (Spot.TOILET, _("Toilet")),
    (Spot.LIVING_ROOM, _("Living room")),
    (Spot.BEDROOM, _("Bedroom")),
    (Spot.ENTRANCE, _("Entrance, corridor")),
    (Spot.CELLAR, _("Cellar")),
    (Spot.BALCONY, _("Balcony, garden")),
    (Spot.COMMON_PARTS, _("Common parts of the building")),
    (Spot.WHOLE_DWELLING, _("The whole dwelling")),
]
STATES: list[tuple[str, Any]] = [
    (State.OPEN, pgettext_lazy("line of the table", "waits for an answer")),
    (State.ANSWERED, pgettext_lazy("line of the table", "answered")),
    (State.CLOSED, pgettext_lazy("line of the table", "closed")),
]
REPLIES: list[tuple[str, Any]] = [
    (Reply.VISIT_ARRANGED, _("A visit is arranged")),
    (Reply.ANSWER_IN, _("An answer follows")),
    (Reply.CALL_BACK, _("Please call me back")),
    (Reply.AGREED, _("Agreed")),
    (Reply.NOT_AGREED, _("Not agreed")),
    (Reply.ON_DAY, _("It will be done")),
    (Reply.DONE, _("It is done")),
    (Reply.IN_WORDS, _("In words")),
]
DIRECTIONS: list[tuple[str, Any]] = [
    (Direction.TO_SOCIAL, _("to the social service")),
    (Direction.FROM_SOCIAL, _("from the social service")),
    (Direction.BETWEEN, _("between two departments")),
]
