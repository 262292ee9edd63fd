"""What these pages take in: the end-of-day table, a replacement, a review."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from palier.casework.cases.labels import CHANNELS, DOMAINS
from palier.desk.my_day.labels import CALL_ANSWERS, REVIEW_OUTCOMES

NOTHING: list[tuple[str, Any]] = [("", "—")]
ROWS = 50


class RowForm(forms.Form):
    """One contact of the end-of-day table. Every column is optional; an empty row is left for later."""

    contact = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    domain = forms.ChoiceField(label=_("Theme"), choices=[*NOTHING, *DOMAINS], required=False)
    channel = forms.ChoiceField(label=_("Kind"), choices=[*NOTHING, *CHANNELS], required=False)
    step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    due = forms.DateField(
        label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for bound in self.visible_fields():
            bound.field.widget.attrs |= {"class": "form-control", "aria-describedby": f"{self.prefix}-what"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("due") and not data.get("step"):
            raise ValidationError({"step": _("Say what is to be done on that day, or take the day away.")})
        return data


EndOfDay = forms.formset_factory(RowForm, extra=0, max_num=ROWS, absolute_max=ROWS * 2)


class CoverForm(forms.Form):
    """Who is away, who stands in, until when: three taps."""

    absent = forms.TypedChoiceField(label=_("Who is away"), coerce=uuid.UUID)
    covering = forms.TypedChoiceField(label=_("Who stands in"), coerce=uuid.UUID)
    last = forms.DateField(
        label=_("Up to and including"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: Any, colleagues: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("absent", "covering"):
            self.fields[name].choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("absent") and data.get("absent") == data.get("covering"):
            raise ValidationError({"covering": _("Choose somebody else: nobody stands in for herself.")})
        return data


class AwayForm(forms.Form):
    """I am away: who stands in for me, until when."""

    covering = forms.TypedChoiceField(label=_("Who stands in for me"), coerce=uuid.UUID)
    last = forms.DateField(
        label=_("Up to and including"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: Any, colleagues: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["covering"].choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """The finding of a review, from a closed list."""

    outcome = forms.ChoiceField(label=_("Finding"), choices=REVIEW_OUTCOMES)


class CallForm(forms.Form):
    """One tap after a call."""

    result = forms.ChoiceField(choices=CALL_ANSWERS)
    idempotency_key = forms.UUIDField(required=False)
