"""What agents note of an evening and of a place. Forms check shape; actions decide."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.fieldwork.outreach.labels import THEMES
from palier.fieldwork.outreach.rules import (
    AGENTS_AT_MOST,
    MET_AT_MOST,
    SEEN_AT_MOST,
    WORDS_AT_MOST,
    EveningDraft,
    ObservationDraft,
)
from palier.ui.forms import Day, Hour, Words, one_of, some_of

NO_NAME = _("About the place: no name, no number, nothing by which somebody is recognised.")
Places = Sequence[tuple[str, list[tuple[uuid.UUID, str]]]]


class _AtAPlace(forms.Form):
    """Where and on which day; the version it was read at, when it is corrected."""

    on = Day(label=_("On which day"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, places: Places, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        groups = [(site, [(str(pk), name) for pk, name in inside]) for site, inside in places]
        self.fields["place"] = forms.ChoiceField(
            label=_("Site or building"),
            choices=[("", _("choose")), *groups],
            error_messages={"required": _("Say where.")},
        )

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0


class EveningForm(_AtAPlace):
    """An evening: where, from when until when, by how many, about what, how many were met."""

    starts = Hour(label=_("From what hour"))
    ends = Hour(label=_("Until what hour"))
    agents = forms.IntegerField(label=_("How many agents went"), min_value=1, max_value=AGENTS_AT_MOST)
    met = forms.IntegerField(label=_("How many young people were met"), min_value=0, max_value=MET_AT_MOST)
    themes = some_of(THEMES, label=_("About what we spoke"), required=False)
    words = Words(
        label=_("In a few words, about the place"),
        required=False,
        rows=3,
        max_length=WORDS_AT_MOST,
        help_text=NO_NAME,
    )
    next_on = Day(label=_("When we go again"), required=False)

    @property
    def draft(self) -> EveningDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return EveningDraft(**{**kept, "place": uuid.UUID(kept["place"]), "themes": tuple(kept["themes"])})


class ObservationForm(_AtAPlace):
    """What was seen at a place."""

    theme = one_of(THEMES, label=_("About what"))
    words = Words(label=_("What you saw there"), rows=2, max_length=SEEN_AT_MOST, help_text=NO_NAME)

    @property
    def draft(self) -> ObservationDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return ObservationDraft(**{**kept, "place": uuid.UUID(kept["place"])})
