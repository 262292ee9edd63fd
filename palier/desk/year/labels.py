"""The words of the lists and of their codes."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.cases.labels import CHANNELS, DOMAINS, HELP_GIVEN, OUTCOMES
from palier.casework.entitlements.rules import questions
from palier.casework.mail_bag.labels import LETTER_KINDS
from palier.desk.year.rules import List
from palier.kernel import clock
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.messaging.labels import CHANNELS as WAYS

TITLES = {
    List.CONTACT_CHANNEL: _("Contacts, how"),
    List.CONTACT_DOMAIN: _("Contacts, about what"),
    List.HELP_GIVEN: _("Contacts, what was given"),
    List.REQUEST_DOMAIN: _("Requests, about what"),
    List.FILE_OPENED: _("Files opened, about what"),
    List.FILE_CLOSED: _("Files closed, how it ended"),
    List.TENANCY: _("Files closed, the home"),
    List.LETTER: _("Letters and messages that left"),
    List.BROUGHT: _("Letters that people brought"),
    List.RIGHT: _("Rights gone through"),
    List.INTERPRETED: _("Interpreters of the service, minutes"),
}
TENANCIES = [
    ("kept", pgettext_lazy("tenancy", "kept")),
    ("moved", pgettext_lazy("tenancy", "left for another home")),
    ("lost", pgettext_lazy("tenancy", "lost")),
]
CODES: dict[List, Any] = {
    List.CONTACT_CHANNEL: CHANNELS,
    List.CONTACT_DOMAIN: DOMAINS,
    List.HELP_GIVEN: HELP_GIVEN,
    List.REQUEST_DOMAIN: DOMAINS,
    List.FILE_OPENED: DOMAINS,
    List.FILE_CLOSED: OUTCOMES,
    List.TENANCY: TENANCIES,
    List.LETTER: WAYS,
    List.BROUGHT: LETTER_KINDS,
}


def words_of(name: List, language: str) -> Callable[[str], str]:
    """The words of a code of this list; one that was never said, and one that is no longer in use, have theirs."""
    known = {str(code): str(words) for code, words in CODES.get(name, ())}
    if name == List.RIGHT:
        known = {one.code: one.asks.in_(language) for one in questions(clock.today())}
    if name == List.INTERPRETED:
        known = {one.code: one.name.in_(language) for one in SPOKEN_LANGUAGES.values()}
    return lambda code: known.get(code, code) if code else str(_("not coded"))
