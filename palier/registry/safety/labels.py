"""The words of what to do at a door. They stand on the screen of an agent: short, and the same for everybody."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.safety.rules import NotToldYet, ToDo

TO_DO = [
    (ToDo.COME_IN_TWOS, _("Come in twos")),
    (ToDo.APPOINTMENT_FIRST, _("Make an appointment first")),
    (ToDo.RING_AND_WAIT, _("Ring and wait outside")),
    (ToDo.DOG, _("Dog")),
    (ToDo.DO_NOT_GO_IN, _("Do not go in")),
    (ToDo.CALL_REFERENT, _("Call the assigned worker first")),
    (ToDo.SPEAK_SLOWLY, _("Speak slowly, in a language")),
]
NOT_TOLD_YET = [(NotToldYet.DANGER, _("Not yet: telling her is the danger"))]


def spoken(code: str) -> str:
    """The name of a spoken language in the language of the screen."""
    known = SPOKEN_LANGUAGES.get(code)
    return known.name.in_((get_language() or "fr")[:2]) if known else code


def spoken_choices() -> list[tuple[str, str]]:
    """Every spoken language, by its name in the language of the screen, the most spoken here first."""
    return [(code, spoken(code)) for code in SPOKEN_LANGUAGES]


def in_words(what: Iterable[str], language: str) -> list[str]:
    """What to do, in the order of the list."""
    chosen = set(what)
    return [
        gettext("Speak slowly, in this language: %(language)s") % {"language": spoken(language)}
        if one == ToDo.SPEAK_SLOWLY
        else str(words)
        for one, words in TO_DO
        if one in chosen
    ]
