"""Words of what is said without her agreement."""

from django.utils.translation import gettext_lazy as _

from palier.casework.disclosures.rules import Authority, Ground, NotTold, Question, SecondAnswer, Standing

GROUNDS = [
    (Ground.DANGER, _("Grave and imminent danger, not to be averted otherwise")),
    (Ground.LAW, _("A law, decree or ordinance obliges")),
    (Ground.COURT, _("Order of an examining magistrate, or testimony in court")),
    (Ground.CONSULTATION, _("Case consultation organised by law")),
]
GROUND_ICONS = {
    Ground.DANGER: "siren",
    Ground.LAW: "scale",
    Ground.COURT: "gavel",
    Ground.CONSULTATION: "users-round",
}
GROUND_SAYS = {
    Ground.DANGER: _(
        "Telephone first. Then write what you said, or are about to say, and with whom you thought it over."
    ),
    Ground.LAW: _(
        "The law itself obliges you to say it, not a person who asks. Say which law, and say no more than it obliges."
    ),
    Ground.COURT: _(
        "Called as a witness in court you may speak; you may also stay silent. Nobody decides this for you."
    ),
    Ground.CONSULTATION: _(
        "You may speak there; nothing obliges you to. Only what you said is written here, never what you heard."
    ),
}
QUESTION_WORDS = {
    Question.WHAT_DANGER: _("Which danger, for whom, how near?"),
    Question.NOT_OTHERWISE: _("What else was tried or thought of, and why does it not avert the danger?"),
    Question.WHY_NOT_ASK: _("Why can her agreement not be asked, or not be waited for?"),
    Question.WHICH_LAW: _("Which law, decree or ordinance obliges, and in which article?"),
    Question.WHAT_IT_OBLIGES: _("What exactly does it oblige to say, and to whom?"),
    Question.WHICH_ORDER: _("Who ordered it or called you as a witness, on which day, under which reference?"),
    Question.WHY_SPEAK: _("Why do you speak rather than stay silent?"),
    Question.WHICH_CONSULTATION: _("Which consultation, on which day, and which law organises it?"),
    Question.WHY_SAY: _("Why was it needed to say this there?"),
}
AUTHORITIES = [
    (Authority.EMERGENCY_SERVICES, _("Emergency services (112)")),
    (Authority.YOUTH_SERVICE, _("Youth service that holds the mandate")),
    (Authority.EXAMINING_MAGISTRATE, _("Examining magistrate")),
    (Authority.COURT, _("Court")),
    (Authority.CONSULTATION, _("Case consultation organised by law")),
]
ANSWERS = [
    (SecondAnswer.AGREED, _("I agree: it may be said")),
    (SecondAnswer.OTHERWISE, _("Not so: there is another way")),
    (SecondAnswer.ASK_HER, _("Not so: ask her first")),
    (SecondAnswer.LESS, _("Not so: less, or to somebody else")),
    (SecondAnswer.WAS_ASKED, _("I was asked")),
    (SecondAnswer.NOT_ASKED, _("I was not asked")),
]
NOT_TOLD = [
    (NotTold.DANGER, _("Telling her now is itself the danger")),
    (NotTold.NOT_REACHED, _("She cannot be reached yet")),
    (NotTold.JUDGE_FORBIDS, _("The magistrate forbids it for now")),
]
STANDINGS = {
    Standing.WAITING: _("waits for the second head; nothing is said yet"),
    Standing.AGREED: _("the second head agrees; not said yet"),
    Standing.NOT_AGREED: _("the second head does not agree; nothing is said"),
    Standing.TAKEN_BACK: _("taken back; nothing was said"),
    Standing.TO_CONFIRM: _("said; the second head has still to confirm the call"),
    Standing.NOT_ASKED: _("said; the second head was not asked, by her own word"),
    Standing.SAID: _("said, with two heads"),
}
STANDING_ICONS = {
    Standing.WAITING: "clock",
    Standing.AGREED: "check",
    Standing.NOT_AGREED: "circle-slash",
    Standing.TAKEN_BACK: "undo-2",
    Standing.TO_CONFIRM: "phone",
    Standing.NOT_ASKED: "circle-slash",
    Standing.SAID: "message-square",
}
