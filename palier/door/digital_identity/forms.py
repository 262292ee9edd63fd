"""Which of her doors."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palier.access.binding import WaitingDoor


class WhichForm(forms.Form):
    """One button a company: its name, and nothing else of it."""

    def __init__(self, doors: Sequence[WaitingDoor], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doors = doors
        dutch = (get_language() or "fr").startswith("nl")
        self.names = [(str(place), door.name_nl if dutch else door.name_fr) for place, door in enumerate(doors)]
        unknown = {"invalid_choice": _("Choose one of these companies.")}
        self.fields["door"] = forms.ChoiceField(
            choices=self.names, error_messages={**unknown, "required": unknown["invalid_choice"]}
        )

    def chosen(self) -> WaitingDoor:
        return self.doors[int(self.cleaned_data["door"])]
