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
from palier.registry.messaging.rules.batches import LineState
from palier.registry.messaging.rules.mailings import MailingChannel, MailingKind, MailingState

LETTER_KINDS = [
    (LetterKind.APPOINTMENT, _("Appointment")),
    (LetterKind.SUPPORT, _("Letter of support")),
    (LetterKind.WELCOME, _("Invitation to a welcome meeting")),
    (LetterKind.FOLLOWS_YOU, _("Who follows you now")),
    (LetterKind.CALL_US, _("Please call us")),
    (LetterKind.ORIENTATION, _("Orientation card")),
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
    LetterKind.ORIENTATION: "compass",
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
LINE_STATES = [
    (LineState.WAITING, _("To be made")),
    (LineState.MADE, _("Made")),
    (LineState.BY_HAND, _("From hand to hand only: write this one from her household’s page, and give it to her.")),
    (LineState.MOVED, _("She is no longer declared in this household: look where she lives now.")),
    (LineState.NOT_YOURS, _("You are no longer in the team of this file: its worker writes to her.")),
    (LineState.TOO_LONG, _("With her name, the first line is too long: write this one by itself.")),
]
MAILING_KINDS = [
    (MailingKind.INVITATION, _("Invitation to a meeting of tenants")),
    (MailingKind.MINUTES, _("Minutes of a meeting of tenants")),
]
MAILING_CHANNELS = [
    (MailingChannel.LETTER, _("By post")),
    (MailingChannel.MAIL, _("By mail: a letter waits")),
    (MailingChannel.COUNTER, _("At the counter, on paper")),
]
MAILING_STATES = [
    (MailingState.WAITING, _("Waiting")),
    (MailingState.MADE, _("To print and to post")),
    (MailingState.UNDER_WAY, _("Under way")),
    (MailingState.SENT, _("Gone")),
    (MailingState.FAILED, _("Lives there no more")),
]
