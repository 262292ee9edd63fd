"""Which questions were gone through, or go on paper."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.entitlements.rules import Question
from palier.ui.forms import some_of


class QuestionsForm(forms.Form):
    """Some of the ten."""

    def __init__(self, data: QueryDict | None, *, questions: list[Question], language: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["question"] = some_of(
            [(one.code, one.asks.in_(language)) for one in questions], label=_("Questions")
        )
