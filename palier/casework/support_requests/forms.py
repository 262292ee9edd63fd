"""What a worker writes to the cell, the copy she reads again, the pair. Forms check shape; actions decide."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.support_requests.labels import (
    AVERTED,
    DISCIPLINES,
    GAINS,
    HOMES,
    METS,
    ORIGINS,
    REASONS,
    SITUATIONS,
    TRIGGERS,
)
from palier.casework.support_requests.rules import (
    TEXT_AT_MOST,
    Averted,
    Caller,
    Discipline,
    Evaluation,
    Gain,
    Home,
    IntakeDraft,
    Met,
    Origin,
    Outcome,
    Pair,
    Proof,
    Situation,
    SupportDraft,
    Trigger,
)
from palier.ui.forms import from_list, one_of, some_of


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
        help_text=_("Yours: only the two of your pair read it, and you erase it when you want."),
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


class IntakeForm(AskForm):
    """A request by telephone: the same texts, and who calls. The cell is one's own."""

    origin = one_of(ORIGINS, label=_("Who calls"))
    company = from_list([], label=_("Which company"), help_text=_("Nobody who works for it will be of the pair."))
    caller = forms.CharField(max_length=120, label=_("Name of the caller"))
    function = forms.CharField(max_length=120, label=_("Function"), required=False)
    phone = forms.CharField(max_length=40, label=_("Number to call back"), required=False)
    private = forms.BooleanField(
        label=_("The person is no social tenant"),
        required=False,
        help_text=_("Then nobody who is seconded to the cell is of the pair."),
    )

    def __init__(self, *args: Any, companies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].choices = [*self.fields["company"].choices[:1], *companies]  # type: ignore[attr-defined]
        self.fields["text"].help_text = _("Write as the caller speaks. Names are replaced on the next page.")
        self.fields["fears"].label = _("What the caller fears, for herself")
        self.fields["fears"].help_text = _("Only if she says it. It is sealed, and erased when she wants.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "origin" in data and (data["origin"] == Origin.HOUSING_COMPANY) != bool(data.get("company")):
            self.add_error("company", _("Choose a company when a company calls, and only then."))
        return data

    def intake(self, text: str, tried: str) -> IntakeDraft:
        """The request with its two copies, and who calls."""
        data, request = self.cleaned_data, self.draft(text, tried, None)
        caller = Caller(
            origin=Origin(data["origin"]),
            name=data["caller"],
            function=data["function"],
            phone=data["phone"],
            fears=request.fears,
            company=uuid.UUID(data["company"]) if data["company"] else None,
        )
        return IntakeDraft(replace(request, fears=""), caller, social_tenant=not data["private"])


class IntakeCopyForm(CopyForm, IntakeForm):
    """The copies of a request by telephone, with all that was said of the caller carried along unseen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("origin", "company", "caller", "function", "phone", "private"):
            self.fields[name].widget = forms.HiddenInput()


class ShowForm(forms.Form):
    """Where the pair calls her."""

    phone = forms.CharField(max_length=40, label=_("Where the pair calls you"))


class EvaluationForm(forms.Form):
    """What it gave who asked. Nothing is demanded."""

    gained = some_of(GAINS, label=_("What it gave you"), required=False)
    met = one_of(METS, label=_("Was what you needed met?"), required=False)
    words = _text(4, label=_("In your own words"), required=False)

    def said(self) -> Evaluation:
        data = self.cleaned_data
        met = Met(data["met"]) if data["met"] else None
        return Evaluation(tuple(Gain(one) for one in data["gained"]), met, data["words"])


class OutcomeForm(forms.Form):
    """What came of it, as the pair knows it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    home = one_of(HOMES, label=_("The home"))
    primary = forms.IntegerField(min_value=0, max_value=50, label=_("Family and friends newly around the person"))
    secondary = forms.IntegerField(min_value=0, max_value=50, label=_("Services newly around the person"))
    crisis = one_of(AVERTED, label=_("A crisis was averted"))
    neighbours = one_of(AVERTED, label=_("Trouble with neighbours was averted"))
    eviction = one_of(AVERTED, label=_("An eviction was averted"))

    def said(self) -> Outcome:
        data = self.cleaned_data
        return Outcome(
            Home(data["home"]),
            data["primary"],
            data["secondary"],
            *(Averted(data[name]) for name in ("crisis", "neighbours", "eviction")),
        )


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
