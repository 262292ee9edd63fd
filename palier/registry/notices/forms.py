"""A file with a voice, and the number that plays it. The file is judged here: it is input like any other."""

from __future__ import annotations  # the stubs make UploadedFile generic, Django does not

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from palier.kernel.errors import InvalidInput
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.registry.notices.imports import sound
from palier.registry.notices.labels import VOICES
from palier.registry.notices.rules.sounds import LARGEST, Sound, Voice
from palier.ui.forms import Day, one_of, say

ACCEPT = ".mp3,.m4a,.ogg,.opus,.wav,audio/*"


class RecordingForm(forms.Form):
    """The file, who spoke, and when a speaker of the language listened to it."""

    file = forms.FileField(label=_("The recording"), error_messages={"required": _("Choose a file.")})
    voice = one_of(VOICES.items(), label=_("Who speaks"))
    listened_on = Day(label=_("A speaker of the language listened to it on"), required=False)

    def clean_file(self) -> Sound:
        given: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            return sound(given.read(LARGEST + 1))
        except InvalidInput as problem:
            raise ValidationError([say(message) for message in problem.fields["file"]]) from problem

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"sound": data["file"], "voice": Voice(data["voice"]), "listened_on": data["listened_on"]}


class ListeningLineForm(forms.Form):
    """The number, empty to end it, and its first day."""

    phone = forms.CharField(label=_("Telephone number that plays the notices"), max_length=30, required=False)
    starts = Day(label=_("From this day on"))

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"].strip()
        try:
            return phone_number(given) if given else ""
        except InvalidIdentifier as wrong:
            raise ValidationError(" ".join(say(sentence) for sentence in wrong.sentences)) from wrong

    def values(self) -> dict[str, str | dt.date]:
        return {"phone": self.cleaned_data["phone"], "starts": self.cleaned_data["starts"]}
