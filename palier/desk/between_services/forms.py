"""What a signal may carry: to whom, about what, where, in which words."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palier.kernel.errors import InvalidInput
from palier.registry.signals.labels import ANSWERS, PHRASES, THEMES
from palier.registry.signals.rules import QUESTION_AT_MOST, SENDABLE, SignalDraft
from palier.ui.forms import Day, Words, one_of

WORKER = "worker"
Choices = Iterable[tuple[Any, Any]]


class SignalForm(forms.Form):
    """One signal. Own words are asked of a landlord department only."""

    text = forms.CharField(
        label=_("In your own words, for the social service"),
        help_text=_("The least that is needed. To another department only one of the sentences travels."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phrase = forms.ChoiceField(choices=PHRASES, widget=forms.RadioSelect, label=_("Or a sentence"), required=False)
    theme = forms.ChoiceField(label=_("About"), required=False)
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        services: Choices,
        places: Choices,
        worker: tuple[uuid.UUID, str] | None,
        social: bool,
        household: uuid.UUID | None,
    ) -> None:
        super().__init__(data)
        self.worker, self.household = worker, household
        whose = gettext("%(worker)s, who looks after this household")
        first = [(WORKER, whose % {"worker": worker[1]})] if worker else []
        to = [*first, *((str(pk), name) for pk, name in services)]
        self.fields["to"] = forms.ChoiceField(
            choices=to, widget=forms.RadioSelect, label=_("To whom"), required=False, initial=WORKER if worker else None
        )
        self.fields["theme"].choices = [("", _("not said")), *((one, THEMES[one]) for one in SENDABLE)]  # type: ignore[attr-defined]
        self.fields["place"] = forms.TypedChoiceField(
            choices=[("", _("no place in particular")), *((str(pk), name) for pk, name in places)],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
            label=_("Site or building"),
        )
        if social:
            del self.fields["text"]
            self.fields["phrase"].label = _("A sentence")
        self.order_fields(["to", "text", "phrase", "theme", "place"])

    def signal(self) -> SignalDraft:
        """What was filled in, as a value."""
        data = self.cleaned_data
        to_worker = self.worker is not None and data["to"] == WORKER
        service: uuid.UUID | None = None
        if self.worker is not None and to_worker:
            service = self.worker[0]
        elif data["to"]:
            service = uuid.UUID(data["to"])
        return SignalDraft(
            service=service,
            to_worker=to_worker,
            household=self.household,
            place=None if self.household else data["place"],
            theme=data["theme"],
            phrase=data["phrase"],
            text=data.get("text", ""),
        )

    def take_back(self, problem: InvalidInput) -> None:
        """What the action refused, beside the fields it speaks of."""
        for name, messages in problem.fields.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, gettext(message.msgid))


class QuestionForm(forms.Form):
    """A question to the colleague who looks after a household."""

    text = Words(label=_("Your question"), rows=3, max_length=QUESTION_AT_MOST)


class AnswerForm(forms.Form):
    """One of the closed list; a day goes with one of them only."""

    answer = one_of(ANSWERS, label=_("Your answer"))
    day = Day(label=_("On which day"), required=False)
