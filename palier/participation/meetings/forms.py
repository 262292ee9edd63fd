"""What is typed for a meeting: when and where, points, what was said, promises, questions, numbers."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.days import BRUSSELS
from palier.kernel.parties import Party
from palier.participation.meetings.labels import CHANNELS, PARTIES, POINT_KINDS, PROMISE_STATES, SIGNED_AS
from palier.participation.meetings.rules import (
    PERSONS_AT_MOST,
    POINT_AT_MOST,
    SAID_AT_MOST,
    TITLE_AT_MOST,
    VENUE_AT_MOST,
    WORDS_AT_MOST,
    Channel,
    MeetingDraft,
    PointDraft,
    PointKind,
    PromiseDraft,
    PromiseState,
    ReplyDraft,
    SaidDraft,
    SignedAs,
)
from palier.ui.forms import Day, Hour, Words, one_of, some_of

Named = Sequence[tuple[uuid.UUID, str]]
Sites = Sequence[tuple[uuid.UUID, str, Named]]
NO_NAMES = _("No names: what concerns one person leaves the meeting.")


def _ids(values: Sequence[str]) -> tuple[uuid.UUID, ...]:
    return tuple(uuid.UUID(one) for one in values)


def _choose(named: Named) -> list[tuple[str, Any]]:
    return [("", _("choose")), *((str(pk), name) for pk, name in named)]


def _text(label: Any, at_most: int, *, rows: int = 2) -> Words:
    return Words(label=label, required=False, rows=rows, max_length=at_most)


class Versioned(forms.Form):
    """A form by which a row is entered or, with the version it was read at, changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0


