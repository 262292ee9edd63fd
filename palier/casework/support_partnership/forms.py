"""What the cell writes of its partnership. Forms check shape; actions decide."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.support_partnership.labels import KINDS, NOTES
from palier.casework.support_partnership.rules import (
    WORDS_AT_MOST,
    FundingDraft,
    NoteDraft,
    NoteKind,
    PresentationDraft,
    PresentationKind,
)
from palier.casework.support_requests.labels import RELAYS
from palier.casework.support_requests.rules import Relay
from palier.ui.forms import Day, Euros, Words, from_list, one_of

LINE_AT_MOST = 200
MILLIONS = Decimal(99_000_000)


class PresentationForm(forms.Form):
    """When, before whom, how many, what came out of it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = Day(label=_("Which day"))
    kind = one_of(KINDS, label=_("What it was"))
    organisation = from_list([], label=_("Before which organisation"))
    audience = forms.CharField(label=_("Before whom, in words"), max_length=LINE_AT_MOST, required=False)
    present = forms.IntegerField(label=_("How many were there"), min_value=0, max_value=5_000, required=False)
    came_of_it = Words(label=_("What came out of it"), max_length=WORDS_AT_MOST, required=False)

    def __init__(self, *args: Any, houses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [*self.fields["organisation"].choices[:1], *houses]  # type: ignore[attr-defined]

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def draft(self) -> PresentationDraft:
        data = self.cleaned_data
        return PresentationDraft(
            day=data["day"],
            kind=PresentationKind(data["kind"]),
            organisation=uuid.UUID(data["organisation"]) if data["organisation"] else None,
            audience=data["audience"],
            present=data["present"],
            came_of_it=data["came_of_it"],
        )


class FundingForm(forms.Form):
    """From when until when, of whom, by which decision, for what."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    since = Day(label=_("First day"))
    until = Day(label=_("Last day"), required=False)
    funder = forms.CharField(label=_("Who funds"), max_length=LINE_AT_MOST)
    decision = forms.CharField(label=_("Reference of the decision"), max_length=LINE_AT_MOST, required=False)
    amount = Euros(label=_("Amount in euros"), at_most=MILLIONS, required=False)
    half_time_posts = forms.IntegerField(
        label=_("Half-time secondments it pays"), min_value=0, max_value=99, required=False
    )
    structural = forms.BooleanField(
        label=_("Structural"), required=False, help_text=_("It goes on by itself. Else it has a last day.")
    )

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def draft(self) -> FundingDraft:
        return FundingDraft(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class NoteForm(forms.Form):
    """A dated line."""

    kind = forms.ChoiceField(label=_("About what"), choices=NOTES)
    day = Day(label=_("Since which day"))
    words = Words(label=_("In words"), max_length=WORDS_AT_MOST, help_text=_("No tenant and no worker who asks."))

    @property
    def draft(self) -> NoteDraft:
        data = self.cleaned_data
        return NoteDraft(data["day"], NoteKind(data["kind"]), data["words"])


class RelayForm(forms.Form):
    """Who goes on with one request."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    relay = one_of(RELAYS, label=_("Who goes on"))
    service = from_list([], label=_("Which service of the directory"))

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [*self.fields["service"].choices[:1], *services]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[Relay, uuid.UUID | None]:
        data = self.cleaned_data
        return Relay(data["relay"]), uuid.UUID(data["service"]) if data["service"] else None


class YearForm(forms.Form):
    """Which year is frozen."""

    year = forms.IntegerField(min_value=2000, max_value=2999)
