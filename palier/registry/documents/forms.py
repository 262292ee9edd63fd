"""Files that are sent, and what is said of them. The cleaning is asked here: a file is input like any other."""

from __future__ import annotations  # the stubs make UploadedFile generic, Django does not

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from palier.access.rules import Tier
from palier.kernel.errors import InvalidInput
from palier.registry.documents.imports import clean
from palier.registry.documents.rules import NAME_AT_MOST, PHOTOS, TOGETHER_AT_MOST, Cleaned
from palier.registry.documents.rules.names import shown_name
from palier.ui.forms import say

PHOTO_ACCEPT = "image/jpeg,image/png"  # a telephone that stores others turns them into these
PHOTO_BEGINS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
NO_PHOTO = gettext_noop("This is not a photo of a kind taken here (JPEG, PNG). Choose another, or take one.")
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.ods,.txt"


class Files(forms.FileField):
    """Any number of files at once."""

    class Widget(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Widget

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        found = data if isinstance(data, list | tuple) else [data] if data else []
        if not found:
            raise forms.ValidationError(_("Choose a file."))
        if len(found) > TOGETHER_AT_MOST:
            raise forms.ValidationError(
                _("At most %(number)s files at once: send the others after."), params={"number": TOGETHER_AT_MOST}
            )
        return list(found)


class PersonsForm(forms.Form):
    """Whom it concerns: persons of the household."""

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        persons: Mapping[uuid.UUID, str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        self.fields["persons"] = forms.TypedMultipleChoiceField(
            choices=[(str(pk), name) for pk, name in persons.items()],
            coerce=uuid.UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Whom it concerns"),
        )


@dataclass(frozen=True)
class Sent:
    """One file as sent: what may be kept of it, or why it cannot be."""

    name: str
    file: Cleaned | None
    why: tuple[str, ...] = ()


class AddForm(PersonsForm):
    """Files, a name for the one, whom they concern."""

    file = Files(label=_("Files"))
    name = forms.CharField(label=_("Name, when it is one file"), max_length=NAME_AT_MOST, required=False)
    own = forms.BooleanField(label=_("Only for me, for thirty days"), required=False)

    field_order = ("file", "name", "persons", "own")

    def sent(self) -> list[Sent]:
        """Each file, cleaned or with its reasons. Takes up to ten seconds a file; a valid form is asked once."""
        return [_judged(upload) for upload in self.cleaned_data["file"]]

    @property
    def tier(self) -> Tier:
        return Tier.AUTHOR if self.cleaned_data["own"] else Tier.TEAM


class PhotoForm(forms.Form):
    """Photos of one sending from a telephone."""

    file = Files(label=_("Photos"))

    def sent(self) -> list[Sent]:
        """Each photo, cleaned or with its reasons; what is no photo is not taken."""
        return [_a_photo(upload) for upload in self.cleaned_data["file"]]


class CorrectForm(PersonsForm):
    """The name and whom it concerns, on what was seen."""

    name = forms.CharField(label=_("Name"), max_length=NAME_AT_MOST, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _judged(upload: UploadedFile[Any]) -> Sent:
    name = upload.name or ""
    try:
        return Sent(shown_name(name), clean(upload.read(), name))
    except InvalidInput as problem:
        return Sent(shown_name(name), None, tuple(say(message) for message in problem.fields["file"]))


def _a_photo(upload: UploadedFile[Any]) -> Sent:
    """What does not begin as a photo is not even looked into; what begins so is judged like any file."""
    begins = upload.read(8)
    upload.seek(0)
    one = _judged(upload) if begins.startswith(PHOTO_BEGINS) else None
    if one is None or (one.file and one.file.kind not in PHOTOS):
        return Sent(shown_name(upload.name or ""), None, (gettext(NO_PHOTO),))
    return one
