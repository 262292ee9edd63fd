"""What a person may send to a file. Forms check shape; actions decide."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.access.labels import DUTIES, EMERGENCY_GROUNDS
from palier.access.rules import EMERGENCY_REASON_AT_LEAST, Duty
from palier.casework.cases.labels import (
    ACCOMPANIMENT_TYPES,
    APPROACHES,
    CHANNELS,
    DOMAINS,
    GOALS,
    HELP_GIVEN,
    HOMES,
    OUTCOMES,
    PLACES,
    RESULTS,
    STEP_GOALS,
    STEP_STATES,
    TIES,
)
from palier.ui.forms import Choices, Day, Words, from_list, one_of, some_of

NAMEABLE = (Duty.SECOND, Duty.PAIR, Duty.COLLEAGUE)


class CaseOpenForm(forms.Form):
    """Who agreed and when: nothing else is asked."""

    own_words = Words(label=_("Before you leave: what she wants, in her own words"), required=False, rows=3)
    agreed_on = Day(label=_("Agreed on"))
    domain = from_list(DOMAINS, label=_("About"))
    housing_project = Words(label=_("Her housing project: what she wants of a home"), required=False, rows=2)
    approaches = some_of(APPROACHES, label=_("Approach"), required=False)
    goals = some_of(GOALS, label=_("Towards what"), required=False)

    def __init__(self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], today: datetime.date) -> None:
        super().__init__(data, initial={"agreed_on": today})
        self.fields["agreed_by"] = some_of(
            [(str(pk), name) for pk, name in persons.items()],
            coerce=uuid.UUID,
            required=False,  # the action asks for it, in its own words
            label=_("Who agreed"),
        )
        self.order_fields(["agreed_by", "agreed_on"])


class CaseChangeForm(forms.Form):
    """What the file says of itself, as it is now; who agreed does not change."""

    own_words = Words(label=_("What she wants, in her own words"), required=False, rows=3)
    housing_project = Words(label=_("Her housing project: what she wants of a home"), required=False, rows=2)
    goals = some_of(GOALS, label=_("Towards what"), required=False)
    approaches = some_of(APPROACHES, label=_("Approach"), required=False)
    domain = from_list(DOMAINS, label=_("About"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CaseCloseForm(forms.Form):
    """How it ends. None of the outcomes is a sanction."""

    outcome = one_of(OUTCOMES, label=_("How it ends"))
    kept = one_of(HOMES, label=_("Does she still have her home?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """A press of a button on what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AnalysisForm(forms.Form):
    """A dated reading of the situation."""

    text = Words(label=_("How you read the situation"), required=False, rows=6)
    accompaniment_type = one_of(ACCOMPANIMENT_TYPES, label=_("Kind of support"), required=False)
    again_on = Day(label=_("Look at it again with her on"), required=False)


class StepForm(forms.Form):
    """A small step to plan."""

    text = forms.CharField(label=_("Small step"), required=False, max_length=300)
    due = Day(label=_("For when"), required=False)
    goal = from_list(STEP_GOALS, label=_("Towards what"))
    call_back = forms.BooleanField(label=_("It is a call to make"), required=False)

    def __init__(self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str]) -> None:
        super().__init__(data)
        self.fields["concerns"] = some_of(
            [(str(pk), name) for pk, name in persons.items()], coerce=uuid.UUID, required=False, label=_("For whom")
        )
        self.order_fields(["text", "due", "concerns"])


class StepMoveForm(forms.Form):
    """Where a step stands now; every move is allowed."""

    state = one_of(STEP_STATES, label=_("Where it stands"))
    due = Day(label=_("For when"), required=False)


class KnownForm(forms.Form):
    """Somebody who really lives or sleeps there: a person or a name; all the rest may stay unsaid (P4)."""

    name = forms.CharField(label=_("Or a name, as it was told"), required=False, max_length=200)
    tie = one_of(TIES, label=_("Tie"), required=False)
    custody = forms.CharField(label=_("Custody, as told"), required=False, max_length=200)
    since = Day(label=_("Lives there since"), required=False)
    until = Day(label=_("Until"), required=False)
    trusted = forms.BooleanField(label=_("A person she trusts"), required=False)
    own_words = Words(label=_("In the words in which it was told"), required=False, rows=3)

    def __init__(
        self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        named = [(str(pk), name) for pk, name in persons.items()]
        self.fields["person"] = forms.TypedChoiceField(
            choices=named,
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            label=_("A person of the register"),
        )
        self.fields["confided_by"] = some_of(named, coerce=uuid.UUID, required=False, label=_("Told by"))
        self.order_fields(["person", "name", "tie", "confided_by"])


class KnownAddForm(KnownForm):
    """The same, and who will read it."""

    reinforced = forms.BooleanField(label=_("Reinforced: only I and those I name read it"), required=False)

    def __init__(
        self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], team: Mapping[uuid.UUID, str]
    ) -> None:
        super().__init__(data, persons=persons)
        self.fields["readers"] = some_of(
            [(str(pk), name) for pk, name in team.items()],
            coerce=uuid.UUID,
            required=False,
            label=_("Named readers"),
        )


