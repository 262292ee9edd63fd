"""The letter that carries a code: for a window envelope, in the person's language, kept nowhere."""

import datetime as dt
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.kernel.codes import as_typed, in_groups
from palier.registry.messaging import queries as messaging
from palier.registry.messaging.exports import letters_pdf
from palier.registry.messaging.rules import languages, preset_language
from palier.registry.messaging.rules.sentences import spoken_day
from palier.registry.people.models import Person


def code_letter_pdf(actor: Actor, person: Person, code: str, ends_on: dt.date, door: str) -> bytes:
    """The code, where it is typed and what it opens; it says of nobody that she is helped (P10). `door`: the address.

    Raises Refused where no letter goes to her.
    """
    words = {one: _words(one, ends_on, door) for one in languages(preset_language(person.language))}
    sheet = messaging.sheet_not_kept(actor, person.pk, words)
    large = in_groups(as_typed(code))
    return letters_pdf([replace(sheet, texts=tuple(replace(text, large=large) for text in sheet.texts))])


def _words(language: str, ends_on: dt.date, door: str) -> tuple[str, str]:
    with translation.override(language):
        said = {"door": door, "day": f"{spoken_day(ends_on, language)} {ends_on.year}"}
        text = _(
            "Hello,\n\n"
            "With this code you see on a screen when we receive, and you can write to us.\n\n"
            "You type it at %(door)s. It shows nothing about you. It opens until %(day)s.\n\n"
            "You need not use it: everything can also be done by telephone, at the counter and by letter."
        )
        return _("Your code"), text % said
