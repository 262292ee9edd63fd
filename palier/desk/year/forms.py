"""Three stories. No field asks for a name or a place."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.desk.year.rules import STORIES, STORY_AT_MOST
from palier.ui.forms import Words


class StoriesForm(forms.Form):
    """`story_1` to `story_3`; each may stay empty."""

    def __init__(self, data: QueryDict | None, *, texts: Mapping[int, str]) -> None:
        super().__init__(data, initial={f"story_{place}": text for place, text in texts.items()})
        for place in STORIES:
            self.fields[f"story_{place}"] = Words(
                label=_("Story %(place)s") % {"place": place}, required=False, max_length=STORY_AT_MOST, rows=5
            )

    @property
    def texts(self) -> dict[int, str]:
        return {place: self.cleaned_data[f"story_{place}"] for place in STORIES}
