"""What a worker writes to the cell, the copy she reads again, the pair. Forms check shape; actions decide."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.support_requests.labels import DISCIPLINES, REASONS, SITUATIONS, TRIGGERS
from palier.casework.support_requests.rules import (
    TEXT_AT_MOST,
    Discipline,
    Pair,
    Proof,
    Situation,
    SupportDraft,
    Trigger,
)
from palier.ui.forms import one_of, some_of


def _text(rows: int, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(widget=widget, max_length=TEXT_AT_MOST, **options)


class AskForm(forms.Form):
    """Her own words. They are kept nowhere: only the copy that she has read again leaves."""

    cell = forms.ChoiceField(label=_("Which support cell"))
    situation = one_of(SITUATIONS, label=_("Where do you stand"))
    triggers = some_of(TRIGGERS, label=_("What makes you ask now"), required=False)
    text = _text(9, label=_("The situation"), help_text=_("Write as you speak. Names are replaced on the next page."))
    tried = _text(5, label=_("What was tried"), required=False)
    no_demand = forms.BooleanField(label=_("The person has not asked for help"), required=False)
    fears = _text(
        3,
        label=_("What you fear, for yourself"),
        required=False,
        help_text=_("Yours alone: nobody else reads it, and you erase it when you want."),
    )

    def __init__(self, *args: Any, cells: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = cells  # type: ignore[attr-defined]
        if len(cells) == 1:
            self.fields["cell"].initial = cells[0][0]
            self.fields["cell"].widget = forms.HiddenInput()

    def draft(self, text: str, tried: str, household: uuid.UUID | None) -> SupportDraft:
        """The request with its two copies in place of her own words."""
        data = self.cleaned_data
        return SupportDraft(
            cell=uuid.UUID(data["cell"]),
            situation=Situation(data["situation"]),
            triggers=tuple(Trigger(one) for one in data["triggers"]),
            text=text,
            tried=tried,
            no_demand=data["no_demand"],
            fears=data["fears"],
            household=household,
        )


class CopyForm(AskForm):
    """The same with the copies in place of her words, all carried along unseen but the copies themselves."""

    seen = forms.MultipleChoiceField(label=_("May stay"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("cell", "situation", "no_demand", "fears"):
            self.fields[name].widget = forms.HiddenInput()
        self.fields["triggers"].widget = forms.MultipleHiddenInput()
        self.fields["text"].label = _("The situation, as the cell will read it")
        self.fields["tried"].label = _("What was tried, as the cell will read it")
        self.fields["text"].help_text = _("Change what you want. A word replaced for nothing may be put back.")

    def to_confirm(self, proof: Proof) -> None:
        """One key for each thing that remains and may still tell who it is."""
        seen: Any = self.fields["seen"]
        seen.choices = [(f"{why}:{words}", f"{words} ({REASONS[why]})") for why, words in proof.to_confirm]

    def all_seen(self) -> bool:
        """Each was looked at; else the form says so."""
        seen: Any = self.fields["seen"]
        missing = {value for value, _words in seen.choices} - set(self.data.getlist("seen"))  # type: ignore[attr-defined]
        if missing:
            self.add_error("seen", _("Look at each of them: change it in the text above, or say that it may stay."))
        return not missing


class PairForm(forms.Form):
    """Two colleagues, two disciplines."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    first = forms.ChoiceField(label=_("First"))
    first_discipline = forms.ChoiceField(label=_("As"), choices=DISCIPLINES)
    second = forms.ChoiceField(label=_("Second"))
    second_discipline = forms.ChoiceField(label=_("As"), choices=DISCIPLINES)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].choices = colleagues  # type: ignore[attr-defined]

    def pair(self) -> Pair:
        data = self.cleaned_data
        return Pair(
            uuid.UUID(data["first"]),
            Discipline(data["first_discipline"]),
            uuid.UUID(data["second"]),
            Discipline(data["second_discipline"]),
        )


class VersionForm(forms.Form):
    """Which state was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
