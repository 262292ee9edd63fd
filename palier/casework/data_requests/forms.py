"""What is sent about data requests."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.data_requests.actions import Decided
from palier.casework.data_requests.labels import DECISIONS, HANDED, MOTIVES, RIGHTS
from palier.casework.data_requests.rules import DataRight, Decision, Handed, Item, proposed
from palier.ui.forms import Words, from_list, one_of


class AskForm(forms.Form):
    """What is asked; for a copy nothing more must be said."""

    right = one_of(RIGHTS, label=_("What does she ask?"), initial=DataRight.COPY)
    text = Words(rows=4, label=_("In her words"), required=False, max_length=5000)

    def chosen(self) -> DataRight:
        return DataRight(self.cleaned_data["right"])


class ItemForm(forms.Form):
    """One item of a copy."""

    decision = forms.ChoiceField(choices=DECISIONS, widget=forms.RadioSelect, required=False, label=_("Does it go?"))
    words = Words(rows=3, label=_("The words that go, when it goes in part"), required=False)
    motive = from_list(MOTIVES, label=_("Why it is kept back"))
    reason = forms.CharField(label=_("The reason, for the officer and for her"), required=False, max_length=1000)

    def decided(self) -> Decided | None:
        data = self.cleaned_data
        if not data["decision"]:
            return None
        return Decided(Decision(data["decision"]), data["words"], data["motive"], data["reason"])


class ItemForms:
    """The forms of all items of a request, with what was decided, else what is proposed."""

    def __init__(self, data: QueryDict | None, items: Sequence[Item], former: dict[uuid.UUID, Any]) -> None:
        self.rows = []
        for item in items:
            row = former.get(item.id)
            names = ("decision", "words", "motive", "reason")
            initial = {name: getattr(row, name) for name in names} if row else {"decision": proposed(item)}
            self.rows.append((item, row, ItemForm(data, prefix=item.id.hex, initial=initial)))

    def is_valid(self) -> bool:
        answers = [form.is_valid() for _item, _row, form in self.rows]  # each says what to mend, not the first alone
        return all(answers)

    def decided(self) -> dict[uuid.UUID, Decided]:
        return {item.id: one for item, _row, form in self.rows if (one := form.decided()) is not None}

    def mend(self, fields: Any, say: Any) -> None:
        """Puts what was refused beside the item it speaks of."""
        for item, _row, form in self.rows:
            for message in fields.get(str(item.id), ()):
                form.add_error("reason", say(message))


class AnswerForm(forms.Form):
    """How it was answered."""

    answer = Words(rows=4, label=_("In words for her"), required=False, max_length=5000)
    handed = one_of(HANDED, label=_("How it reached her"), initial=Handed.BY_HAND)
    version = forms.IntegerField(widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    """The officer confirms, or asks; one of many on its page, so the ids of its fields bear the item's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    question = forms.CharField(label=_("Your question, when it goes back"), required=False, max_length=300)

    def __init__(self, item: uuid.UUID, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"q{item}_%s", **options)
