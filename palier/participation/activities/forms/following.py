"""Following an activity: what was observed, a stage, a day."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.parties import Party
from palier.participation.activities.forms.shared import NO_NAMES, Sites, Versioned, one_place
from palier.participation.activities.labels import METHODS, ORIGIN_THEMES, PARTIES, STAGES
from palier.participation.activities.rules import (
    DWELLINGS_AT_MOST,
    PEOPLE_AT_MOST,
    TITLE_AT_MOST,
    WORDS_AT_MOST,
    Method,
)
from palier.participation.activities.rules.drafts import OriginDraft, SessionDraft, StageDraft
from palier.ui.forms import Day, Hour, Words, one_of

SAID = ("on", "at", "where_fr", "where_nl", "method", "contributions")
NUMBERS = ("dwellings", "posters", "volunteers", "tenants", "young")


def _number(label: Any, at_most: int = PEOPLE_AT_MOST) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=at_most)


class StageForm(Versioned):
    """The part of inhabitants at a stage."""

    stage = one_of(STAGES, label=_("Stage"))
    on = Day(label=_("On which day"))
    inhabitants = Words(
        label=_("What part inhabitants had"), required=False, rows=2, max_length=WORDS_AT_MOST, help_text=NO_NAMES
    )
    limits = Words(label=_("What limited it"), required=False, rows=2, max_length=WORDS_AT_MOST)

    @property
    def draft(self) -> StageDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return StageDraft(**kept)


class SessionForm(Versioned):
    """A day: where, how, and, once it was, how many took part by kind of party. There is no field for a name."""

    on = Day(label=_("On which day"))
    at = Hour(label=_("At what hour"), required=False)
    where_fr = forms.CharField(label=_("Where, in French"), required=False, max_length=TITLE_AT_MOST)
    where_nl = forms.CharField(label=_("Where, in Dutch"), required=False, max_length=TITLE_AT_MOST)
    method = one_of(METHODS, label=_("How"), initial=Method.MEETING)
    dwellings = _number(_("Dwellings reached"), DWELLINGS_AT_MOST)
    posters = _number(_("Posters"), DWELLINGS_AT_MOST)
    tenants = _number(_("Of these inhabitants: tenants of ours"))
    young = _number(_("Of these inhabitants: under eighteen"))
    volunteers = _number(_("How many gave time as volunteers"))
    contributions = Words(
        label=_("What people brought along: ideas, skills, objects"),
        required=False,
        rows=2,
        max_length=WORDS_AT_MOST,
        help_text=NO_NAMES,
    )

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for party, words in PARTIES:
            self.fields[party.value] = _number(words)

    @property
    def parties(self) -> list[Any]:
        """The six numbers, as fields."""
        return [self[party.value] for party, _words in PARTIES]

    @property
    def draft(self) -> SessionDraft:
        kept = self.cleaned_data
        counted = {one: kept[one.value] for one in Party}
        said: dict[str, Any] = {name: kept[name] for name in SAID} | {name: kept[name] or 0 for name in NUMBERS}
        return SessionDraft(
            **said,
            took_part=(
                None if all(one is None for one in counted.values()) else {k: v or 0 for k, v in counted.items()}
            ),
        )


class OriginForm(Versioned):
    """What was observed, of a site or larger."""

    theme = one_of(ORIGIN_THEMES, label=_("About what"))
    observed_on = Day(label=_("On which day"))
    words = Words(label=_("What was observed"), required=False, rows=2, max_length=WORDS_AT_MOST, help_text=NO_NAMES)

    def __init__(self, data: QueryDict | None, *, sites: Sites, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["place"] = one_place(sites, buildings=False)

    @property
    def draft(self) -> OriginDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return OriginDraft(**{**kept, "place": uuid.UUID(kept["place"])})
