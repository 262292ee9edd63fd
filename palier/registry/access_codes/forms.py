"""Giving a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.registry.access_codes.labels import LEVELS
from palier.registry.access_codes.rules import Level
from palier.ui.forms import one_of


class GiveForm(forms.Form):
    """Which level; for the second, that she was seen."""

    level = one_of(LEVELS, label=_("How it reaches her"))
    seen = forms.BooleanField(label=_("She stands here, and I have seen who she is"), required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("level") == str(int(Level.HANDED_OVER)) and not data.get("seen"):
            self.add_error("seen", _("A code that opens what is hers is handed over in person, to nobody else."))
        return data

    def chosen(self) -> Level:
        return Level(int(self.cleaned_data["level"]))
