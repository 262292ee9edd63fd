"""What is sent about a hold, and about a finding."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.ui.forms import Words


class HoldForm(forms.Form):
    """The company's own number of a person, or the number of a file; and why."""

    person = forms.CharField(
        label=_("Number of the person in the company’s own file"), max_length=64, required=False, strip=True
    )
    file = forms.UUIDField(
        label=_("Or the number of a file"),
        required=False,
        error_messages={"invalid": _("This is no number of a file. Copy it whole, with its hyphens.")},
    )
    reason = Words(label=_("Why this must be kept"), rows=3, max_length=1000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and bool(cleaned.get("person")) == bool(cleaned.get("file")):
            self.add_error("person", _("Give one of the two: the number of a person, or the number of a file."))
        return cleaned

    @property
    def file_number(self) -> uuid.UUID | None:
        return self.cleaned_data.get("file")


class AnswerForm(forms.Form):
    """The officer’s word; she may leave it empty: looked at, nothing to say."""

    word = Words(label=_("Your word on it"), rows=2, max_length=1000, required=False)
