"""One question: what would you like to do?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.ui.forms import Words


class MyIdeaForm(forms.Form):
    """An idea, in a few words."""

    text = Words(rows=4, label=_("What would you like to do in your building or your neighbourhood?"), required=False)
