"""The code as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.kernel.codes import LENGTH, as_typed


class CodeForm(forms.Form):
    """Twelve signs, with or without hyphens, in capitals or not."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = as_typed(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("A code has twelve letters and figures. Look at your paper again."))
        return code
