"""What the department sends about a transfer. Forms check shape; actions decide."""

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.transfers.labels import ENDS, HELPS, KINDS, NEEDS, STEPS
from palier.casework.transfers.rules import (
    MOTIVE_AT_MOST,
    NOTED_PLACE_AT_MOST,
    AgreementDraft,
    DecisionDraft,
    End,
    Help,
    Kind,
    Need,
    RequestDraft,
    Step,
    Wishes,
)
from palier.ui.forms import Day, Euros, Words, one_of, some_of

RENT_AT_MOST = Decimal(10_000)
YES_OR_NO = [("yes", _("Agreed")), ("no", _("No agreement"))]
Choices = Iterable[tuple[str, Any]]


class WishesForm(forms.Form):
    """What the household declares: needs from a closed list, places, that a certificate was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    needs = some_of(NEEDS, label=_("What the dwelling must have"), required=False)
    near = forms.CharField(label=_("Which school, which place"), max_length=NOTED_PLACE_AT_MOST, required=False)
    sites = some_of([], label=_("Only in these sites"), required=False, help_text=_("None ticked: anywhere."))
    communes = some_of([], label=_("Only in these municipalities"), required=False)
    certificate_seen_on = Day(
        label=_("A certificate was seen, on"),
        required=False,
        help_text=_("Seen and given back: it is neither copied nor kept. Nobody asks what it says."),
    )

    def __init__(self, *args: Any, places: tuple[Choices, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in zip(("sites", "communes"), places, strict=True):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        return Wishes(
            needs=tuple(Need(one) for one in data["needs"]),
            near=data["near"],
            sites=tuple(uuid.UUID(one) for one in data["sites"]),
            communes=tuple(data["communes"]),
            certificate_seen_on=data["certificate_seen_on"],
        )


class BeginForm(WishesForm):
    """A transfer that begins: who declares it, on which day, and to what it agrees."""

    kind = one_of(KINDS, label=_("Who wants it"))
    asked_on = Day(label=_("On which day"))
    declared_by = some_of(
        [],
        label=_("Who fills in the form, or was told"),
        required=False,
        help_text=_("Only these persons read it in their own space."),
    )
    agrees = forms.BooleanField(label=_("The household agrees to be proposed dwellings"), required=False)
    other_companies = forms.BooleanField(label=_("And with other companies too"), required=False)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declared_by"].choices = list(members)  # type: ignore[attr-defined]

    def draft(self, household: uuid.UUID) -> RequestDraft:
        data = self.cleaned_data
        return RequestDraft(
            household=household,
            kind=Kind(data["kind"]),
            asked_on=data["asked_on"],
            declared_by=tuple(uuid.UUID(one) for one in data["declared_by"]),
            agrees=data["agrees"],
            other_companies=data["other_companies"],
            wishes=self.wishes(),
        )


class AgreementForm(forms.Form):
    """What the household said, and when. `step` only where no move is spoken of."""

    step = one_of([one for one in STEPS if one[0] != Step.MOVE], label=_("To what"))
    given = one_of(YES_OR_NO, label=_("What the household says"))
    on = Day(label=_("On which day"))

    def __init__(self, *args: Any, move: uuid.UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._move = move
        if move is not None:
            del self.fields["step"]

    def draft(self) -> AgreementDraft:
        data = self.cleaned_data
        step = Step.MOVE if self._move else Step(data["step"])
        return AgreementDraft(step, data["given"] == "yes", data["on"], self._move)


class DayForm(forms.Form):
    """A day of something that was done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label=_("On which day"))


class EndForm(forms.Form):
    """How it ended, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = one_of(ENDS, label=_("How it ended"))
    ended_on = Day(label=_("On which day"))

    def how(self) -> End:
        return End(self.cleaned_data["outcome"])


class DecisionForm(forms.Form):
    """What the department decides about a move, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    accept = one_of([("yes", _("Accept it")), ("no", _("Do not keep it"))], label=_("What the department decides"))
    motive = Words(
        label=_("Why"),
        rows=2,
        max_length=MOTIVE_AT_MOST,
        help_text=_("The department’s own reason. The household reads it when it asks for it."),
    )
    rent_now = Euros(label=_("Rent of today, in euros a month"), at_most=RENT_AT_MOST, required=False)
    rent_there = Euros(label=_("Rent there, in euros a month"), at_most=RENT_AT_MOST, required=False)

    def draft(self) -> DecisionDraft:
        data = self.cleaned_data
        return DecisionDraft(data["accept"] == "yes", data["motive"], data["rent_now"], data["rent_there"])


class HelpForm(forms.Form):
    """What is done of the help."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done = some_of(HELPS, label=_("Done"), required=False)

    def __init__(self, *args: Any, offered: Iterable[Help], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = set(offered)
        self.fields["done"].choices = [one for one in HELPS if one[0] in wanted]  # type: ignore[attr-defined]

    def ticked(self) -> list[Help]:
        return [Help(one) for one in self.cleaned_data["done"]]


class SearchForm(forms.Form):
    """A search for exchanges."""

    between = forms.BooleanField(
        label=_("Between companies too"),
        required=False,
        help_text=_("With the households of other companies that agreed to it. Each company decides on its own."),
    )


class VersionForm(forms.Form):
    """Which state of a line was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
