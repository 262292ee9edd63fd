"""What agents write of their hours and of a passage. Forms check shape; actions decide."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.fieldwork.interventions.labels import DONE, OUTCOMES, SEEN
from palier.fieldwork.interventions.rules import SEEN_AT_MOST, Done, Outcome, Seen, VisitDraft
from palier.fieldwork.rounds.labels import MODES
from palier.fieldwork.rounds.rules import NOTE_AT_MOST, Mode, ShiftDraft
from palier.kernel.clock import now
from palier.ui.forms import Hour, Words, one_of, some_of

Named = Sequence[tuple[str, str]]


class ShiftForm(forms.Form):
    """Who works, from when until when, how, from where."""

    post = forms.ChoiceField(label=_("Who"))
    starts = Hour(label=_("Starts at"))
    ends = Hour(label=_("Ends at"))
    mode = one_of(MODES, label=_("How"))
    starts_at = forms.ChoiceField(label=_("From which place"))
    note = Words(
        label=_("One sentence for the next shift"),
        rows=2,
        max_length=NOTE_AT_MOST,
        required=False,
        help_text=_("Things and places, no person."),
    )

    def __init__(self, *args: Any, agents: Named, places: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = agents  # type: ignore[attr-defined]
        self.fields["starts_at"].choices = places  # type: ignore[attr-defined]

    @property
    def draft(self) -> ShiftDraft:
        data = self.cleaned_data
        return ShiftDraft(
            post=uuid.UUID(data["post"]),
            starts=data["starts"],
            ends=data["ends"],
            mode=Mode(data["mode"]),
            starts_at=uuid.UUID(data["starts_at"]),
            note=data["note"],
        )


class VisitForm(forms.Form):
    """What was seen and done at one stop. `id`: given on the telephone. `at`: when it was noted there."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    intervention = forms.UUIDField(widget=forms.HiddenInput)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"], widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=OUTCOMES)
    seen = some_of(SEEN, label=_("What I see"), coerce=Seen, required=False)
    done = some_of(DONE, label=_("What I did"), coerce=Done, required=False)
    words = Words(label=_("In words"), rows=2, max_length=SEEN_AT_MOST, required=False)
    agreed = Words(label=_("What was agreed"), rows=2, max_length=SEEN_AT_MOST, required=False)
    met = forms.BooleanField(label=_("I spoke with somebody, and said that I write it down"), required=False)
    her_words = Words(label=_("What that person says of it"), rows=2, max_length=SEEN_AT_MOST, required=False)

    def clean_at(self) -> Any:
        """The browser's moment is UTC; without one, now."""
        given = self.cleaned_data["at"]
        return now() if given is None else given

    @property
    def draft(self) -> VisitDraft:
        data = self.cleaned_data
        return VisitDraft(
            id=data["id"],
            intervention=data["intervention"],
            at=data["at"],
            outcome=Outcome(data["outcome"]),
            seen=tuple(data["seen"]),
            done=tuple(data["done"]),
            words=data["words"],
            agreed=data["agreed"],
            met=data["met"],
            her_words=data["her_words"],
        )
