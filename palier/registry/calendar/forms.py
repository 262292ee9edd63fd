"""What may be sent about sessions and closures. Forms check shape; actions decide."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.kernel.language import Bilingual
from palier.kernel.positions import BadPosition, as_degrees, as_position
from palier.kernel.table_cells import BadCell
from palier.registry.calendar.labels import SESSION_KINDS, WEEKDAYS
from palier.registry.calendar.rules.sessions import AT_A_VENUE, Weekly
from palier.ui.forms import Day, Hour, one_of, say, some_of

NO_STEP = [("", _("nobody has looked")), ("yes", _("no step at the entrance")), ("no", _("there are steps"))]
Names = Mapping[uuid.UUID, str]


class Degrees(forms.CharField):
    """Degrees of WGS84, with a point or a comma."""

    def clean(self, value: Any) -> Any:
        try:
            return as_degrees(super().clean(value))
        except BadCell as bad:
            raise ValidationError(say(bad.reason)) from bad


class VenueForm(forms.Form):
    """Where sessions are held."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    address_fr = forms.CharField(label=_("Address in French"), max_length=200, required=False)
    address_nl = forms.CharField(label=_("Address in Dutch"), max_length=200, required=False)
    step_free = forms.ChoiceField(label=_("Entrance"), choices=NO_STEP, required=False)
    longitude = Degrees(label=_("Longitude"), max_length=40, required=False)
    latitude = Degrees(label=_("Latitude"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        both_or_neither(self, "address_fr", "address_nl")
        if not {"longitude", "latitude"} & set(self.errors):
            try:
                data["position"] = as_position(data["longitude"], data["latitude"])
            except BadPosition as bad:
                self.add_error(bad.column, say(bad.what))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": Bilingual(data["name_fr"], data["name_nl"]),
            "address": Bilingual(data["address_fr"], data["address_nl"]),
            "step_free": {"yes": True, "no": False}.get(data["step_free"]),
            "position": data["position"],
        }


def both_or_neither(form: forms.Form, french: str, dutch: str) -> None:
    """A text that is posted stands in both languages."""
    given = {name: bool((form.cleaned_data.get(name) or "").strip()) for name in (french, dutch)}
    for name, there in given.items():
        if not there and any(given.values()):
            form.add_error(name, _("Write it in this language too: what is posted stands in both."))


class SeriesForm(forms.Form):
    """Hours that come back."""

    kind = one_of(SESSION_KINDS, label=_("What it is"))
    venue = forms.TypedChoiceField(label=_("Where"), coerce=uuid.UUID, empty_value=None, required=False)
    phone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)
    weekdays = some_of(WEEKDAYS, label=_("On which days"), coerce=int)
    starts = Hour(label=_("From"))
    ends = Hour(label=_("To"))
    every_weeks = forms.IntegerField(label=_("Every how many weeks"), min_value=1, max_value=52, initial=1)
    first = Day(label=_("First day"))
    last = Day(label=_("Last day, if it ends"), required=False)

    def __init__(self, data: QueryDict | None, *, venues: Names, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["venue"].choices = [("", "—"), *((str(pk), name) for pk, name in venues.items())]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"].strip()
        try:
            return phone_number(given) if given else ""
        except InvalidIdentifier as wrong:
            raise ValidationError(" ".join(say(sentence) for sentence in wrong.sentences)) from wrong

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("starts") and data.get("ends") and data["starts"] >= data["ends"]:
            self.add_error("ends", _("It ends before it begins: choose a later hour."))
        if data.get("last") and data.get("first") and data["last"] < data["first"]:
            self.add_error("last", _("The last day lies before the first one."))
        kind = data.get("kind")
        if kind in AT_A_VENUE and not data.get("venue"):
            self.add_error("venue", _("Say where people come."))
        if kind and kind not in AT_A_VENUE and "phone" not in self.errors and not data.get("phone"):
            self.add_error("phone", _("Say which number people call."))
        return data

    def weekly(self) -> Weekly:
        data = self.cleaned_data
        return Weekly(
            weekdays=frozenset(data["weekdays"]),
            starts=data["starts"],
            ends=data["ends"],
            first=data["first"],
            last=data["last"],
            every_weeks=data["every_weeks"],
        )


class DutyForm(forms.Form):
    """Who holds a session, from when to when."""

    post = forms.TypedChoiceField(label=_("Who"), coerce=uuid.UUID)
    weekdays = some_of(WEEKDAYS, label=_("Only on these days (none: all of them)"), coerce=int, required=False)
    first = Day(label=_("First day"))
    last = Day(label=_("Last day, if it ends"), required=False)

    def __init__(self, data: QueryDict | None, *, workers: Names, weekdays: list[int], today: dt.date) -> None:
        super().__init__(data, initial={"first": today})
        self.fields["post"].choices = [("", "—"), *((str(pk), name) for pk, name in workers.items())]  # type: ignore[attr-defined]
        self.fields["weekdays"].choices = [(day, words) for day, words in WEEKDAYS if day in weekdays]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("last") and data.get("first") and data["last"] < data["first"]:
            self.add_error("last", _("The last day lies before the first one."))
        return data


class ClosureForm(forms.Form):
    """Days without sessions, and what is posted on the door."""

    first = Day(label=_("First day"))
    last = Day(label=_("Last day"), required=False)
    words_fr = forms.CharField(label=_("Reason in French, as posted"), max_length=200)
    words_nl = forms.CharField(label=_("Reason in Dutch, as posted"), max_length=200)
    kinds = some_of(SESSION_KINDS, label=_("Only these (none: all of them)"), required=False)
    venue = forms.TypedChoiceField(label=_("Only there"), coerce=uuid.UUID, empty_value=None, required=False)

    def __init__(self, data: QueryDict | None, *, venues: Names) -> None:
        super().__init__(data)
        self.fields["venue"].choices = [("", "—"), *((str(pk), name) for pk, name in venues.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["last"] = data.get("last") or data.get("first")
        if data["last"] and data.get("first") and data["last"] < data["first"]:
            self.add_error("last", _("The last day lies before the first one."))
        return data


class ClosureFileForm(forms.Form):
    """A calendar file with the closures of a year."""

    file = forms.FileField(label=_("Calendar file (.ics), at most 1 MB"))


class EndForm(forms.Form):
    """The last day of something."""

    last = Day(label=_("Last day"))
