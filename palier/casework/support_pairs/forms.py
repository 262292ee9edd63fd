"""The three doors in ten lines each, the notes of a pair, and an accord to stay in contact."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.casework.disclosures.labels import NOT_TOLD, QUESTION_WORDS
from palier.casework.disclosures.rules import NotTold, Question
from palier.casework.support_pairs.labels import ANSWERS, HOWS, PARTS
from palier.casework.support_pairs.labels.notes import DETAILS, KINDS, SECTORS, SEEN_AT, STEP_STATES
from palier.casework.support_pairs.rules import (
    LINE_AT_MOST,
    NAME_AT_MOST,
    WORDS_AT_MOST,
    AfterDraft,
    Answer,
    Door,
    DoorDraft,
    How,
    Part,
)
from palier.casework.support_pairs.rules import notes as rules
from palier.casework.support_pairs.rules.notes import NoteDraft, NoteKind, StepState
from palier.identity.organisations.models import Post
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.partners.models import PartnerService
from palier.ui.forms import Choices, Day, Words, from_list, one_of, some_of

TOLD = "told"


def languages(screen: str) -> Choices:
    """The languages people speak, in the one of the screen."""
    return [(code, one.name.in_("nl" if screen == "nl" else "fr")) for code, one in SPOKEN_LANGUAGES.items()]


class DoorForm(forms.Form):
    """Who it is, and what this door asks. `given_on` and what follows are of an accord or of a visit."""

    name = forms.CharField(label=_("Her name"), max_length=NAME_AT_MOST, required=False)
    address = forms.CharField(label=_("Her address"), max_length=LINE_AT_MOST, required=False)
    reach = forms.CharField(
        label=_("How she is reached"),
        max_length=LINE_AT_MOST,
        required=False,
        help_text=_("A way that she lets you use. Nothing is taken from the file here."),
    )
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)

    door: Door

    def __init__(self, *args: Any, screen: str, seconds: Sequence[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def facts(self) -> dict[str, Any]:
        """What this door says besides who it is."""
        return {}

    def draft(self, asking: uuid.UUID) -> DoorDraft:
        kept = self.cleaned_data
        who = {one: kept[one] for one in ("name", "address", "reach", "person")}
        return DoorDraft(asking=asking, door=self.door, **who, **self.facts())


class _Told(DoorForm):
    """What an accord and an announced visit have in common: a day, how, in which language, her own words."""

    given_on = Day(label=_("On which day"), required=False)
    how = one_of(HOWS, label=_("How"), required=False)
    her_words = Words(label=_("What she said"), rows=2, max_length=WORDS_AT_MOST, required=False)

    def __init__(self, *args: Any, screen: str, **kwargs: Any) -> None:
        super().__init__(*args, screen=screen, **kwargs)
        self.fields["language"] = from_list(languages(screen), label=_("In which language"))

    def facts(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return {
            "given_on": kept["given_on"],
            "how": How(kept["how"]) if kept["how"] else None,
            "language": kept["language"],
            "her_words": kept["her_words"],
        }


class AccordForm(_Told):
    """She agrees."""

    door = Door.ACCORD
    parts = some_of(PARTS, label=_("What she lets you open"), required=False, coerce=Part, initial=list(Part))
    may_take_back = forms.BooleanField(label=_("She knows that she may take it back"), required=False)

    def facts(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return super().facts() | {"parts": tuple(kept["parts"]), "may_take_back": kept["may_take_back"]}


class VisitForm(_Told):
    """She has been told who comes, and that she may say no."""

    door = Door.ANNOUNCED_VISIT
    who_named = forms.BooleanField(label=_("I named the two who come"), required=False)
    may_refuse = forms.BooleanField(
        label=_("I said that she may say no, and that it changes nothing to her lease"), required=False
    )
    answer = one_of(ANSWERS, label=_("What she answered"), required=False)

    def facts(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return super().facts() | {
            "who_named": kept["who_named"],
            "may_refuse": kept["may_refuse"],
            "answer": Answer(kept["answer"]) if kept["answer"] else None,
        }


class DangerForm(DoorForm):
    """Both questions of grave danger, the second head, and whether she knows."""

    door = Door.GRAVE_DANGER
    feared = Words(label=QUESTION_WORDS[Question.WHAT_DANGER], rows=2, max_length=WORDS_AT_MOST, required=False)
    not_otherwise = Words(
        label=QUESTION_WORDS[Question.NOT_OTHERWISE], rows=2, max_length=WORDS_AT_MOST, required=False
    )
    told = one_of([(TOLD, _("She was told")), *NOT_TOLD], label=_("Does she know of it?"), required=False)
    told_on = Day(label=_("Informed on"), required=False)
    tell_on = Day(label=_("Otherwise: possible from"), required=False)

    def __init__(self, *args: Any, screen: str, seconds: Sequence[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, screen=screen, **kwargs)
        named = [(str(one.pk), str(one.staff)) for one in seconds]
        self.fields["second"] = from_list(named, label=_("Who thinks it over with you"))

    def facts(self) -> dict[str, Any]:
        kept = self.cleaned_data
        told = kept["told"]
        return {
            "feared": kept["feared"],
            "not_otherwise": kept["not_otherwise"],
            "second": uuid.UUID(kept["second"]) if kept["second"] else None,
            "told_on": kept["told_on"] if told == TOLD else None,
            "not_told": NotTold(told) if told and told != TOLD else None,
            "tell_on": kept["tell_on"] if told != TOLD else None,
        }


DOOR_FORMS: dict[Door, type[DoorForm]] = {one.door: one for one in (AccordForm, VisitForm, DangerForm)}


class DayForm(forms.Form):
    """A day."""

    on = Day(label=_("On which day"))


class VersionForm(forms.Form):
    """Which state was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """How a step stands."""

    state = one_of(STEP_STATES, label=_("How it stands"))

    def state_of(self) -> StepState:
        return StepState(self.cleaned_data["state"])


