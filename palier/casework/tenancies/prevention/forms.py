"""What a worker sends while a home is kept. Forms check shape; actions decide."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.tenancies.prevention.labels import (
    ACTS,
    CAUSES,
    LABELS,
    OUTCOMES,
    PERIODS,
    STEP_WORDS,
    WAYS,
)
from palier.casework.tenancies.prevention.rules import (
    BY_KIND,
    LAST_DAY_OF_PLAN,
    MONTHS_AT_MOST,
    OWN_WORDS_AT_MOST,
    STEPS_AT_MOST,
    USUAL,
    WORDS_AT_MOST,
    ActWords,
    BudgetDraft,
    CanvasDraft,
    HomeOutcome,
    Label,
    LineDraft,
    LineKind,
    Period,
    PlanWords,
    Way,
)
from palier.registry.interservice.rules import Act
from palier.ui.forms import Day, Euros, Words, from_list, one_of, some_of

SUM_AT_MOST = Decimal(1_000_000)
EMPTY_LINES = 2
LINES_AT_MOST = 60
Names = Mapping[uuid.UUID, str]


def persons_field(names: Names, label: Any) -> forms.TypedMultipleChoiceField:
    """Some of the persons, as keys to press; the action asks for them in its own words."""
    return some_of([(str(pk), name) for pk, name in names.items()], coerce=uuid.UUID, required=False, label=label)


class OfferForm(forms.Form):
    """How help was offered today, and to whom."""

    way = one_of(WAYS, label=_("How"))

    def __init__(self, data: QueryDict | None, *, persons: Names, way: str = "") -> None:
        super().__init__(data, initial={"way": way, "persons": [str(pk) for pk in persons][:1]})
        self.fields["persons"] = persons_field(persons, _("To whom"))

    def how(self) -> Way:
        return Way(self.cleaned_data["way"])


class CausesForm(forms.Form):
    """What lies behind it: a closed list of several, and own words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    causes = some_of(CAUSES, label=_("What lies behind it"), required=False)
    own_words = Words(label=_("In own words"), required=False, max_length=OWN_WORDS_AT_MOST)


class StakesForm(forms.Form):
    """What of the lease is at stake. Nothing else may be written here."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, stakes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["stakes"] = some_of(stakes, label=_("What is at stake"), required=False)


class StepForm(forms.Form):
    """A next step, of a short list, and its day."""

    what = one_of(STEP_WORDS, label=_("What comes next"))
    due = Day(label=_("For when"))

    def words(self) -> str:
        return str(dict(STEP_WORDS)[self.cleaned_data["what"]])


class EndForm(forms.Form):
    """What became of the home."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = one_of(OUTCOMES, label=_("What became of the home"))

    def how(self) -> HomeOutcome:
        return HomeOutcome(self.cleaned_data["outcome"])


