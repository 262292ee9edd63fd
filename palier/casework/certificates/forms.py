"""What is chosen for a certificate: to whom, which days, and the lines she adds."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import date
from django.utils.translation import gettext_lazy as _

from palier.casework.certificates.labels import OFFER_CHANNELS
from palier.casework.certificates.rules import Offer, OfferChannel
from palier.ui.forms import Day, Words, from_list, some_of


class PersonForm(forms.Form):
    """For whom: one person of the household (P2)."""

    def __init__(self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.TypedChoiceField(
            choices=[(str(pk), name) for pk, name in persons.items()],
            coerce=uuid.UUID,
            widget=forms.RadioSelect,
            label=_("For whom"),
        )


class CertificateForm(forms.Form):
    """Days of one's own, one more by hand, and her two lines. Nothing is ticked beforehand."""

    on = Day(label=_("Another day"), required=False)
    channel = from_list(OFFER_CHANNELS, label=_("How, on that day"))
    own_lines = Words(label=_("Two lines of her own, if she wishes"), rows=2, required=False)

    field_order = ("offers", "on", "channel", "own_lines")

    def __init__(self, data: QueryDict | None, *, days: Sequence[Offer]) -> None:
        super().__init__(data)
        words = dict(OFFER_CHANNELS)
        choices = [(_value(one), f"{date(one.on, 'DATE_FORMAT')}, {words[one.channel]}") for one in days]
        self.fields["offers"] = some_of(choices, label=_("Days on which you offered help"), required=False)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A day without its channel, or the other way round, is said: nothing typed is dropped in silence."""
        data = super().clean() or {}
        if "on" in data and bool(data["on"]) != bool(data.get("channel")):
            self.add_error("channel" if data["on"] else "on", _("Give both: the day, and how help was offered then."))
        return data

    def chosen(self) -> list[Offer]:
        found = [_offer(value) for value in self.cleaned_data["offers"]]
        on, channel = self.cleaned_data.get("on"), self.cleaned_data.get("channel")
        return [*found, Offer(on, OfferChannel(channel))] if on and channel else found

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["own_lines"].splitlines() if line.strip()]


def _value(one: Offer) -> str:
    return f"{one.on.isoformat()}|{one.channel}"


def _offer(value: str) -> Offer:
    on, _bar, channel = value.partition("|")
    return Offer(dt.date.fromisoformat(on), OfferChannel(channel))
