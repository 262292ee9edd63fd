"""A bag as typed: who brought it, and a row a letter. A row left empty is no letter."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.access.rules import Tier
from palier.casework.mail_bag.labels import LETTER_KINDS, SORTS
from palier.casework.mail_bag.rules import LINES_AT_ONCE, SENDER_AT_MOST, STEP_AT_MOST, LetterKind, Line, deadline
from palier.ui.forms import from_list, some_of


class BagForm(forms.Form):
    """Who brought the letters, who reads, and the contact of the same sitting when rows were mended."""

    own = forms.BooleanField(label=_("Only for me, for thirty days"), required=False)
    contact = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        named = [(str(pk), name) for pk, name in persons.items()]
        self.fields["persons"] = some_of(named, coerce=uuid.UUID, required=False, label=_("Brought by"))

    @property
    def tier(self) -> Tier:
        return Tier.AUTHOR if self.cleaned_data["own"] else Tier.TEAM


class LineForm(forms.Form):
    """One letter. The kind is enough; the deadline is typed as one says it."""

    kind = from_list(LETTER_KINDS, label=_("Who writes"))
    sender = forms.CharField(label=_("Sender"), required=False, max_length=SENDER_AT_MOST)
    deadline = forms.CharField(label=_("Deadline"), required=False, max_length=60)
    sort = from_list(SORTS, label=_("What to do"))
    step = forms.CharField(label=_("Small step"), required=False, max_length=STEP_AT_MOST)

    def __init__(self, *args: Any, actor_day: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor_day, self.language = actor_day, language
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean_deadline(self) -> Any:
        typed = self.cleaned_data["deadline"]
        if not typed.strip():
            return None
        day = deadline(typed, today=self.actor_day, language=self.language)
        if day is None:
            raise forms.ValidationError(_("No day is understood here. Write it like 15 days, 30/01 or 30/01/2027."))
        return day

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if not kept.get("kind") and "kind" not in self.errors and self.has_changed():
            self.add_error("kind", forms.ValidationError(_("Say who writes: “Other” is an answer.")))
        return kept

    @property
    def line(self) -> Line:
        kept = self.cleaned_data
        sender, step = (kept[name].replace("\x00", "") for name in ("sender", "step"))
        return Line(LetterKind(kept["kind"]), sender, kept["deadline"], kept["sort"], step)


Lines = forms.formset_factory(LineForm, extra=LINES_AT_ONCE, max_num=LINES_AT_ONCE, absolute_max=LINES_AT_ONCE)
