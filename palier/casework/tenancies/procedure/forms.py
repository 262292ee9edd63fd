"""What accounts send about a procedure. Forms check shape; actions decide."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.tenancies.procedure.labels import ENDS, EXCEPTIONS, KINDS
from palier.casework.tenancies.procedure.rules import (
    REMARK_AT_MOST,
    End,
    FactDraft,
    FactKind,
)
from palier.casework.tenancies.rules import WinterException
from palier.ui.forms import Day, Euros, from_list, one_of

RENT_AT_MOST, OWED_AT_MOST = Decimal(10_000), Decimal(1_000_000)


class BeginForm(forms.Form):
    """The first day, and the rent of a month."""

    begun_on = Day(label=_("Since when"))
    monthly_rent = Euros(label=_("Rent of a month, in euros"), at_most=RENT_AT_MOST, required=False)


class RentForm(forms.Form):
    """The rent of a month, corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    monthly_rent = Euros(label=_("Rent of a month, in euros"), at_most=RENT_AT_MOST, required=False)


class FactForm(forms.Form):
    """One fact: what, when, and what goes with it. `kind` only while it is new."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = one_of(KINDS, label=_("What happened, or is announced"))
    day = Day(label=_("On which day"))
    amount = Euros(label=_("Sum owed that day, in euros"), at_most=OWED_AT_MOST, required=False)
    until = Day(label=_("Last day of the term, when the judge or an agreement sets one"), required=False)
    exception = from_list(EXCEPTIONS, label=_("Winter stop: what the judge says lets it not count"))
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=REMARK_AT_MOST,
        help_text=_("Facts of the landlord only. The referent reads it, the tenant may ask for it."),
    )

    def __init__(self, *args: Any, kind: FactKind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        if kind is not None:
            del self.fields["kind"]

    def draft(self) -> FactDraft:
        data = self.cleaned_data
        return FactDraft(
            kind=self._kind or FactKind(data["kind"]),
            day=data["day"],
            amount=data["amount"],
            until=data["until"],
            exception=WinterException(data["exception"]) if data["exception"] else None,
            remark=data["remark"],
        )


class EndForm(forms.Form):
    """How it ended, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = one_of(ENDS, label=_("How it ended"))
    ended_on = Day(label=_("On which day"))

    def how(self) -> End:
        return End(self.cleaned_data["outcome"])


class VersionForm(forms.Form):
    """Which state of a line was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
