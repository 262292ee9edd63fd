"""The columns of a table of services, as a template heads them, and the words in which a closed list may be said."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

LANGUAGES = ("fr", "nl")

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
    "phone": _("telephone"),
    "email": _("e-mail"),
    "address": _("address"),
    "capacity": _("places"),
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
