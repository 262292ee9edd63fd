"""Verbs of recordings: kept, heard by a speaker, withdrawn; the number on which the notices are played."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.kernel.errors import InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.registry.notices.rules import heard_languages, notice
from palier.registry.notices.rules.sounds import Sound, Voice


def _told(function: str, *params: Any) -> bool:
    places = ", ".join(["%s"] * len(params))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{function}({places})", params)
        return bool(cursor.fetchone()[0])


def keep_recording(
    *, actor: Actor, key: str, language: str, sound: Sound, voice: Voice, listened_on: dt.date | None
) -> uuid.UUID:
    """Keep a voice for a notice in a language, in the place of the one before. Returns its id.

    `listened_on`: the day on which a speaker listened to it, None when nobody has. Raises InvalidInput for a day to
    come, Refused for what is no notice or no language of the list.
    """
    require(actor, Can.ORGANISATION_SET)
    if notice(key) is None or language not in {one.code for one in heard_languages()}:
        raise Refused()
    if listened_on is not None and listened_on > actor.today:
        raise InvalidInput({"listened_on": [_("This day has not come yet. Write the day on which somebody listened.")]})
    made = new_id()
    said = (key, language, sound.kind.value, sound.seconds, sound.data, voice.value, listened_on)
    if not _told("keep_recording", made, *said):
        raise Refused()
    return made


def heard_by_a_speaker(*, actor: Actor, pk: uuid.UUID) -> None:
    """Somebody who speaks the language listened to it today: it is public from now on. Raises Refused for another's."""
    require(actor, Can.ORGANISATION_SET)
    if not _told("recording_heard", pk):
        raise Refused()


def withdraw(*, actor: Actor, pk: uuid.UUID) -> None:
    """The voice is gone, for good. Raises Refused for another's, and for one that is gone already."""
    require(actor, Can.ORGANISATION_SET)
    if not _told("withdraw_recording", pk):
        raise Refused()


def set_listening_line(*, actor: Actor, phone: str, starts: dt.date) -> None:
    """From this day on the notices are played on this number; an empty one ends it.

    Raises InvalidInput for a day that has passed.
    """
    require(actor, Can.ORGANISATION_SET)
    if starts < actor.today:
        raise InvalidInput({"starts": [_("This day has passed. Choose today or a day to come.")]})
    if not _told("set_listening_line", new_id(), starts, phone):
        raise Refused()
