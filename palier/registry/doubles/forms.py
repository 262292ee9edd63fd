"""Which of two lines is kept."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.registry.doubles.queries import Pair
from palier.ui.forms import one_of


class MergeForm(forms.Form):
    """One of the two lines of a pair."""

    def __init__(self, data: QueryDict | None, *, pair: Pair) -> None:
        first = max(pair.lines, key=lambda line: (line.household is not None, line.changed_at))
        super().__init__(data, initial={"keep": str(first.person)})
        self.fields["keep"] = one_of(
            [(str(line.person), f"{line.name} ({line.number or '–'})") for line in pair.lines],
            label=_("Which line is kept?"),
        )

    def keep(self) -> uuid.UUID:
        """The person of the line that is kept."""
        return uuid.UUID(self.cleaned_data["keep"])


class YesForm(forms.Form):
    """A yes: nothing is asked beside it."""
