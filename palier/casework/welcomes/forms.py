"""What is sent about a first contact."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.welcomes.labels import TOLD, WAYS
from palier.casework.welcomes.rules import WelcomeDraft, WelcomeWay
from palier.ui.forms import Day, one_of, some_of


class WelcomeForm(forms.Form):
    """Offered on, met on, what was said. Nothing must be filled in."""

    way = one_of(WAYS, label=_("How"), required=False)
    offered_on = Day(label=_("Offered on"), required=False)
    met_on = Day(label=_("Met on"), required=False)
    told = some_of(TOLD, label=_("What was said and given"), required=False)
    off_my_list = forms.BooleanField(label=_("Take it off my list; no reason is asked"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def draft(self) -> WelcomeDraft:
        data = self.cleaned_data
        return WelcomeDraft(
            way=data["way"],
            offered_on=data["offered_on"],
            met_on=data["met_on"],
            told=tuple(data["told"]),
            off_my_list=data["off_my_list"],
        )


class OfferForm(forms.Form):
    """The same offer to several households."""

    way = one_of(WAYS, label=_("How"), initial=WelcomeWay.COLLECTIVE)
    on = Day(label=_("Offered on"))

    def __init__(self, data: QueryDict | None, *, leases: dict[uuid.UUID, str], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["leases"] = some_of(
            [(str(pk), label) for pk, label in leases.items()], label=_("To whom"), coerce=uuid.UUID
        )
