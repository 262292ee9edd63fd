"""Asking for another hour."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.ui.forms import Words


class OtherHourForm(forms.Form):
    """Nothing must be said: that another hour is wanted is enough."""

    text = Words(rows=3, label=_("When would suit you? (you need not say)"), required=False, max_length=500)
