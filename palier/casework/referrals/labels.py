"""Words of a referral."""

from django.utils.translation import gettext_lazy as _

from palier.casework.referrals.rules import Agreed, Part, Standing, State, Way, Why
from palier.casework.referrals.rules.links import CodeWay, News, Reply

PARTS = [
    (Part.REACH, _("How to reach her")),
    (Part.LANGUAGE, _("Her language")),
    (Part.ADDRESS, _("Her address")),
    (Part.BORN, _("Her date of birth")),
    (Part.ANALYSIS, _("The latest analysis")),
]
WAYS = [
    (Way.CARRIED, _("She carries the sheet herself")),
    (Way.HANDED, _("I hand it over in person")),
    (Way.TOGETHER, _("We call together, loudspeaker on")),
    (Way.MAIL, _("A link, by mail to his or her own address")),
    (Way.GIVEN, _("A link, on paper or read out")),
]
AGREED = [
    (Agreed.READ_TOGETHER, _("We read it together")),
    (Agreed.SAID_ALOUD, _("I said aloud what goes")),
]
STATES = [
    (State.SENT, _("No answer yet")),
    (State.ACCEPTED, _("The service takes it up")),
    (State.REFUSED, _("The service cannot")),
    (State.TAKEN_BACK, _("Taken back by her")),
]
ANSWERS = STATES[1:3]
WHY = [
    (Why.FULL, _("No place")),
    (Why.NOT_ELIGIBLE, _("Does not meet its conditions")),
    (Why.OTHER_AREA, _("Another commune")),
    (Why.OTHER_LANGUAGE, _("Not in her language")),
    (Why.OTHER_MATTER, _("Not what it does")),
    (Why.NO_REASON, _("It gave no reason")),
]
STANDINGS = {
    Standing.WAITING: _("waits for an answer"),
    Standing.PROPOSED: _("the service proposes a day: ask her"),
    Standing.SILENT: _("silent for ten days: call them"),
    Standing.ENDED: _("ended after thirty days without an answer"),
    Standing.ACCEPTED: _("taken up by the service"),
    Standing.REFUSED: _("the service cannot"),
    Standing.TAKEN_BACK: _("taken back by her"),
}
STANDING_ICONS = {
    Standing.WAITING: "clock",
    Standing.PROPOSED: "calendar-days",
    Standing.SILENT: "phone",
    Standing.ENDED: "circle-slash",
    Standing.ACCEPTED: "check",
    Standing.REFUSED: "circle-slash",
    Standing.TAKEN_BACK: "undo-2",
}
CODE_WAYS = [
    (CodeWay.SMS, _("the code goes by SMS to the number in the directory")),
    (CodeWay.TOLD, _("you tell the code by telephone, at the number in the directory")),
]
REPLIES = [
    (Reply.ACCEPT, _("We take it up")),
    (Reply.REFUSE, _("We cannot")),
    (Reply.PROPOSE, _("We propose a day")),
    (Reply.ASK, _("I have a question first")),
    (Reply.TELL, _("Some news for the worker")),
]
NEWS = [
    (News.MET, _("We have met")),
    (News.GOES_ON, _("The support goes on with us")),
    (News.OUR_PART_DONE, _("Our part is done")),
    (News.CALL_US, _("Call us, please")),
]
