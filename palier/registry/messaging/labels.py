"""The words shown for the closed lists of letters, and their icons."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from palier.registry.messaging.rules import (
    FROM_TEMPLATES,
    Channel,
    DispatchState,
    LetterKind,
    LetterLanguage,
    LetterState,
    TemplateState,
    Words,
)

LETTER_KINDS = [
    (LetterKind.APPOINTMENT, _("Appointment")),
    (LetterKind.SUPPORT, _("Letter of support")),
    (LetterKind.WELCOME, _("Invitation to a welcome meeting")),
    (LetterKind.FOLLOWS_YOU, _("Who follows you now")),
    (LetterKind.CALL_US, _("Please call us")),
    (LetterKind.EMPTY, _("Empty letter")),
    (LetterKind.CERTIFICATE, _("Certificate of help offered")),
]
TEMPLATE_KINDS: list[tuple[LetterKind, Any]] = [(kind, words) for kind, words in LETTER_KINDS if kind in FROM_TEMPLATES]
KIND_ICONS = {
    LetterKind.APPOINTMENT: "calendar-clock",
    LetterKind.SUPPORT: "hand-heart",
    LetterKind.WELCOME: "users",
    LetterKind.FOLLOWS_YOU: "user-round-cog",
    LetterKind.CALL_US: "phone",
    LetterKind.EMPTY: "file",
    LetterKind.CERTIFICATE: "file-badge",
}
TEMPLATE_STATES = [
    (TemplateState.DRAFT, _("Draft of a template")),
    (TemplateState.CURRENT, _("In use")),
    (TemplateState.FORMER, _("Former")),
]
LETTER_LANGUAGES = [
    (LetterLanguage.FR, _("French")),
    (LetterLanguage.NL, _("Dutch")),
    (LetterLanguage.BOTH, _("French, then Dutch")),
]
LETTER_STATES = [
    (LetterState.DRAFT, _("Draft of a letter")),
    (LetterState.READY, _("Ready")),
    (LetterState.SENT, _("Gone")),
]
CHANNELS = [
    (Channel.COUNTER, _("Given by hand at the counter")),
    (Channel.LETTER, _("By post")),
    (Channel.MAIL, _("By mail: a letter waits")),
    (Channel.SMS, _("By SMS: a letter waits")),
]
CHANNEL_ICONS = {
    Channel.COUNTER: "hand",
    Channel.LETTER: "mail",
    Channel.MAIL: "at-sign",
    Channel.SMS: "message-square",
}
WORDS = [
    (Words.APPOINTMENT, _("the day and the hour")),
    (Words.CALL_BACK, _("please call us back")),
    (Words.LETTER_WAITS, _("a letter waits")),
]
DISPATCH_STATES = [
    (DispatchState.WAITING, _("Waiting")),
    (DispatchState.UNDER_WAY, _("Under way")),
    (DispatchState.SENT, _("Gone")),
    (DispatchState.FAILED, _("It did not go")),
    (DispatchState.WITHDRAWN, _("Withdrawn")),
]
