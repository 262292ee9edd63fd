"""What is typed on the page of interpreters."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.days import ONE_DAY
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.interpreting.rules import CENTS_AT_MOST, MINUTES_AT_MOST, NAME_AT_MOST, ServiceDraft
from palier.ui.forms import Day, some_of


def languages(screen: str, *, all_of_them: bool = True) -> list[tuple[str, str]]:
    """The codes with their names in the language of the screen, by name."""
    rows = [(one.code, one.name.in_(screen)) for one in SPOKEN_LANGUAGES.values()]
    return sorted((row for row in rows if all_of_them or row[0] not in {"fr", "nl"}), key=lambda row: row[1].lower())


class ServiceForm(forms.Form):
    """A service, with where its number was read."""

    name = forms.CharField(label=_("Name of the service"), required=False, max_length=NAME_AT_MOST)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    source = forms.CharField(label=_("Where the number was read"), required=False, max_length=200)
    hours = forms.CharField(label=_("When it answers"), required=False, max_length=NAME_AT_MOST)
    on_the_spot = forms.BooleanField(label=_("Comes on the spot, by appointment"), required=False)

    def __init__(self, data: QueryDict | None, *, screen: str) -> None:
        super().__init__(data)
        self.fields["languages"] = some_of(languages(screen), required=False, label=_("Languages (none: ask)"))

    @property
    def draft(self) -> ServiceDraft:
        kept = self.cleaned_data
        return ServiceDraft(**{**kept, "languages": tuple(kept["languages"])})


class AgreeForm(forms.Form):
    """The languages one agrees to interpret for a colleague."""

    def __init__(self, data: QueryDict | None, *, screen: str, **options: Any) -> None:
        super().__init__(data, auto_id="agree_%s", **options)  # two lists of languages stand on one page
        self.fields["languages"] = some_of(languages(screen), required=False, label=_("I agree to interpret"))


class TimeForm(forms.Form):
    """How long, and what it costs."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MINUTES_AT_MOST)
    cost = forms.DecimalField(
        label=_("Cost in euro, if known"), required=False, min_value=0, max_value=CENTS_AT_MOST // 100,
        decimal_places=2, localize=True,
    )  # fmt: skip

    @property
    def cents(self) -> int:
        return int((self.cleaned_data["cost"] or 0) * 100)


class CallBackForm(forms.Form):
    """When she is called back, and who she is when no household is known."""

    day = Day(label=_("Call back on"))
    who = forms.CharField(label=_("Who called, and her number"), required=False, max_length=200, strip=False)
    household = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, today: dt.date, **options: Any) -> None:
        options["initial"] = {"day": today + ONE_DAY, **options.get("initial", {})}
        super().__init__(data, **options)
