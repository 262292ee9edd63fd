"""What is sent about a safety instruction. No field takes a word on a person but the fact, for its author alone."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.identity.organisations.models import Post
from palier.registry.safety.labels import TO_DO, spoken_choices
from palier.registry.safety.rules import FACT_AT_MOST, SafetyDraft, latest_end, wants_language
from palier.ui.forms import Day, Words, from_list, one_of, some_of

TOLD, DANGER = "told", "danger"


class ProposalForm(forms.Form):
    """What to do, until when, who agrees, whether she was told, and the fact behind it."""

    what = some_of(TO_DO, label=_("What to do at this door"))
    until = Day(label=_("Until"))
    told = one_of(
        [(TOLD, _("She was told")), (DANGER, _("Telling her is the danger"))], label=_("Does she know of it?")
    )
    told_on = Day(label=_("Told on"), required=False)
    fact = Words(label=_("What happened, in facts"), rows=3, max_length=FACT_AT_MOST)
    fact_day = Day(label=_("On which day"))

    def __init__(self, data: QueryDict | None, *, colleagues: list[Post], today: dt.date) -> None:
        first = {"until": latest_end(today), "fact_day": today}
        super().__init__(data, initial=first)
        self.fields["language"] = from_list(spoken_choices(), label=_("In which language"))
        self.fields["colleague"] = forms.TypedChoiceField(
            choices=[("", _("choose a colleague")), *((str(one.pk), str(one.staff)) for one in colleagues)],
            coerce=uuid.UUID,
            label=_("Who agrees with you"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("told") == TOLD and not data.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", _("Say on which day she was told."))
        if wants_language(data.get("what") or ()) and not data.get("language"):
            self.add_error("language", _("Choose in which language."))
        return data

    def draft(self, household: uuid.UUID) -> SafetyDraft:
        """The instruction as a plain value."""
        data = self.cleaned_data
        return SafetyDraft(
            household=household,
            what=tuple(data["what"]),
            language=data["language"],
            colleague=data["colleague"],
            until=data["until"],
            told_on=data["told_on"] if data["told"] == TOLD else None,
            fact=data["fact"],
            fact_day=data["fact_day"],
        )


class SeenForm(forms.Form):
    """The version that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ToldForm(SeenForm):
    """On which day the person was told."""

    on = Day(label=_("Told on"))
