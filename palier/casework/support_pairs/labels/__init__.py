"""The words of the three doors, as they stand on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.support_pairs.rules import Answer, Door, How, Part, Second, Standing

DOORS: list[tuple[str, Any]] = [
    (Door.ACCORD, _("With her accord")),
    (Door.ANNOUNCED_VISIT, _("An announced visit")),
    (Door.GRAVE_DANGER, _("Grave and imminent danger")),
]
DOOR_ICONS = {Door.ACCORD: "handshake", Door.ANNOUNCED_VISIT: "door-open", Door.GRAVE_DANGER: "siren"}
DOOR_SAYS: dict[str, Any] = {
    Door.ACCORD: _("She agrees that the two know who she is. She says what exactly, and may take it back."),
    Door.ANNOUNCED_VISIT: _(
        "She has been told who comes with you, when, and that she may say no. A no is a no: nobody comes."
    ),
    Door.GRAVE_DANGER: _("A life is at stake, nothing else averts it, and a second head agrees. In an emergency: 112."),
}
HOWS: list[tuple[str, Any]] = [
    (How.ORALLY, _("Aloud")),
    (How.SIGNED, _("On paper, signed")),
    (How.INTERPRETER, _("Through an interpreter")),
]
PARTS: list[tuple[str, Any]] = [
    (Part.NAME, pgettext_lazy("what is opened to the pair", "Her name")),
    (Part.ADDRESS, pgettext_lazy("what is opened to the pair", "Her address")),
    (Part.REACH, pgettext_lazy("what is opened to the pair", "How she is reached")),
]
ANSWERS: list[tuple[str, Any]] = [
    (Answer.YES, pgettext_lazy("she answers to a visit", "Yes, come")),
    (Answer.NOTHING_YET, pgettext_lazy("she answers to a visit", "Nothing yet")),
    (Answer.NO, pgettext_lazy("she answers to a visit", "No")),
]
SECONDS: list[tuple[str, Any]] = [
    (Second.AGREED, _("I agree: the pair may know")),
    (Second.NOT_AGREED, _("Not so: there is another way")),
]
STANDINGS: dict[str, Any] = {
    Standing.PROPOSED: _("A visit was proposed. Nothing left."),
    Standing.WAITS_FOR_SECOND: _("Waits for your second head. Nothing is open."),
    Standing.WAITS_FOR_PAIR: _("Waits until both of the pair have declared. Nobody reads it yet."),
    Standing.OF_FORMER_PAIR: _("Open to who was of the pair then. It does not pass on."),
    Standing.OPEN: _("Open to the two of the pair"),
    Standing.SHUT: _("Shut. Nobody reads it any more."),
}
STANDING_ICONS: dict[str, str] = {
    Standing.PROPOSED: "message-square",
    Standing.WAITS_FOR_SECOND: "clock",
    Standing.WAITS_FOR_PAIR: "clock",
    Standing.OF_FORMER_PAIR: "users",
    Standing.OPEN: "door-open",
    Standing.SHUT: "door-closed",
}