class NoteForm(forms.Form):
    """One note: its words, and what its kind asks beside them."""

    words = Words(label=_("In a few words"), rows=4, max_length=WORDS_AT_MOST, required=False)

    def __init__(self, *args: Any, kind: NoteKind, services: Sequence[PartnerService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, asked = kind, rules.ASKS.get(kind, frozenset())
        details = [one for one in DETAILS if one[0] in rules.DETAILS.get(kind, ())]
        offered = [(str(one.pk), f"{one.name}, {one.partner.name}") for one in services]
        fields: dict[str, forms.Field] = {
            "detail": one_of(details, label=_("Which"), required=False),
            "seen_at": one_of(SEEN_AT, label=_("Where it was seen"), required=False),
            "service": from_list(offered, label=_("Which service")),
            "sectors": some_of(SECTORS, label=_("Between which sectors"), required=False, coerce=rules.Sector),
            "agreed_on": Day(label=_("She agreed on"), required=False),
            "day": Day(label=_("The day"), required=False),
        }
        self.fields.update({name: field for name, field in fields.items() if name in asked})
        if kind not in rules.NEVER_SHARED:
            self.fields["shared"] = forms.BooleanField(label=_("Share it with who asked"), required=False)

    @property
    def title(self) -> Any:
        return dict(KINDS)[self.kind]

    def draft(self) -> NoteDraft:
        kept = self.cleaned_data
        return NoteDraft(
            kind=self.kind,
            words=kept["words"],
            detail=rules.Detail(kept["detail"]) if kept.get("detail") else None,
            seen_at=rules.SeenAt(kept["seen_at"]) if kept.get("seen_at") else None,
            sectors=tuple(kept.get("sectors") or ()),
            service=uuid.UUID(kept["service"]) if kept.get("service") else None,
            agreed_on=kept.get("agreed_on"),
            day=kept.get("day"),
            shared=bool(kept.get("shared")),
        )


class PlanForm(forms.Form):
    """The five parts of a crisis plan."""

    shared = forms.BooleanField(label=_("Share it with who asked"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(KINDS)
        for kind in rules.GROUPS[rules.NoteGroup.CRISIS]:
            self.fields[kind.value] = Words(label=words[kind], rows=2, max_length=WORDS_AT_MOST, required=False)

    def parts(self) -> dict[NoteKind, str]:
        return {kind: self.cleaned_data[kind.value] for kind in rules.GROUPS[rules.NoteGroup.CRISIS]}


class AccordAgainForm(forms.Form):
    """She agreed again."""

    on = Day(label=_("She agreed on"))
    how = one_of(HOWS, label=_("How"))


class AfterForm(forms.Form):
    """With whom, how she is reached now, and her accord."""

    name = forms.CharField(label=_("Her name"), max_length=NAME_AT_MOST)
    reach = forms.CharField(
        label=_("How she is reached now"),
        max_length=LINE_AT_MOST,
        help_text=_("A place and a moment do as well as a telephone."),
    )
    given_on = Day(label=_("She agreed on"))
    how = one_of(HOWS, label=_("How"))
    words = Words(label=_("In a few words"), rows=3, max_length=WORDS_AT_MOST, required=False)

    def __init__(self, *args: Any, screen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = from_list(languages(screen), label=_("In which language"))

    def draft(self) -> AfterDraft:
        kept = self.cleaned_data
        return AfterDraft(
            **{one: kept[one] for one in ("name", "reach", "given_on", "language", "words")}, how=How(kept["how"])
        )


class WordsForm(forms.Form):
    """What there is to say, in the place of what stood there."""

    words = Words(label=_("In a few words"), rows=3, max_length=WORDS_AT_MOST, required=False)
