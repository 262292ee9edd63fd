"""An activity: what, where, when, why together; and the period of the figures."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.participation.activities.forms.shared import NO_NAMES, Named, Sites, Versioned, as_ids
from palier.participation.activities.labels import APPROACHES, AXES, BRANCHES, KINDS, SUBJECTS, TEMPORALITIES
from palier.participation.activities.labels.categories import GROUPED
from palier.participation.activities.rules import ABOUT_AT_MOST, TITLE_AT_MOST, WORDS_AT_MOST, Axis, Temporality
from palier.participation.activities.rules.drafts import ActivityDraft
from palier.ui.forms import Day, Words, one_of, some_of

NOT_OF_THE_DRAFT = ("version", "sites", "buildings")


class ActivityForm(Versioned):
    """From what was observed to what the group achieved; most of it may be said later."""

    axis = one_of(AXES, label=_("Axis"), initial=Axis.COLLECTIVE)
    kind = one_of(KINDS, label=_("What it is"))
    branch = one_of(BRANCHES, label=_("Branch"), required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=TITLE_AT_MOST, required=False)
    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=TITLE_AT_MOST, required=False)
    about_fr = Words(label=_("For tenants, in French"), required=False, rows=3, max_length=ABOUT_AT_MOST)
    about_nl = Words(label=_("For tenants, in Dutch"), required=False, rows=3, max_length=ABOUT_AT_MOST)
    subjects = some_of(SUBJECTS, label=_("About what"), required=False)
    approaches = some_of(APPROACHES, label=_("Before or after a trouble"), required=False)
    temporality = one_of(TEMPORALITIES, label=_("One-off or all year"), initial=Temporality.ALL_YEAR)
    starts = Day(label=_("From which day"))
    ends = Day(label=_("Until which day"), required=False)
    origin_words = Words(
        label=_("What was observed"), required=False, rows=2, max_length=WORDS_AT_MOST, help_text=NO_NAMES
    )
    why_together = Words(
        label=_("What the group makes possible that none could do alone"),
        required=False,
        rows=2,
        max_length=WORDS_AT_MOST,
    )
    outcome = Words(label=_("What the group achieved"), required=False, rows=2, max_length=WORDS_AT_MOST)
    closed_on = Day(label=_("It ended on"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        sites: Sites,
        partners: Named,
        owners: Named,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        whole = [(str(pk), name) for pk, name, _inside in sites]
        parts = [(str(pk), f"{name}, {words}") for _pk, name, inside in sites for pk, words in inside]
        self.fields["sites"] = some_of(whole, label=_("Whole sites"), required=False)
        self.fields["buildings"] = some_of(parts, label=_("Buildings"), required=False)
        self.fields["partners"] = some_of([(str(pk), name) for pk, name in partners], label=_("With"), required=False)
        self.fields["categories"] = forms.TypedMultipleChoiceField(
            label=_("Actions of the sector"), choices=GROUPED, widget=forms.CheckboxSelectMultiple, required=False
        )
        answers = [(str(pk), name) for pk, name in owners]
        self.fields["owner"] = forms.ChoiceField(label=_("Who answers for it"), choices=answers)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("sites") and not data.get("buildings"):
            self.add_error("sites", _("Choose where: one place of yours at least."))
        return data

    @property
    def draft(self) -> ActivityDraft:
        ours = self.cleaned_data
        kept = {name: value for name, value in ours.items() if name not in NOT_OF_THE_DRAFT}
        kept |= {name: tuple(ours[name]) for name in ("subjects", "approaches", "categories")}
        kept |= {"owner": uuid.UUID(ours["owner"]), "partners": as_ids(ours["partners"])}
        return ActivityDraft(**kept, places=as_ids([*ours["sites"], *ours["buildings"]]))


class PeriodForm(forms.Form):
    """From when until when figures are told; this year when nothing is said."""

    first = Day(label=_("From which day"))
    last = Day(label=_("Until which day"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("It ends before it begins."))
        return data

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.cleaned_data["first"], self.cleaned_data["last"]
