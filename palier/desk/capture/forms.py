"""What a person typed, as typed values. Nothing is stripped: a text comes back as it was written."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from palier.access.labels import TIERS
from palier.access.rights.rules import TermKey
from palier.access.rules import Duty, Tier, aide_memoire_ends
from palier.casework.cases.labels import (
    ACCOMPANIMENT_TYPES,
    CHANNELS,
    DOMAINS,
    HELP_GIVEN,
    PLACES,
    REQUESTER_KINDS,
    RESULTS,
)
from palier.casework.cases.rules import (
    ORIGIN_AT_MOST,
    ContactDraft,
    RequestDraft,
    RequesterKind,
    no_demand_ends,
)
from palier.desk.capture.queries import Around, language
from palier.desk.capture.rules import SIMPLE, TEXT_AT_MOST, as_id, asked_herself, understood
from palier.kernel.days import day_of
from palier.kernel.errors import InvalidInput
from palier.ui.forms import DAY_FORMATS, some_of

NOT_GIVEN = "none"
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"]


YOURS = {
    Duty.REPLACEMENT: _("your replacement"),
    Duty.ASSIGNED: _("assigned worker"),
    Duty.SECOND: _("second worker"),
    Duty.TRAINEE: _("trainee"),
}


@dataclass(frozen=True)
class ReaderLine:
    """Who will read what is written: names beside the writer's own, or the colleague with whom it is left."""

    readers: list[tuple[str, str]] = field(default_factory=list)
    deposit: str = ""


