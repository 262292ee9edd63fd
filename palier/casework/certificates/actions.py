"""The certificate is made by the worker's hand, as a draft that the tenant reads first. No job makes one."""

import uuid
from typing import Any

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.casework.certificates.rules import (
    OWN_LINE_AT_MOST,
    OWN_LINES_AT_MOST,
    TITLES,
    Offer,
    body,
    forbidden_words,
)
from palier.kernel.errors import InvalidInput, Message
from palier.registry.messaging import actions as messaging
from palier.registry.messaging import queries as letters
from palier.registry.messaging.rules import LetterDraft, LetterKind, languages, preset_language


def make_certificate(
    *,
    actor: Actor,
    household: uuid.UUID,
    person: uuid.UUID,
    file: uuid.UUID | None,
    offers: list[Offer],
    own_lines: list[str],
    key: uuid.UUID | None = None,
) -> uuid.UUID:
    """A draft in her language, or in both. Returns the letter's id. It goes to her, and to nobody else.

    Raises InvalidInput without a date, for a day to come, for a third line or for a word that never stands here (P3).
    """
    require(actor, Capability.CERTIFICATE_MAKE)
    whose = letters.member(actor, household, person)
    _check(actor, offers, own_lines)
    language = preset_language(whose.person.language)
    worker = letters.known_words(actor, whose.name, None, None, "")["fr"]["worker"]
    words: dict[str, Any] = {}
    for one in languages(language):
        words |= {f"title_{one}": TITLES[one], f"body_{one}": body(one, whose.name, offers, own_lines, worker)}
    draft = LetterDraft(
        household=household,
        person=person,
        kind=LetterKind.CERTIFICATE,
        template_version=0,
        language=language,
        file=file,
        **words,
    )
    return messaging.write_letter(actor=actor, draft=draft, key=key)


def _check(actor: Actor, offers: list[Offer], own_lines: list[str]) -> None:
    problems: dict[str, list[Message | str]] = {}
    if not offers:
        problems["offers"] = [_("Choose at least one day on which you offered help.")]
    if any(one.on > actor.today for one in offers):
        problems["on"] = [_("This day is still to come: help is offered on a day that has been.")]
    if len(own_lines) > OWN_LINES_AT_MOST or any(len(line) > OWN_LINE_AT_MOST for line in own_lines):
        problems["own_lines"] = [_("She may add two lines of at most 200 letters each.")]
    if wrong := forbidden_words(" ".join(own_lines)):
        problems["own_lines"] = [
            Message(
                _("Not on this sheet: %(words)s. It says that help was offered, never what became of it."),
                {"words": ", ".join(wrong)},
            )
        ]
    if problems:
        raise InvalidInput(problems)
