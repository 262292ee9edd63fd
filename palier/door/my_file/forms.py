"""What a person asks about her own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.door.my_file.labels import MY_RIGHTS
from palier.ui.forms import Words, one_of


class AskForm(forms.Form):
    """For a copy nothing more must be said."""

    right = one_of(MY_RIGHTS.items(), label=_("What do you ask?"))
    text = Words(rows=4, label=_("In a few words"), required=False, max_length=5000)
