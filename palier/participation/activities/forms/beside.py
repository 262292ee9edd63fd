"""Beside activities: rules of a place, an idea, what a partner asks for."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.participation.activities.forms.shared import NO_NAMES, Named, Sites, Versioned, one_place
from palier.participation.activities.labels import ASKED_BY, IDEA_STATES, NEED_STATES, NEEDS, RULES_KINDS
from palier.participation.activities.rules import (
    IDEA_AT_MOST,
    RULES_AT_MOST,
    TITLE_AT_MOST,
    WAYS,
    WORDS_AT_MOST,
    AskedBy,
    IdeaState,
    NeedState,
)
from palier.participation.activities.rules.drafts import IdeaAnswer, IdeaDraft, NeedDraft, RulesDraft
from palier.ui.forms import Day, Words, one_of


class RulesForm(Versioned):
    """The rules of a place, in both languages."""

    kind = one_of(RULES_KINDS, label=_("For what"))
    title_fr = forms.CharField(label=_("Title in French"), max_length=TITLE_AT_MOST, required=False)
    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=TITLE_AT_MOST, required=False)
    words_fr = Words(label=_("The rules, in French"), required=False, rows=8, max_length=RULES_AT_MOST)
    words_nl = Words(label=_("The rules, in Dutch"), required=False, rows=8, max_length=RULES_AT_MOST)
    since = Day(label=_("They hold from"))
    until = Day(label=_("Until"), required=False)

    def __init__(self, data: QueryDict | None, *, sites: Sites, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["place"] = one_place(sites)

    @property
    def draft(self) -> RulesDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return RulesDraft(**{**kept, "place": uuid.UUID(kept["place"])})


class IdeaForm(forms.Form):
    """What tenants wish to do, as they say it."""

    words = Words(label=_("What they wish to do"), required=False, rows=3, max_length=IDEA_AT_MOST, help_text=NO_NAMES)
    asked_by = one_of([(way, words) for way, words in ASKED_BY if way in WAYS], label=_("How"), initial=AskedBy.COUNTER)

    def __init__(self, data: QueryDict | None, *, sites: Sites, household: uuid.UUID | None = None) -> None:
        super().__init__(data)
        self.household = household
        self.fields["place"] = one_place(sites, required=False)

    @property
    def draft(self) -> IdeaDraft:
        kept = self.cleaned_data
        where = uuid.UUID(kept["place"]) if kept["place"] else None
        return IdeaDraft(words=kept["words"], asked_by=kept["asked_by"], place=where, household=self.household)


class IdeaAnswerForm(Versioned):
    """How far an idea is."""

    state = one_of(IDEA_STATES, label=_("How far it is"))
    answer = Words(label=_("What was answered"), required=False, rows=2, max_length=WORDS_AT_MOST)

    def __init__(self, data: QueryDict | None, *, activities: Named, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offered = [(str(pk), title) for pk, title in activities]
        self.fields["activity"] = forms.ChoiceField(
            label=_("Which activity it became"), required=False, choices=[("", _("no activity yet")), *offered]
        )

    @property
    def draft(self) -> IdeaAnswer:
        kept = self.cleaned_data
        became = uuid.UUID(kept["activity"]) if kept["activity"] else None
        return IdeaAnswer(state=IdeaState(kept["state"]), activity=became, answer=kept["answer"])


class NeedForm(Versioned):
    """What a partner asks for, and what came of it."""

    what = one_of(NEEDS, label=_("What is asked for"))
    for_on = Day(label=_("For which day"))
    words = Words(label=_("In a sentence"), required=False, rows=2, max_length=WORDS_AT_MOST, help_text=NO_NAMES)
    state = one_of(NEED_STATES, label=_("How far it is"), initial=NeedState.ASKED)
    answer = Words(label=_("What was answered"), required=False, rows=2, max_length=WORDS_AT_MOST)

    def __init__(self, data: QueryDict | None, *, partners: Named, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offered = [(str(pk), name) for pk, name in partners]
        self.fields["partner"] = forms.ChoiceField(label=_("Who asks"), choices=[("", _("choose")), *offered])

    @property
    def draft(self) -> NeedDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return NeedDraft(**{**kept, "partner": uuid.UUID(kept["partner"]), "state": NeedState(kept["state"])})