class Writing(forms.Form):
    """What both forms share: whom it is about, and the keys that make a repeat harmless."""

    idempotency_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    household = forms.UUIDField(required=False, widget=forms.HiddenInput)
    arrival = forms.UUIDField(required=False, widget=forms.HiddenInput)
    who = forms.CharField(required=False, strip=False, max_length=200, label=_("Who"))
    persons = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("For whom"))
    channel = forms.ChoiceField(required=False, choices=CHANNELS, widget=forms.RadioSelect, label=_("How"))

    def __init__(self, *args: Any, around: Around, moment: datetime.datetime, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.around = around
        self.moment = moment
        self.today = day_of(moment)
        members = [(str(member.person), member.first_name or member.name) for member in around.members]
        self.fields["persons"].choices = [*members, (NOT_GIVEN, _("Person not given"))] if members else []  # type: ignore[attr-defined]
        if not members:
            del self.fields["persons"]

    @property
    def chosen_persons(self) -> tuple[uuid.UUID, ...]:
        found = (as_id(value) for value in self.cleaned_data.get("persons", []))
        return tuple(value for value in found if value)

    @property
    def household_id(self) -> uuid.UUID | None:
        return self.around.household.id if self.around.household else None

    def take_back(self, problem: InvalidInput) -> None:
        """Put what the action could not use beside its field; a field the page does not show goes to the whole form."""
        shown = {"household": "who"}
        for name, messages in problem.fields.items():
            beside = shown.get(name, name)
            for message in messages:
                self.add_error(beside if beside in self.fields else None, gettext(message.msgid) % message.params)


class ContactForm(Writing):
    """One contact, written down in a minute: `facts` is the only field that must be there (P14)."""

    facts = forms.CharField(
        strip=False,
        max_length=TEXT_AT_MOST,
        label=_("Facts and steps"),
        widget=forms.Textarea,
        help_text=_("Only this field is asked. The rest can be completed at the end of the day."),
        error_messages={"required": _("Write at least a word: this is the only field that must be filled in.")},
    )
    result = forms.ChoiceField(required=False, choices=RESULTS, widget=forms.RadioSelect, label=_("Result"))
    confided = forms.CharField(
        required=False,
        strip=False,
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea,
        label=_("What was confided to me"),
    )
    confided_reinforced = forms.BooleanField(
        required=False, label=_("Reinforced: named readers, out of search, out of the timeline")
    )
    next_step = forms.CharField(required=False, strip=False, max_length=300, label=_("And next"))
    next_day = forms.DateField(
        required=False,
        input_formats=DAY_FORMATS,
        label=_("Another day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("Where it goes"))
    tier = forms.ChoiceField(required=False, choices=TIERS, widget=forms.RadioSelect, label=_("Who will read it"))
    readers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Named readers"))
    domain = forms.ChoiceField(required=False, label=_("Theme"))
    met_at = forms.ChoiceField(required=False, label=_("Where"))
    support = forms.ChoiceField(required=False, label=_("Part of"))
    given = some_of(HELP_GIVEN, required=False, label=_("She was given"))
    at = forms.DateTimeField(
        required=False,
        input_formats=MOMENT_FORMATS,
        label=_("Another moment than now"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", pgettext_lazy("theme", "later")), *DOMAINS]  # type: ignore[attr-defined]
        self.fields["met_at"].choices = [("", pgettext_lazy("place", "as usual for this kind")), *PLACES]  # type: ignore[attr-defined]
        self.fields["support"].choices = [("", pgettext_lazy("kind of support", "not said")), *ACCOMPANIMENT_TYPES]  # type: ignore[attr-defined]
        self._offer_places()
        self._offer_readers()
        if not self.around.secret:
            for name in ("confided", "confided_reinforced", "tier", "readers", "place", "support", "given"):
                self.fields.pop(name, None)

    def _offer_places(self) -> None:
        files = [place for place in self.around.places if place.value != SIMPLE]
        if not files:
            del self.fields["place"]
            return
        words = [
            (
                place.value,
                gettext("in the file opened on %(day)s") % {"day": date_format(place.opened_on, "j F Y")}
                if len(files) > 1 and place.opened_on
                else gettext("in the file"),
            )
            for place in files
        ]
        self.fields["place"].choices = [*words, (SIMPLE, gettext("simple contact"))]  # type: ignore[attr-defined]
        self.initial.setdefault("place", files[0].value)

    def _offer_readers(self) -> None:
        colleagues = [(str(reader.post), reader.name) for reader in self.around.colleagues]
        self.fields["readers"].choices = colleagues  # type: ignore[attr-defined]
        if not colleagues:
            del self.fields["readers"]
            self.fields["tier"].choices = [(tier, word) for tier, word in TIERS if tier != Tier.PAIR]  # type: ignore[attr-defined]
        self.initial.setdefault("tier", Tier.TEAM)

    @property
    def chosen_place(self) -> str:
        """Where the contact goes: the first open file unless another place was chosen."""
        chosen = str(self.cleaned_data.get("place") or "")
        if chosen or "place" not in self.fields:
            return chosen or SIMPLE
        return str(self.initial.get("place", SIMPLE))

    @property
    def deposited(self) -> bool:
        return self.chosen_place == SIMPLE and self.around.deposit

    def clean_at(self) -> datetime.datetime | None:
        at: datetime.datetime | None = self.cleaned_data["at"]
        if at is not None and at > self.moment:
            raise forms.ValidationError(_("A contact that took place lies in the past."), code="future")
        return at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        tier, readers = cleaned.get("tier") or Tier.TEAM, cleaned.get("readers") or []
        if tier == Tier.PAIR and len(readers) != 1:
            self.add_error(
                "readers" if "readers" in self.fields else "tier", _("Name the one colleague who reads along.")
            )
        if tier != Tier.TEAM and self.deposited:
            self.add_error(
                "tier", _("What is left with a colleague is read by that colleague. Choose her, or your file.")
            )
        return cleaned

    @property
    def reader_lines(self) -> list[ReaderLine]:
        """Who will read, for each place the page offers, in the order of its picks."""
        offered = [value for value, _word in self.fields["place"].choices] if "place" in self.fields else [SIMPLE]  # type: ignore[attr-defined]
        return [self._reader_line(value) for value in offered]

    def _reader_line(self, place: str) -> ReaderLine:
        if place == SIMPLE and self.around.deposit:
            return ReaderLine(deposit=self.around.worker_name)
        readers = self.around.readers.get(place, [])
        return ReaderLine(readers=[(reader.name, str(YOURS.get(Duty(reader.duty), ""))) for reader in readers])

    @property
    def aide_memoire_ends(self) -> datetime.date:
        return aide_memoire_ends(self.today, self.around.terms[TermKey.AIDE_MEMOIRE])

    def contact(self) -> ContactDraft:
        """The contact as typed. Call only when the form is valid."""
        data = self.cleaned_data
        step = understood(data["next_step"], today=self.today, language=language(), day=data["next_day"])
        readers = tuple(uuid.UUID(post) for post in data.get("readers", ()))
        if self.deposited and data.get("confided_reinforced") and self.around.worker:
            readers = (self.around.worker.pk,)
        return ContactDraft(
            facts=data["facts"],
            case=None if self.chosen_place == SIMPLE else uuid.UUID(self.chosen_place),
            household=self.household_id,
            who=data["who"],
            persons=self.chosen_persons,
            at=data["at"],
            channel=data["channel"],
            result=data["result"],
            domain=data["domain"],
            place=data["met_at"],
            support=data.get("support", ""),
            given=tuple(data.get("given", ())),
            tier=Tier(data.get("tier") or Tier.TEAM),
            readers=readers,
            confided=data.get("confided", ""),
            confided_tier=Tier.REINFORCED if data.get("confided_reinforced") else Tier.TEAM,
            next_step=data["next_step"],
            next_day=step.day if step else None,
            next_is_call=step.is_call if step else False,
        )


class RequestForm(Writing):
    """What a person asks. The text is the only field that must be there."""

    text = forms.CharField(
        strip=False,
        max_length=TEXT_AT_MOST,
        label=_("What is asked"),
        widget=forms.Textarea,
        help_text=_("Only this field is asked. Her own words are best."),
        error_messages={"required": _("Write at least a word: this is the only field that must be filled in.")},
    )
    requester_kind = forms.ChoiceField(
        required=False, choices=REQUESTER_KINDS, widget=forms.RadioSelect, label=_("Who asks")
    )
    no_demand = forms.BooleanField(required=False, label=_("About a person who has asked nothing"))
    origin = forms.CharField(
        required=False,
        max_length=ORIGIN_AT_MOST,
        label=_("Which service or body"),
        widget=forms.TextInput(attrs={"list": "origins", "autocomplete": "off"}),
    )
    domain = forms.ChoiceField(required=False, label=_("Theme"))
    also = forms.MultipleChoiceField(
        required=False, choices=DOMAINS, widget=forms.CheckboxSelectMultiple, label=_("Also about")
    )
    topics = forms.TypedMultipleChoiceField(
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        label=_("In our own words"),
        error_messages={"invalid_choice": _("One of these words is no longer in the list: look at it again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", pgettext_lazy("theme", "later")), *DOMAINS]  # type: ignore[attr-defined]
        self._offer_own_words()
        if not self.around.asking.applicants:
            kinds = [(kind, word) for kind, word in REQUESTER_KINDS if kind != RequesterKind.APPLICANT]
            self.fields["requester_kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["no_demand"].help_text = gettext(
            "Write what was seen, by whom, when. It ends by itself on %(day)s; the person is told at the first contact."
        ) % {"day": date_format(no_demand_ends(self.today, self.around.terms[TermKey.NO_DEMAND]), "j F Y")}

    def _offer_own_words(self) -> None:
        offered = [(str(one.pk), f"{one.word} ({one.theme})") for one in self.around.asking.topics]
        self.fields["topics"].choices = offered  # type: ignore[attr-defined]

    def request(self) -> RequestDraft:
        """The request as typed. Call only when the form is valid. A person nobody found stands above the text."""
        data = self.cleaned_data
        own = asked_herself(data["requester_kind"], data["no_demand"])
        return RequestDraft(
            text=f"{data['who']}\n\n{data['text']}" if data["who"].strip() else data["text"],
            household=self.household_id,
            confided_by=self.chosen_persons if own else (),
            concerns=self.chosen_persons,
            requester_kind=data["requester_kind"],
            no_demand=data["no_demand"],
            domain=data["domain"],
            channel=data["channel"],
            also=tuple(data["also"]),
            topics=tuple(data.get("topics", ())),
            origin=data["origin"],
        )