class Month(forms.DateField):
    """A month, with the browser's own calendar; typed by hand as 03/2026 too."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})
        super().__init__(input_formats=["%Y-%m", "%m/%Y", "%Y-%m-%d"], widget=widget, **options)


class BudgetForm(forms.Form):
    """From which month, for how many, told by whom."""

    month = Month(label=_("From which month"))
    persons = forms.IntegerField(label=_("How many live from it"), min_value=1, max_value=30)

    def __init__(self, data: QueryDict | None, *, names: Names, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["confided_by"] = persons_field(names, _("Told by"))

    def draft(self, lines: Sequence[LineDraft]) -> BudgetDraft:
        kept = self.cleaned_data
        return BudgetDraft(kept["month"], kept["persons"], tuple(kept["confided_by"]), tuple(lines))


class LineForm(forms.Form):
    """One line of what comes in or goes out. Left without a sum, it is not written."""

    kind = LineKind.INCOME
    words = forms.CharField(label=_("In own words"), required=False, max_length=WORDS_AT_MOST)
    amount = Euros(label=_("Euros"), at_most=SUM_AT_MOST, required=False)
    period = forms.ChoiceField(label=_("How often"), choices=PERIODS, required=False)

    def __init__(self, *args: Any, kind: LineKind, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        words = dict(LABELS)
        choices = [(one, words[one]) for one in (*BY_KIND[kind], Label.OWN)]
        self.fields["label"] = forms.ChoiceField(label=_("What"), choices=choices)
        self.fields["whose"] = forms.TypedChoiceField(
            label=_("Of whom"),
            choices=[("", _("of all")), *((str(pk), name) for pk, name in names.items())],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
        )
        self.order_fields(["label", "words", "creditor", "amount", "period", "paid", "since", "whose"])

    @property
    def _is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("words", "creditor", "paid", "since"))

    def clean(self) -> dict[str, Any]:
        """A line that says something and no sum is not dropped in silence."""
        data = super().clean() or {}
        if "amount" in data and data["amount"] is None and not self._is_blank:
            self.add_error("amount", _("Write the sum, or empty the line."))
        if data.get("amount") is not None and data.get("label") == Label.OWN and not data.get("words"):
            self.add_error("words", _("Say what it is."))
        return data

    def line(self) -> LineDraft | None:
        kept = self.cleaned_data
        if kept.get("amount") is None:
            return None
        return LineDraft(
            kind=self.kind,
            label=Label(kept["label"]),
            amount=kept["amount"],
            period=Period(kept.get("period") or Period.MONTH),
            words=kept.get("words", ""),
            paid=kept.get("paid"),
            since=kept.get("since"),
            creditor=kept.get("creditor", ""),
            whose=kept.get("whose"),
        )


class DebtForm(LineForm):
    """One debt: what is left of it, what is paid of it a month, since when, to whom."""

    period = None  # type: ignore[assignment]
    amount = Euros(label=_("Euros left"), at_most=SUM_AT_MOST, required=False)
    paid = Euros(label=_("Paid a month"), at_most=SUM_AT_MOST, required=False)
    since = Day(label=_("Since when"), required=False)
    creditor = forms.CharField(label=_("To whom"), required=False, max_length=WORDS_AT_MOST)


def line_sets(data: QueryDict | None, *, names: Names, told: Sequence[Any] = ()) -> dict[LineKind, Any]:
    """The three tables of a budget, with the lines of a former one, else the usual ones, and some left empty."""
    sets = {}
    for kind in LineKind:
        form = DebtForm if kind == LineKind.DEBT else LineForm
        of = forms.formset_factory(form, extra=EMPTY_LINES, absolute_max=LINES_AT_MOST, max_num=LINES_AT_MOST)
        former = [_initial(line) for line in told if line.kind == kind]
        initial = former or [{"label": label, "period": Period.MONTH} for label in USUAL[kind]]
        empty = [{"label": Label.OWN, "period": Period.MONTH}] * EMPTY_LINES
        of.extra = 0
        sets[kind] = of(data, prefix=kind.value, initial=[*initial, *empty], form_kwargs={"kind": kind, "names": names})
    return sets


def _initial(line: Any) -> dict[str, Any]:
    names = ("label", "words", "amount", "period", "paid", "since", "creditor")
    whose = line.concerns[0] if len(line.concerns) == 1 else None
    return {**{name: getattr(line, name) for name in names}, "whose": whose}


def written_lines(sets: Mapping[LineKind, Any]) -> list[LineDraft]:
    """The lines that say a sum, of forms that are valid."""
    return [line for table in sets.values() for form in table if (line := form.line()) is not None]


class PlanForm(forms.Form):
    """A plan to try out."""

    balance = Euros(label=_("Owed when it begins, in euros"), at_most=SUM_AT_MOST)
    amount = Euros(label=_("Paid a month, in euros"), at_most=SUM_AT_MOST)
    day = forms.IntegerField(label=_("On which day of the month"), min_value=1, max_value=LAST_DAY_OF_PLAN)
    months = forms.IntegerField(label=_("For how many months"), min_value=1, max_value=MONTHS_AT_MOST)
    first = Month(label=_("First month"))

    def draft(self, landlords: Decimal | None) -> PlanWords:
        """`landlords`: the balance read from the landlord's side, to know whether this one is it."""
        kept = self.cleaned_data
        is_landlords = landlords is not None and kept["balance"] == landlords
        return PlanWords(kept["balance"], kept["amount"], kept["day"], kept["months"], kept["first"], is_landlords)


class ActForm(forms.Form):
    """One of the five acts, with what it says."""

    act = one_of(ACTS, label=_("Which act"))
    amount = Euros(label=_("Euros (a month, for a plan)"), at_most=SUM_AT_MOST, required=False)
    day = Day(label=_("Day (the first, for a plan; the last, for reminders held)"), required=False)
    months = forms.IntegerField(label=_("Number of months"), min_value=1, max_value=MONTHS_AT_MOST, required=False)

    def __init__(self, data: QueryDict | None, *, persons: Names, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"persons": [str(pk) for pk in persons][:1], **initial})
        self.fields["persons"] = persons_field(persons, _("Whose act"))

    def words(self) -> ActWords:
        kept = self.cleaned_data
        return ActWords(Act(kept["act"]), kept["day"], kept["amount"], kept["months"])


class SignForm(forms.Form):
    """Who signed, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    signed_on = Day(label=_("Signed on"))

    def __init__(self, data: QueryDict | None, *, persons: Names, version: int, today: dt.date) -> None:
        super().__init__(data, initial={"version": version, "signed_on": today})
        self.fields["signed_by"] = persons_field(persons, _("Signed by"))
        self.order_fields(["signed_by", "signed_on"])


class VersionForm(forms.Form):
    """Which state of a line was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CanvasForm(forms.Form):
    """On which days after the first unpaid one help is offered, and how; from when; what decided it."""

    valid_from = Day(label=_("In force from"))
    source = forms.CharField(label=_("Decision or text it stands on"), max_length=200)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        for number in range(1, STEPS_AT_MOST + 1):
            words = {"number": number}
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=_("Offer %(number)s: how many days after") % words, required=False, min_value=1, max_value=365
            )
            self.fields[f"way_{number}"] = from_list(WAYS, label=_("Offer %(number)s: how") % words)

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"days_{number}"], self[f"way_{number}"]) for number in range(1, STEPS_AT_MOST + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, STEPS_AT_MOST + 1):
            days, way = f"days_{number}", f"way_{number}"
            if data.get(days) and not data.get(way):
                self.add_error(way, _("How is help offered then?"))
            elif data.get(way) and not data.get(days) and days not in self.errors:
                self.add_error(days, _("After how many days?"))
        return data

    @property
    def draft(self) -> CanvasDraft:
        kept = self.cleaned_data
        pairs = [(kept[f"days_{number}"], kept[f"way_{number}"]) for number in range(1, STEPS_AT_MOST + 1)]
        steps = tuple(sorted((days, Way(way)) for days, way in pairs if days))
        return CanvasDraft(kept["valid_from"], steps, kept["source"])
