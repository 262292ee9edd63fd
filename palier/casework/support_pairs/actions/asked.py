"""What the closed functions of the database answer, and the keys that lie outside it (ADR 16)."""

import json
import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_noop as _

from palier.access import keys
from palier.access.closed import told
from palier.kernel.errors import Message, Refused

Problems = dict[str, list[Message | str]]
SAY_WHEN: list[Message | str] = [_("Say on which day: today or before.")]


def destroy_key(subject: uuid.UUID) -> None:
    """Once the row that bore it is gone for good. Should this process die before, the job does it within the hour."""
    transaction.on_commit(lambda: keys.destroy(subject))


def sealed_into(subject: uuid.UUID, text: str, *params: Any) -> Any:
    """What the database answers to a row with a key of its own; a key whose row may not stand is not left behind."""
    answer = None
    try:
        answer = told(text, *params)
    finally:
        if answer in (None, False, "refused", "open"):
            keys.destroy(subject)
    return answer


def as_json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, cls=DjangoJSONEncoder)


def must(text: str, *params: Any) -> None:
    if not told(text, *params):
        raise Refused()
