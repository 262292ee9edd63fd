"""What is sent about how long things are kept, and about what is to go before its time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.access.rights.labels import PURGE_GROUNDS, UNITS
from palier.kernel.terms import Term, Unit
from palier.ui.forms import Day, Words, one_of

LONGEST_NUMBER = 120


class ProposeForm(forms.Form):
    """Another length, from when, on what it stands, why."""

    length = forms.IntegerField(label=_("How many"), min_value=1, max_value=LONGEST_NUMBER)
    unit = one_of(UNITS, label=_("Counted in"))
    valid_from = Day(label=_("In force from"))
    source = forms.CharField(label=_("Decision or text it stands on"), max_length=200)
    reason = Words(label=_("Why this length is needed"), rows=3, max_length=1000)

    def term(self) -> Term:
        return Term(self.cleaned_data["length"], Unit(self.cleaned_data["unit"]))


class DecideForm(forms.Form):
    """The officer's word; asked when the length passes the longest of the house."""

    reason = Words(label=_("Your word on it"), rows=2, max_length=1000, required=False)
    decision = forms.ChoiceField(choices=[("sign", ""), ("set_aside", "")])


class AskPurgeForm(forms.Form):
    """Why it is to go. No field for words: they would say again what is to be forgotten."""

    ground = one_of(PURGE_GROUNDS, label=_("Why it is to go"))


class KeepForm(forms.Form):
    """The officer's word when something is kept; who asked reads it."""

    reason = Words(label=_("Why it is kept"), rows=2, max_length=500, required=False)
    decision = forms.ChoiceField(choices=[("erase", ""), ("keep", "")])
