"""What a line and an answer may carry. No form of the social side has a box for words (P9)."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palier.registry.interservice.labels import KINDS, REPLIES, SPOTS
from palier.registry.interservice.rules import (
    DAYS_AT_MOST,
    DOMAINS,
    SOCIAL_ASKS,
    TEXT_AT_MOST,
    AnswerDraft,
    Kind,
    LineDraft,
    Reply,
)
from palier.ui.forms import Day, Words, from_list, one_of

WORKER = "worker"
Named = Iterable[tuple[uuid.UUID, str]]


def _for_whom(adults: Named) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[(str(pk), name) for pk, name in adults],
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        label=_("For whom"),
        help_text=_(
            "May stay empty. The landlord does not read it. She who is named finds the line in My file, nobody else."
        ),
    )


class RepairForm(forms.Form):
    """The shortest way: where in the dwelling, and nothing else must be said."""

    spot = one_of(SPOTS, label=_("Where in the dwelling"))

    def __init__(self, *args: Any, technical: uuid.UUID | None, adults: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._technical = technical
        if adults:
            self.fields["person"] = _for_whom(adults)

    def draft(self, household: uuid.UUID) -> LineDraft:
        data = self.cleaned_data
        return LineDraft(household, Kind.REPAIR, self._technical, spot=data["spot"], person=data.get("person"))


class SocialForm(forms.Form):
    """A line from the social side: one of a closed list, to one of the three departments."""

    to = forms.TypedChoiceField(coerce=uuid.UUID, widget=forms.RadioSelect, label=_("To whom"))
    kind = one_of([(one, dict(KINDS)[one]) for one in SOCIAL_ASKS], label=_("What"))
    spot = from_list(SPOTS, label=_("Where in the dwelling"), help_text=_("Only with: a repair is needed."))
    day = Day(label=_("On which day"), required=False, help_text=_("Only with: a visit is arranged."))

    def __init__(self, *args: Any, services: Named, adults: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(pk), name) for pk, name in services]  # type: ignore[attr-defined]
        if adults:
            self.fields["person"] = _for_whom(adults)

    def draft(self, household: uuid.UUID) -> LineDraft:
        data = self.cleaned_data
        return LineDraft(
            household, data["kind"], data["to"], spot=data["spot"], day=data["day"], person=data.get("person")
        )


class DepartmentForm(forms.Form):
    """A line from a department: a fact of its own domain, or a question about another's, in its own words."""

    to = forms.ChoiceField(widget=forms.RadioSelect, label=_("To whom"))
    kind = one_of([(one, dict(KINDS)[one]) for of in DOMAINS.values() for one in of], label=_("About what"))
    text = Words(
        label=_("What you know or ask"),
        help_text=_("Facts of your own service. The tenant may ask for it."),
        rows=3,
        max_length=TEXT_AT_MOST,
    )
    spot = from_list(SPOTS, label=_("Where in the dwelling"), help_text=_("Only with: a repair is needed."))

    def __init__(self, *args: Any, services: Named, worker: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = gettext("%(worker)s, who looks after this household")
        first = [(WORKER, whose % {"worker": worker})] if worker else []
        self.fields["to"].choices = [*first, *((str(pk), name) for pk, name in services)]  # type: ignore[attr-defined]

    def draft(self, household: uuid.UUID) -> LineDraft:
        data = self.cleaned_data
        service = None if data["to"] == WORKER else uuid.UUID(data["to"])
        return LineDraft(household, data["kind"], service, spot=data["spot"], text=data["text"])


class AnswerForm(forms.Form):
    """One answer: from the social side one of a closed list; a department may add words."""

    reply = forms.ChoiceField(widget=forms.RadioSelect, label=_("The answer"))
    day = Day(label=_("On which day"), required=False, help_text=_("With: a visit is arranged, or: it will be done."))
    days = forms.IntegerField(
        label=_("In how many working days"),
        required=False,
        min_value=1,
        max_value=DAYS_AT_MOST,
        help_text=_("Only with: an answer follows."),
    )
    text = Words(label=_("In your own words"), required=False, rows=2, max_length=TEXT_AT_MOST)

    def __init__(self, *args: Any, replies: Iterable[Reply], words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = [(one, dict(REPLIES)[one]) for one in replies]  # type: ignore[attr-defined]
        if not words:
            del self.fields["text"]

    def draft(self) -> AnswerDraft:
        data = self.cleaned_data
        return AnswerDraft(Reply(data["reply"]), data["day"], data["days"], data.get("text", ""))


class VersionForm(forms.Form):
    """Which state of a line was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
