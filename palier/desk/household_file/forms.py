"""What is asked about one declared person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.registry.people.labels import NUMBER_REASONS


class SafeContactForm(forms.Form):
    """The one way agreed for reaching her. Emptied, there is none any more."""

    way = forms.CharField(
        label=_("The only way, in her words"),
        help_text=_("For example: at the counter on Tuesday morning. Empty it when it ends."),
        max_length=200,
        required=False,
    )

    def clean_way(self) -> str:
        return str(self.cleaned_data["way"]).replace("\x00", "")


class NationalNumberForm(forms.Form):
    """Why the number is needed (P32)."""

    reason = forms.ChoiceField(label=_("Why it is needed"), choices=NUMBER_REASONS, widget=forms.RadioSelect)
