"""What is sent about letters and templates."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.messaging.labels import LETTER_LANGUAGES, TEMPLATE_KINDS
from palier.registry.messaging.rules import TITLE_AT_MOST, LetterKind, LetterLanguage, languages
from palier.ui.forms import Day, Hour, Words, from_list, one_of

PLACE_AT_MOST = 120


class ChooseForm(forms.Form):
    """To whom, what, in which language; the one date when the letter has one."""

    kind = one_of(TEMPLATE_KINDS, label=_("What it is"), initial=LetterKind.APPOINTMENT)
    day = Day(label=_("Day, if it says one"), required=False)
    hour = Hour(label=_("Hour, if it says one"), required=False)
    place = forms.CharField(label=_("Place, if it says one"), max_length=PLACE_AT_MOST, required=False)
    language = one_of(LETTER_LANGUAGES, label=_("Language of the letter"))

    field_order = ("kind", "person", "day", "hour", "place", "language")

    def __init__(
        self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["person"] = forms.TypedChoiceField(
            choices=[(str(pk), name) for pk, name in persons.items()],
            coerce=uuid.UUID,
            widget=forms.RadioSelect,
            label=_("To whom"),
        )
        self.order_fields(self.field_order)


class TextForm(forms.Form):
    """The words of a letter, in its languages."""

    title_fr = forms.CharField(label=_("First line, in French"), max_length=TITLE_AT_MOST)
    body_fr = Words(label=_("Text, in French"), rows=14)
    title_nl = forms.CharField(label=_("First line, in Dutch"), max_length=TITLE_AT_MOST)
    body_nl = Words(label=_("Text, in Dutch"), rows=14)
    to_explain = forms.BooleanField(label=_("With pictograms, and to explain in person"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, *, language: LetterLanguage, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for one in {"fr", "nl"} - set(languages(language)):
            del self.fields[f"title_{one}"], self.fields[f"body_{one}"]


class SendForm(forms.Form):
    """By which way it goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, channels: list[tuple[str, Any]], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["channel"] = one_of(channels, label=_("By which way"))


class ExplainForm(forms.Form):
    """In which language it was explained."""

    language = from_list([], label=_("Explained in"))

    def __init__(self, data: QueryDict | None, *, screen: str, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        named = [(code, one.name.in_(screen)) for code, one in SPOKEN_LANGUAGES.items()]
        self.fields["language"].choices = [("", _("not said")), *named]  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """A version of a template: both languages, always."""

    title_fr = forms.CharField(label=_("First line, in French"), max_length=TITLE_AT_MOST)
    body_fr = Words(label=_("Text, in French"), rows=14)
    title_nl = forms.CharField(label=_("First line, in Dutch"), max_length=TITLE_AT_MOST)
    body_nl = Words(label=_("Text, in Dutch"), rows=14)

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title_fr", "body_fr", "title_nl", "body_nl")}


class PosterForm(forms.Form):
    """A notice for a wall: both languages, equal size."""

    title_fr = forms.CharField(label=_("Title, in French"), max_length=TITLE_AT_MOST)
    text_fr = Words(label=_("Text, in French"), rows=6)
    title_nl = forms.CharField(label=_("Title, in Dutch"), max_length=TITLE_AT_MOST)
    text_nl = Words(label=_("Text, in Dutch"), rows=6)
    size = one_of([("a4", "A4"), ("a3", "A3")], label=_("Size"), initial="a4")
