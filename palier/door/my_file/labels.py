"""What was done and why, in a tenant's words. No word of a state or a ground is shown as the machine has it."""

from django.utils.translation import gettext_lazy as _

from palier.casework.cases.rules import RequestState, StepState
from palier.casework.data_requests.rules import DataRight
from palier.casework.disclosures.rules import Authority, Ground
from palier.identity.organisations.rules import ServiceKind
from palier.registry.interservice.labels import SPOTS
from palier.registry.interservice.rules import Act, Kind, Reply

WHY_WITHOUT_ME = {
    Ground.DANGER: _("somebody was in grave danger, and nothing else could help in time"),
    Ground.LAW: _("a law obliged your worker to say it"),
    Ground.COURT: _("a judge asked for it"),
    Ground.CONSULTATION: _("it was said in a meeting that the law organises"),
}
TOLD_TO = {
    Authority.EMERGENCY_SERVICES: _("the emergency services (112)"),
    Authority.YOUTH_SERVICE: _("the youth service"),
    Authority.EXAMINING_MAGISTRATE: _("the examining magistrate"),
    Authority.COURT: _("the court"),
    Authority.CONSULTATION: _("that meeting"),
}
MY_RIGHTS = {
    DataRight.COPY: _("A copy of everything"),
    DataRight.CORRECTION: _("Something is wrong"),
    DataRight.RESTRICTION: _("Something may not be used for now"),
}
REQUEST_WORDS = {
    RequestState.WAITING: _("your worker will answer"),
    RequestState.TAKEN: _("your worker is at it"),
    RequestState.JOINED: _("goes on with your worker"),
    RequestState.ANSWERED: _("answered"),
}
STEP_WORDS = {
    StepState.PLANNED: _("agreed"),
    StepState.UNDER_WAY: _("under way"),
    StepState.DONE: _("done"),
    StepState.NOT_NOW: _("Not now"),
}
WHAT_WORDS = {
    "emergency": _("opened in an emergency"),
    "household_file": _("opened your file"),
    "case": _("opened your file"),
    "contact_list": _("read what was written"),
    "document": _("opened a document"),
    "appointment": _("opened an appointment"),
    "together": _("read it again with you"),
    "pack": _("read what you let us send"),
    "support_identity": _("read your name and your address, to help your worker"),
}
OPENED = _("opened part of your file")
TABLE_WORDS = {
    Kind.REPAIR: _("A repair in your home"),
    Kind.VISIT_ARRANGED: _("A visit to your home"),
    Kind.CALL_BACK: _("One service asks the other to call back"),
    Kind.ACCOUNT: _("A question about your rent account"),
    Kind.WORKS: _("A question about works in your home"),
    Kind.MOVE: _("A question about moving to another home"),
    Act.PLAN_PROPOSED: _("Your plan to pay back"),
    Act.REMINDERS_HELD: _("No reminders for some time"),
    Act.APPOINTMENT_OFFERED: _("An appointment is proposed"),
    Act.PAYMENT_ANNOUNCED: _("A payment by somebody else"),
    Act.AMOUNT_CONTESTED: _("You do not agree with the sum"),
}
REPLY_WORDS = {
    Reply.VISIT_ARRANGED: _("a visit is agreed"),
    Reply.ANSWER_IN: _("the answer comes later"),
    Reply.CALL_BACK: _("the services call each other"),
    Reply.AGREED: _("the answer is yes"),
    Reply.NOT_AGREED: _("the answer is no"),
    Reply.ON_DAY: _("it will be done"),
    Reply.DONE: _("it is done"),
    Reply.IN_WORDS: _("the service answered"),
}
SPOT_WORDS: dict[str, object] = dict(SPOTS)
NO_ANSWER_YET, CLOSED = _("no answer yet"), _("it is settled")
SERVICES = {
    ServiceKind.SOCIAL: _("the social service"),
    ServiceKind.ACCOUNTS: _("the accounts service"),
    ServiceKind.TECHNICAL: _("the repairs service"),
    ServiceKind.TRANSFERS: _("the service for moving"),
}
GROUND_WORDS = {
    "in_the_team": _("works with you"),
    "agreed": _("you agreed"),
    "accord": _("you agreed"),
    "announced_visit": _("your worker told you that they would come"),
    "grave_danger": _("somebody was in grave danger, and nothing else could help in time"),
    "emergency_is_open": _("an emergency"),
    "danger_to_life": _("a life was in danger"),
    "danger_to_minor": _("a child was in danger"),
    "legal_date_today": _("a legal date fell on that day"),
}
FOR_HER_WORK = _("for her work with you")
