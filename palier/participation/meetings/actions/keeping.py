"""What the verbs of meetings share: words in both languages, changed when nobody else did; what was sent stays."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.kernel.errors import Conflict
from palier.participation.meetings.models import Meeting
from palier.participation.meetings.rules import State, clean

Wrong = dict[str, list[str]]


def both(wrong: Wrong, name: str, fr: str, nl: str, at_most: int) -> dict[str, str]:
    """A text in both languages as it is kept; says in `wrong` which one is missing."""
    kept = {f"{name}_fr": clean(fr, at_most), f"{name}_nl": clean(nl, at_most)}
    for field, text in kept.items():
        if not text:
            wrong[field] = [_("Write it in both languages: tenants read the one or the other.")]
    return kept


def keep(actor: Actor, model: Any, pk: uuid.UUID, version: int, values: Mapping[str, Any]) -> int:
    """Change what nobody else changed since. Returns its new version. Raises Conflict."""
    rows = model.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()
    return version + 1


def still_open(meeting: Meeting) -> None:
    """Raises Conflict once the minutes went out: what was sent stays what it was."""
    if meeting.state == State.MINUTES_SENT:
        raise Conflict(
            _("The minutes of this meeting were sent."),
            how_to_mend=_("Say it at the next meeting: it begins with that."),
        )


def to_read_again(actor: Actor, meeting: uuid.UUID) -> None:
    """A text of the minutes changed: they are read again for names, and signed again, before they go."""
    rows = Meeting.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=meeting).exclude(state=State.MINUTES_SENT)
    rows.exclude(read_again_on=None, signed_on=None).update(read_again_on=None, signed_on=None, signed_as="")
