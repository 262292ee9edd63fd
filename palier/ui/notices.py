"""Messages to the person at the screen, with a line to undo when the act can be undone."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

UNDO = "undo:"


def done(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say that it is done. `undo_url` takes a POST; the page offers it for ten seconds."""
    messages.success(request, text, extra_tags=UNDO + undo_url if undo_url else "")


def todo(request: HttpRequest, text: str) -> None:
    """Say what is still missing, in words that tell how to mend it."""
    messages.warning(request, text)


def undo_url(message: Message) -> str:
    """Where to post to undo what this message announces, or nothing."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
