"""The columns of a table of services: how it heads them, how each is filled in, and the words of closed lists."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from palier.registry.partners.labels.hours import DAY_WORDS

LANGUAGES = ("fr", "nl")
DAYS = {
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
    "sunday": "SU",
}  # fmt: skip

COLUMN_WORDS = {
    "source_id": _("number of the service"),
    "name_fr": _("service, in French"),
    "name_nl": _("service, in Dutch"),
    "organisation_fr": _("organisation, in French"),
    "organisation_nl": _("organisation, in Dutch"),
    "kind": _("kind of partner"),
    "level": _("level"),
    "url": _("website"),
    "description_fr": _("description in French"),
    "description_nl": _("description in Dutch"),
    "domains": _("helps with"),
    "eligibility": _("for whom"),
    "area": _("communes"),
    "languages": _("languages"),
    "hours": _("opening hours"),
    **{name: DAY_WORDS[day] for name, day in DAYS.items()},
    "phone": _("telephone"),
    "email": _("e-mail"),
    "address": _("address"),
    "step_free": _("entrance without a step"),
    "capacity": _("places"),
}
_FROM_THE_LIST = _("One word of its list, in French or in Dutch.")
_SOME_OF_THE_LIST = _("Words of its list, with a semicolon between two.")
_OF_A_DAY = _("From when to when, like 9:00-12:00, 13:30-17:00. Closed all day: leave it empty.")
COLUMN_HELP = {
    "source_id": _("Must be filled in: its number in your own list. The same number is the same service next time."),
    "name_fr": _("Must be filled in."),
    "name_nl": _("Empty: the same as in French."),
    "organisation_fr": _("Must be filled in. The same name is the same organisation: say the same of it on each line."),
    "organisation_nl": _("Empty: the same as in French."),
    "kind": _FROM_THE_LIST,
    "level": _FROM_THE_LIST,
    "url": _("The whole address, from https:// on."),
    "description_fr": _("What the service does, in some lines."),
    "description_nl": _("Empty: the same as in French."),
    "domains": _SOME_OF_THE_LIST,
    "eligibility": _("For whom, on which conditions, in some lines."),
    "area": _("Names of communes or their NIS codes, with a semicolon between two. Empty: everywhere."),
    "languages": _SOME_OF_THE_LIST,
    "hours": _("In words, where seven days do not tell it: by appointment, closed in August."),
    **dict.fromkeys(DAYS, _OF_A_DAY),
    "phone": _("A whole number, with its zone: 02 123 45 67."),
    "email": _("One mail address."),
    "address": _("Street, number, postcode and commune."),
    "step_free": _("Yes or no. Empty: nobody asked."),
    "capacity": _FROM_THE_LIST,
}


def headers() -> dict[str, str]:
    """Every heading of the template, in both languages, to our name of the column."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {str(words): name for name, words in COLUMN_WORDS.items()}
    return found


def words_of(pairs: Iterable[tuple[str, object]]) -> dict[str, str]:
    """A closed list as it may be written: our word, and its words in both languages."""
    kept = [(str(value), words) for value, words in pairs]
    found = {value: value for value, _words in kept}
    for language in LANGUAGES:
        with override(language):
            found |= {str(words): value for value, words in kept}
    return found