class KnownChangeForm(KnownForm):
    """The same, on what was seen; the tier does not change."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class KnownEndForm(forms.Form):
    """Until when she lived there."""

    until = Day(label=_("Lived there until"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class TopicForm(forms.Form):
    """A word of the company's own under a theme, in both languages."""

    domain = forms.ChoiceField(choices=DOMAINS, label=_("Theme"))
    name_fr = forms.CharField(label=_("Word in French"), max_length=80, required=False)
    name_nl = forms.CharField(label=_("Word in Dutch"), max_length=80, required=False)


class WordForm(forms.Form):
    """The word left for whoever receives this household."""

    text = Words(label=_("Word for the duty desk"), required=False, max_length=500, rows=3)
    until = Day(label=_("Until"))


class ContactForm(forms.Form):
    """One's own contact, corrected."""

    facts = Words(label=_("Facts and steps"), required=False, rows=6)
    channel = one_of(CHANNELS, label=_("How"), required=False)
    place = from_list(PLACES, label=_("Where"))
    result = one_of(RESULTS, label=_("Who reached whom"), required=False)
    domain = from_list(DOMAINS, label=_("About"))
    support = from_list(ACCOMPANIMENT_TYPES, label=_("Part of"))
    given = some_of(HELP_GIVEN, label=_("She was given"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class InformedForm(forms.Form):
    """When the person was told, or why not yet (P33)."""

    on = Day(label=_("She was told on"), required=False)
    later = forms.CharField(label=_("Or why she is told later"), required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AttachForm(forms.Form):
    """Into which of my files a contact goes."""

    case = forms.TypedChoiceField(label=_("Into the file"), coerce=uuid.UUID, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, cases: Choices) -> None:
        super().__init__(data)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(cases)


class TeamForm(forms.Form):
    """Which colleague, as what, until when, and why."""

    duty = one_of([(value, word) for value, word in DUTIES if value in NAMEABLE], label=_("As"))
    until = Day(label=_("Until"), required=False)
    reason = forms.CharField(label=_("Why, in a few words"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None, *, colleagues: Mapping[uuid.UUID, str]) -> None:
        super().__init__(data)
        self.fields["post"] = forms.TypedChoiceField(
            choices=[("", "…"), *((str(pk), name) for pk, name in colleagues.items())],
            coerce=uuid.UUID,
            label=_("Colleague"),
        )
        self.order_fields(["post"])


class SecondWorkerForm(forms.Form):
    """For which member, which colleague, and the least she must know."""

    text = Words(label=_("What she needs to know, in a few words"), required=False, rows=3)

    def __init__(
        self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str], colleagues: Mapping[uuid.UUID, str]
    ) -> None:
        super().__init__(data)
        for name, offered, label in (
            ("person", persons, _("For whom")),
            ("colleague", colleagues, _("Which colleague")),
        ):
            self.fields[name] = forms.TypedChoiceField(
                choices=[(str(pk), words) for pk, words in offered.items()],
                coerce=uuid.UUID,
                widget=forms.RadioSelect,
                label=label,
            )
        self.order_fields(["person", "colleague"])


class EmergencyForm(forms.Form):
    """One person, one closed ground, what is happening, and the second factor (P29)."""

    ground = one_of(EMERGENCY_GROUNDS, label=_("Ground"))
    reason = Words(
        label=_("What is happening"),
        min_length=EMERGENCY_REASON_AT_LEAST,
        rows=3,
        help_text=_(
            "At least 30 characters. It stays with the team of the file; the data-protection officer sees who,"
            " when and on which ground."
        ),
    )
    code = forms.CharField(
        label=_("Code of your second factor"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}),
    )

    def __init__(self, data: QueryDict | None, *, persons: Mapping[uuid.UUID, str]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.TypedChoiceField(
            choices=[(str(pk), name) for pk, name in persons.items()],
            coerce=uuid.UUID,
            widget=forms.RadioSelect,
            label=_("For whom"),
        )
        self.order_fields(["person"])
