"""What each asker may be told: the words of the pages.

Grounds: P1 (that she asked is secret), P6 (nothing leaves but with agreement or on four closed grounds), P7 (only to
named persons bound by secrecy), P8 and P22 (what crosses to the landlord's services), P40 (one page each; a seizure is
sealed, the officer present).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palier.desk.asked.rules import Asker


@dataclass(frozen=True)
class Answer:
    """One asker: title and icon; what may be done, what is never done, each a list of sentences."""

    asker: Asker
    title: Promise
    icon: str
    may: tuple[Promise, ...]
    never: tuple[Promise, ...]


NOT_WHETHER = _(
    "Say whether you know the person, whether she came, or when she will come. “She is not here” already says it."
)

ANSWERS = (
    Answer(
        Asker.POLICE,
        _("Police"),
        "siren",
        may=(
            _("Ask for the name, the service and a telephone number, and say that you pass the question on."),
            _("Somebody is in danger now: call 112 or 101 yourself. Helping comes before everything else."),
        ),
        never=(
            NOT_WHETHER,
            _("Let anybody look at a screen, an agenda, a list of who came or a letter. A badge opens none of these."),
            _("Be hurried. An order comes in writing, from an examining magistrate."),
        ),
    ),
    Answer(
        Asker.MAGISTRATE,
        _("Magistrate, court, search"),
        "scale",
        may=(
            _(
                "Before an examining magistrate or a court, as a witness: you may speak, and you may stay "
                "silent. You choose, question by question."
            ),
            _("Ask for the order in writing, read what it names, and call before anything is given."),
            _(
                "A search or a seizure: ask that nobody reads on the spot, that what is taken is sealed, "
                "and that the data-protection officer is present."
            ),
            _("Write down afterwards what was taken, by whom, and the number of the order; not what it held."),
        ),
        never=(
            _("Take a letter, a call or a mail of the prosecutor’s office for an order: the sentence above holds."),
            _("Give more than the order names, or sort the file for them."),
            _("Hide, change or destroy anything."),
        ),
    ),
    Answer(
        Asker.BAILIFF,
        _("Bailiff"),
        "file-text",
        may=(
            _("Send him to the accounts of the company for all that concerns rent and amounts."),
            _("Give him the address of the head of the service, in writing."),
        ),
        never=(
            NOT_WHETHER,
            _("Say where she lives now, when she is at home, what she earns, or who lives with her."),
            _("Take a writ for her, or sign for it."),
        ),
    ),
    Answer(
        Asker.LAWYER,
        _("Lawyer"),
        "briefcase",
        may=(
            _("Her own lawyer: she comes along, or she asks you for her papers herself and gives them to him."),
            _("With her agreement, one fact that she chose, in writing, and she reads it first."),
        ),
        never=(
            NOT_WHETHER,
            _("Believe a mandate on the telephone. Call back through her."),
            _("Write a testimony for one of two tenants of the same dwelling. Ask your head of service first."),
        ),
    ),
    Answer(
        Asker.WELFARE_CENTRE,
        _("CPAS, hospital, other social service"),
        "heart-handshake",
        may=(
            _(
                "With her agreement, what this request needs and no more, to a named person who is bound "
                "by secrecy too."
            ),
            _("Without it: give her a card with the way there, and let her choose."),
            _("Grave danger at once, and no other way: two of you decide, she is told as soon as danger allows."),
        ),
        never=(
            NOT_WHETHER,
            _("Send to a shared mailbox, or tell what she told you in confidence."),
            _("In a meeting of several services: speak because the others speak. There is no duty to."),
        ),
    ),
    Answer(
        Asker.HOUSE,
        _("Management, accounts, technical service, a colleague"),
        "building-2",
        may=(
            _("Say the sentence. It is the same for everybody, management included: rank opens nothing."),
            _(
                "A worry of theirs: they tell it to the social service as a signal. What goes back is a "
                "prepared phrase, chosen by you."
            ),
        ),
        never=(
            NOT_WHETHER,
            _("Give a reason for a payment, an absence, a repair that waits."),
            _("Answer “just between us”, at the coffee machine or in a lift."),
        ),
    ),
    Answer(
        Asker.FAMILY,
        _("Family, partner, neighbour, friend"),
        "users",
        may=(
            _("Offer your help to the one who stands there: she may ask for something for herself."),
            _("Say when the service can be reached: those hours are public."),
            _("Worried for somebody’s life: 112 or 101 is for everybody; show how."),
        ),
        never=(
            NOT_WHETHER,
            _(
                "Pass on an address, a number or a message. To the one who is sought, the question itself "
                "can be a danger."
            ),
            _("Let a child or a partner speak for her, or interpret."),
        ),
    ),
)
BY_ASKER = {answer.asker: answer for answer in ANSWERS}
SENTENCE = _("The social service does not tell whom it accompanies.")
