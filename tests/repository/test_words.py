"""Every catalogue is heard: a library's word for the same message does not speak over ours."""

from pathlib import Path

import pytest
from django.utils import translation

from palier.ui import messages_tool

PALIER = Path(messages_tool.__file__).parents[1]


def said(language: str):
    """(app, context, message, what our catalogue says) for each message without a plural."""
    for app in messages_tool.app_folders([PALIER]):
        for message in messages_tool.read(app / "locale" / language / "LC_MESSAGES" / "django.po", language):
            if message.id and isinstance(message.id, str):
                yield app.name, message.context, message.id, message.string


@pytest.mark.parametrize("language", messages_tool.LANGUAGES)
def test_what_a_catalogue_says_is_what_is_shown(language):
    wrong, seen = [], 0
    with translation.override(language):
        for app, context, message, words in said(language):
            seen += 1
            shown = translation.pgettext(context, message) if context else translation.gettext(message)
            if shown != words:
                wrong.append((app, message, shown))
    assert wrong == []
    assert seen > 1000
