"""What she asks goes to the worker who looks after her home."""

import uuid

from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.casework.cases.actions import door as cases
from palier.door.ask.labels import WHENS
from palier.door.ask.rules import Answers, When, Wish
from palier.ui.templatetags.saying import phone_number


def ask_for_help(*, actor: Actor, answers: Answers, key: uuid.UUID) -> None:
    """Leave it in her worker's inbox. The same `key` twice is one request.

    Raises InvalidInput when it cannot be noted: nobody looks after her home, or ten were asked today.
    """
    cases.ask_for_help(actor=actor, text=as_words(answers), key=key)


def as_words(answers: Answers) -> str:
    """What the worker reads, in the language in which it was asked."""
    if answers.wish == Wish.CALL_ME:
        when = dict(WHENS).get(answers.when or When.ANY, "")
        first = _("Asks to be called: %(phone)s, %(when)s.") % {"phone": phone_number(answers.phone), "when": when}
    elif answers.wish == Wish.I_COME:
        first = _("Will come by.")
    else:
        first = ""
    return "\n\n".join(filter(None, (first, answers.text.strip())))
