"""One form a page; what was answered before travels along in hidden fields, and is stored nowhere."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.door.passage.labels import PARTS_AT_HER_DOOR
from palier.door.passage.rules import ASKED_ON, Page, is_asked_by
from palier.fieldwork.interventions.actions import check_words
from palier.fieldwork.interventions.queries.door import DoorMotive, DoorPlace
from palier.fieldwork.interventions.rules import WORDS_AT_MOST, DoorDraft, MotiveCode, Part
from palier.kernel.errors import InvalidInput
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.ui.forms import Words, mend, one_of

MISSING = {
    "motive": _("Choose for what we come."),
    "place": _("Choose where it is."),
    "part": _("Choose where exactly it is."),
}


class MyPassageForm(forms.Form):
    """Everything that can be answered; `page` says which question is asked now, and later ones may be empty."""

    part = one_of(PARTS_AT_HER_DOOR, label=_("Where exactly?"), required=False)
    words = Words(rows=4, label=_("In a few words"), required=False, max_length=WORDS_AT_MOST)
    phone = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(
        self, *args: Any, page: Page, motives: Sequence[DoorMotive], places: Sequence[DoorPlace], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.page, self.motives = page, motives
        self.fields["motive"] = one_of([(str(one.id), one.name) for one in motives], required=False)
        self.fields["place"] = one_of(
            [(str(one.id), one.name) for one in places], label=_("In which building, or around it?"), required=False
        )

    def clean_phone(self) -> str:
        given = self.cleaned_data["phone"].strip()
        try:
            return phone_number(given, in_use=False) if given else ""
        except InvalidIdentifier as problem:
            raise forms.ValidationError(_("Write it like 0470 12 34 56.")) from problem

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, words in MISSING.items():
            if is_asked_by(name, self.page) and name in data and not data[name]:
                self.add_error(name, words)
        if is_asked_by("words", self.page) and "words" in data:
            self._check(data["words"], data.get("motive"))
        return data

    def _check(self, words: str, motive: str | None) -> None:
        is_other = any(str(one.id) == motive and one.code == MotiveCode.OTHER for one in self.motives)
        try:
            check_words(words, is_other=is_other)
        except InvalidInput as problem:
            mend(self, problem)

    @property
    def wrong_on(self) -> Page:
        """The page on which the first wrong answer is asked for."""
        return next((page for name, page in ASKED_ON.items() if name in self.errors), self.page)

    @property
    def draft(self) -> DoorDraft:
        kept = self.cleaned_data
        return DoorDraft(
            motive=uuid.UUID(kept["motive"]),
            place=uuid.UUID(kept["place"]),
            part=Part(kept["part"]),
            words=kept["words"],
            phone=kept["phone"],
        )