class MeetingForm(Versioned):
    """A meeting as it is prepared."""

    title_fr = forms.CharField(label=_("Title in French"), max_length=TITLE_AT_MOST, required=False)
    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=TITLE_AT_MOST, required=False)
    on = Day(label=_("Day"))
    hour = Hour(label=_("Hour"))
    minutes = forms.IntegerField(label=_("How many minutes"), initial=120)
    venue_fr = forms.CharField(label=_("Where, in French"), max_length=VENUE_AT_MOST, required=False)
    venue_nl = forms.CharField(label=_("Where, in Dutch"), max_length=VENUE_AT_MOST, required=False)
    step_free = forms.BooleanField(label=_("One comes in without a step"), required=False)
    quiet_place = forms.BooleanField(label=_("There is a quiet place"), required=False)
    child_corner = forms.BooleanField(label=_("There is a corner for children"), required=False)
    translated_by = forms.CharField(label=_("Who sends the interpreter"), max_length=POINT_AT_MOST, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        sites: Sites,
        hosts: Named,
        languages: Sequence[tuple[str, str]],
        previous: Named,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        whole = [(str(pk), name) for pk, name, _inside in sites]
        parts = [(str(pk), f"{name}, {words}") for _pk, name, inside in sites for pk, words in inside]
        self.fields["sites"] = some_of(whole, label=_("Whole sites"), required=False)
        self.fields["buildings"] = some_of(parts, label=_("Buildings"), required=False)
        self.fields["host"] = forms.ChoiceField(label=_("Who leads it"), choices=_choose(hosts))
        self.fields["interpreters"] = some_of(languages, label=_("Somebody interprets"), required=False)
        self.fields["previous"] = forms.ChoiceField(
            label=_("It begins with what was promised at"), choices=_choose(previous), required=False
        )

    @property
    def draft(self) -> MeetingDraft:
        data = self.cleaned_data
        ticks = {name: data[name] for name in ("step_free", "quiet_place", "child_corner")}
        texts = {name: data[name] for name in ("title_fr", "title_nl", "venue_fr", "venue_nl", "translated_by")}
        return MeetingDraft(
            **texts,
            **ticks,
            at=dt.datetime.combine(data["on"], data["hour"], BRUSSELS),
            minutes=data["minutes"],
            places=_ids([*data["sites"], *data["buildings"]]),
            host=uuid.UUID(data["host"]),
            interpreters=tuple(data["interpreters"]),
            previous=uuid.UUID(data["previous"]) if data["previous"] else None,
        )


class PointForm(Versioned):
    """A point, and the department that owns it. Who leads the meeting gives it its place too."""

    title_fr = forms.CharField(label=_("In French"), max_length=POINT_AT_MOST, required=False)
    title_nl = forms.CharField(label=_("In Dutch"), max_length=POINT_AT_MOST, required=False)
    kind = one_of([one for one in POINT_KINDS if one[0] != PointKind.PROMISED], label=_("What it is"))
    minutes = forms.IntegerField(label=_("How many minutes"), initial=10)
    position = forms.IntegerField(label=_("Its place on the agenda"), min_value=1, max_value=99, required=False)
    left_out = forms.BooleanField(label=_("Leave it out"), required=False)

    def __init__(self, data: QueryDict | None, *, services: Named, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["service"] = forms.ChoiceField(label=_("Which department owns it"), choices=_choose(services))

    @property
    def draft(self) -> PointDraft:
        data = self.cleaned_data
        return PointDraft(
            data["title_fr"], data["title_nl"], uuid.UUID(data["service"]), data["minutes"], PointKind(data["kind"])
        )


class SaidForm(forms.Form):
    """What was said, typed live. `draft`: the version it was read at, which each keeping raises."""

    draft = forms.IntegerField(widget=forms.HiddenInput)
    said_fr = _text(_("What was said, in French"), SAID_AT_MOST, rows=5)
    said_nl = _text(_("What was said, in Dutch"), SAID_AT_MOST, rows=5)
    face_present = forms.TypedChoiceField(
        label=_("Somebody of that department is there"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )

    @property
    def said(self) -> SaidDraft:
        data = self.cleaned_data
        return SaidDraft(data["said_fr"], data["said_nl"], data["face_present"])


class PromiseForm(forms.Form):
    """What was promised, by whom, by when."""

    words_fr = _text(_("What was promised, in French"), WORDS_AT_MOST)
    words_nl = _text(_("What was promised, in Dutch"), WORDS_AT_MOST)
    due_on = Day(label=_("By which day"))

    def __init__(self, data: QueryDict | None, *, services: Named, points: Named, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["service"] = forms.ChoiceField(label=_("Which department promised"), choices=_choose(services))
        self.fields["point"] = forms.ChoiceField(label=_("Under which point"), choices=_choose(points), required=False)

    @property
    def draft(self) -> PromiseDraft:
        data = self.cleaned_data
        point = uuid.UUID(data["point"]) if data["point"] else None
        return PromiseDraft(data["words_fr"], data["words_nl"], uuid.UUID(data["service"]), data["due_on"], point)


class PromiseAnswerForm(Versioned):
    """What came of a promise."""

    state = one_of(
        [one for one in PROMISE_STATES if one[0] in {PromiseState.KEPT, PromiseState.DROPPED}],
        label=_("What came of it"),
    )
    answer_fr = _text(_("In French"), WORDS_AT_MOST)
    answer_nl = _text(_("In Dutch"), WORDS_AT_MOST)


class QuestionForm(forms.Form):
    """A question, of nobody."""

    words = Words(label=_("The question"), required=False, rows=3, max_length=WORDS_AT_MOST, help_text=NO_NAMES)

    def __init__(self, data: QueryDict | None, *, leads: bool, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        offered = [
            one
            for one in CHANNELS
            if one[0] in {Channel.COUNTER, Channel.PHONE} or (leads and one[0] != Channel.SCREEN)
        ]
        self.fields["asked"] = one_of(offered, label=_("How the question came in"))


class AnswerForm(forms.Form):
    """A public answer."""

    answer_fr = _text(_("Answer in French"), WORDS_AT_MOST, rows=3)
    answer_nl = _text(_("Answer in Dutch"), WORDS_AT_MOST, rows=3)


class PassOnForm(forms.Form):
    """To whom a question about one person goes: a department, or told in person whom to ask."""

    text = _text(_("In a few words"), WORDS_AT_MOST)

    def __init__(self, data: QueryDict | None, *, services: Named, phrases: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        told = ("", _("I told the person whom to ask: nothing travels"))
        self.fields["service"] = forms.ChoiceField(
            label=_("To whom"),
            choices=[told, *((str(pk), name) for pk, name in services)],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["phrase"] = forms.ChoiceField(
            label=_("What travels"), choices=[("", _("choose")), *phrases], required=False
        )

    @property
    def service(self) -> uuid.UUID | None:
        return uuid.UUID(self.cleaned_data["service"]) if self.cleaned_data["service"] else None


class PeopleForm(Versioned):
    """How many came, by kind."""

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for party, words in PARTIES:
            self.fields[party.value] = forms.IntegerField(label=words, min_value=0, max_value=2_000, initial=0)

    @property
    def parties(self) -> list[forms.BoundField]:
        return [self[one.value] for one in Party]

    @property
    def attended(self) -> dict[Party, int]:
        return {one: self.cleaned_data[one.value] for one in Party}


class SignForm(Versioned):
    """In which function the minutes are signed on the tenants' side."""

    signed_as = one_of(SIGNED_AS, label=_("Signed on the tenants’ side"))

    @property
    def function(self) -> SignedAs:
        return SignedAs(self.cleaned_data["signed_as"])


class ReplyForm(forms.Form):
    """Does the household come, with how many?"""

    comes = one_of([("yes", _("Yes")), ("no", _("No"))], label=_("Do you come?"))
    persons = forms.IntegerField(label=_("With how many?"), min_value=1, max_value=PERSONS_AT_MOST, required=False)
    child_corner = forms.BooleanField(label=_("I want the corner for children."), required=False)

    @property
    def draft(self) -> ReplyDraft:
        data = self.cleaned_data
        return ReplyDraft(data["comes"] == "yes", data["persons"] or 1, data["child_corner"])
