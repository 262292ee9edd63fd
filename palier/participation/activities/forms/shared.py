"""What the forms of activities share: the version they were read at, choices of places and partners."""

import uuid
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.ui.forms import Choices

NO_NAMES = _("No names and no numbers of people: nobody is listed here, whoever took part is only counted.")
Named = Sequence[tuple[uuid.UUID, str]]
Sites = Sequence[tuple[uuid.UUID, str, Named]]


class Versioned(forms.Form):
    """A form by which a row is entered or, with the version it was read at, changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0


def one_place(sites: Sites, *, buildings: bool = True, required: bool = True) -> forms.ChoiceField:
    """A site, or a building among those of its site."""
    groups: Choices = [
        (name, [(str(pk), name), *((str(one), words) for one, words in inside)]) if buildings else (str(pk), name)
        for pk, name, inside in sites
    ]
    return forms.ChoiceField(
        label=_("Site or building") if buildings else _("Site"),
        choices=[("", _("choose")), *groups],
        required=required,
        error_messages={"required": _("Say where.")},
    )


def as_ids(values: Sequence[str]) -> tuple[uuid.UUID, ...]:
    """Ids as they were chosen."""
    return tuple(uuid.UUID(one) for one in values)
