"""The words shown for the closed lists of rules.py, in the language of the screen."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from palier.access.labels import TIER_ICONS
from palier.access.rules import Tier
from palier.casework.cases.rules import (
    HOUSING_PROJECT,
    AccompanimentType,
    Approach,
    Channel,
    ContactPlace,
    Goal,
    HelpGiven,
    Outcome,
    RequesterKind,
    RequestState,
    Result,
    SilenceAnswer,
    StepState,
    Tie,
)
from palier.kernel.days import BRUSSELS
from palier.registry.partners.labels import DOMAINS as DOMAINS  # one list of words for what is asked and who can help

REQUESTER_KINDS = [
    (RequesterKind.TENANT, _("tenant")),
    (RequesterKind.APPLICANT, _("applicant")),
    (RequesterKind.FORMER_TENANT, _("former tenant")),
    (RequesterKind.HOUSEHOLD_MEMBER, _("member of the household")),
    (RequesterKind.NEIGHBOUR, _("neighbour")),
    (RequesterKind.SERVICE, _("a service of the company")),
    (RequesterKind.PARTNER, _("partner")),
    (RequesterKind.WORKER, _("worker, on her behalf")),
    (RequesterKind.COLLEAGUE, _("a colleague of the service")),
]
CHANNELS = [
    (Channel.DROP_IN, _("At the counter")),
    (Channel.PHONE, _("By telephone")),
    (Channel.HOME, _("Home visit")),
    (Channel.OFFICE, _("At the office")),
    (Channel.LETTER, _("Letter")),
    (Channel.MAIL, _("Mail, text message")),
    (Channel.FIELD, _("In the field")),
    (Channel.ACCOMPANIMENT, _("On the way with her")),
]
REQUEST_CHANNELS = [*CHANNELS, (Channel.SCREEN, _("At her door, on screen"))]
CHANNEL_ICONS = {
    Channel.DROP_IN: "armchair",
    Channel.PHONE: "phone",
    Channel.HOME: "house",
    Channel.OFFICE: "building-2",
    Channel.LETTER: "mail",
    Channel.MAIL: "message-square",
    Channel.FIELD: "map-pin",
    Channel.ACCOMPANIMENT: "footprints",
    Channel.SCREEN: "smartphone",
}
PLACES = [
    (ContactPlace.PREMISES, _("In the company’s premises")),
    (ContactPlace.HOME, _("At her home")),
    (ContactPlace.OUTSIDE, _("Outside, in the neighbourhood")),
    (ContactPlace.ELSEWHERE, _("Elsewhere, at another service")),
]
RESULTS = [
    (Result.THEY_CAME, _("She came or called")),
    (Result.I_CALLED, _("I called")),
    (Result.NO_ANSWER, _("No answer")),
    (Result.MESSAGE_LEFT, _("Message left")),
]
REQUEST_STATES = [
    (RequestState.WAITING, _("waiting")),
    (RequestState.TAKEN, _("taken up")),
    (RequestState.JOINED, _("joined to a file")),
    (RequestState.ANSWERED, _("answered")),
]
ACCOMPANIMENT_TYPES = [
    (AccompanimentType.INFORMATION, _("Information and orientation")),
    (AccompanimentType.ADMINISTRATIVE, _("Putting papers in order")),
    (AccompanimentType.BUDGET, _("Budget guidance")),
    (AccompanimentType.PSYCHOSOCIAL, _("Psychosocial support")),
    (AccompanimentType.MEDIATION, _("Mediation")),
    (AccompanimentType.REHOUSING, _("Help with rehousing")),
]
HELP_GIVEN = [
    (HelpGiven.ADVICE, _("Advice")),
    (HelpGiven.ORIENTATION, _("The way to who can help")),
    (HelpGiven.EXPLANATION, _("Steps and papers explained")),
]
GOALS = [
    (Goal.FIT_IN, _("Find her place in her surroundings")),
    (Goal.USE_THE_DWELLING, _("Use the dwelling well")),
    (Goal.KNOW_THE_DUTIES, _("Understand rights and duties of the lease")),
    (Goal.REACH_HELP, _("Reach the help that fits")),
]
STEP_GOALS = [*GOALS, (HOUSING_PROJECT, _("Her housing project"))]
APPROACHES = [
    (Approach.PREVENTIVE, _("Preventive")),
    (Approach.CURATIVE, _("Curative")),
]
TIES = [
    (Tie.PARTNER, pgettext_lazy("tie", "partner")),
    (Tie.CHILD, _("child")),
    (Tie.PARENT, _("parent")),
    (Tie.SIBLING, _("brother or sister")),
    (Tie.OTHER_FAMILY, _("other family")),
    (Tie.FRIEND, _("friend")),
    (Tie.OTHER, _("other tie")),
]
STEP_STATES = [
    (StepState.PLANNED, _("Next")),
    (StepState.UNDER_WAY, _("Under way")),
    (StepState.DONE, _("Climbed")),
    (StepState.NOT_NOW, _("Not now")),
]
STEP_ICONS = {
    StepState.PLANNED: "circle",
    StepState.UNDER_WAY: "contrast",
    StepState.DONE: "check",
    StepState.NOT_NOW: "circle-pause",
}
OUTCOMES = [
    (Outcome.TENANCY_KEPT, _("The home is kept")),
    (Outcome.REHOUSED, _("Rehoused elsewhere")),
    (Outcome.EVICTED, _("Evicted")),
    (Outcome.NO_CHANGE_POSSIBLE, _("No change was possible")),
    (Outcome.WITHDREW, _("Ended at her wish")),
]
HOMES = [
    ("yes", _("Yes, she lives there")),
    ("no", _("No, she lost it")),
]
SILENCE_ANSWERS = [
    (SilenceAnswer.TAKING_UP, _("I am taking up contact")),
    (SilenceAnswer.AGREED_SO, _("Agreed so")),
    (SilenceAnswer.ENDED_AT_HER_WISH, _("Support ended at her wish")),
]


BEGINNING = 240  # letters of a contact in a list


@dataclass(frozen=True)
class ContactLine:
    """A contact in a list, in words: of whom, what it was, how it begins."""

    day: datetime.date
    household_id: uuid.UUID | None
    name: str
    initials: str
    icon: str
    what: str
    tier_icon: str
    tier: str
    text: str


def contact_line(row: Any) -> ContactLine:
    """`row`: a contact with its household and author."""
    at = row.at.astimezone(BRUSSELS)
    name = row.household.label if row.household else row.who
    told = [date_format(at, "TIME_FORMAT"), row.get_channel_display() or _("Contact")]
    told += [row.get_result_display().lower()] if row.result else []
    written = pgettext("who wrote a contact", "written by %(name)s") % {"name": row.author.staff}
    text = " ".join(row.facts.split())
    tier = Tier(row.tier)
    return ContactLine(
        day=at.date(),
        household_id=row.household_id,
        name=name,
        initials=" ".join(f"{word[0].upper()}." for word in name.split()[:4] if word[0].isalpha()),
        icon=CHANNEL_ICONS.get(row.channel, "notebook-pen"),
        what=", ".join([*map(str, told), written]),
        tier_icon=TIER_ICONS[tier] if tier != Tier.TEAM else "",
        tier=row.get_tier_display(),
        text=text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]}…",
    )
