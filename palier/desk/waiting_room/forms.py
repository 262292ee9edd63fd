"""What may be sent about somebody who arrives."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.waiting.rules import ArrivalDraft

Names = dict[uuid.UUID, str]


def _who_may_be_asked_for(receivers: Names) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Asked for"),
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
        choices=[("", _("whoever is free")), *((str(pk), name) for pk, name in receivers.items())],
    )


class ArrivalForm(forms.Form):
    """Who arrives. Nothing but the venue must be said (P14): a name is given, or it is not."""

    household = forms.UUIDField(required=False, widget=forms.HiddenInput)
    who = forms.CharField(label=_("Who"), max_length=100, required=False, strip=False)
    looks = forms.CharField(label=_("To find her again"), max_length=100, required=False, strip=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    interpreter = forms.BooleanField(label=_("An interpreter is wanted"), required=False)

    def __init__(
        self, data: QueryDict | None, *, venues: Names, receivers: Names, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        language = get_language() or "fr"
        spoken = [(one.code, one.name.in_(language)) for one in SPOKEN_LANGUAGES.values()]
        self.fields["language"].choices = [("", _("not said")), *spoken]  # type: ignore[attr-defined]
        self.fields["asked_for"] = _who_may_be_asked_for(receivers)
        self.fields["venue"] = forms.TypedChoiceField(
            label=_("Where"),
            coerce=uuid.UUID,
            choices=[(str(pk), name) for pk, name in venues.items()],
            widget=forms.HiddenInput if len(venues) == 1 else forms.Select,
            error_messages={"required": _("Choose the venue."), "invalid_choice": _("Choose the venue.")},
        )

    def draft(self) -> ArrivalDraft:
        """Who arrives, as typed. Call only when the form is valid."""
        data = self.cleaned_data
        return ArrivalDraft(
            venue=data["venue"],
            household=data["household"],
            who=data["who"],
            looks=data["looks"],
            language=data["language"],
            interpreter=data["interpreter"],
            asked_for=data["asked_for"],
        )


class PassOnForm(forms.Form):
    """For whom she waits."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, receivers: Names, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["asked_for"] = _who_may_be_asked_for(receivers)


class VersionForm(forms.Form):
    """A button of the room: the version of the arrival it was drawn for."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 2)
