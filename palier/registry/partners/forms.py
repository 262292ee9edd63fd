"""What may be written in the directory. Forms check shape; actions decide."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.registry.partners.labels import (
    BOUND,
    CAPACITIES,
    DOMAINS,
    LEVELS,
    PARTNER_KINDS,
    commune_choices,
    spoken_choices,
)
from palier.registry.partners.labels.hours import DAY_WORDS
from palier.registry.partners.labels.steps import PURPOSES, STEP_KINDS
from palier.registry.partners.rules import LINE_AT_MOST, NAME_AT_MOST, WORDS_AT_MOST, Bound, Capacity
from palier.registry.partners.rules.drafts import PARTIES, AgreementDraft, ContactDraft, PartnerDraft, ServiceDraft
from palier.registry.partners.rules.hours import WEEKDAYS, of_a_week, spans
from palier.registry.partners.rules.steps import AGREED_AT_MOST, StepDraft
from palier.ui.forms import Day, Words, from_list, one_of, say, some_of
from palier.ui.templatetags.saying import phone_number as as_read_here

A_WEEK = [(day, f"open_{day.lower()}") for day in WEEKDAYS]
STEP_FREE = [("", _("nobody has looked")), ("yes", _("no step at the entrance")), ("no", _("there are steps"))]


class Phone(forms.CharField):
    """A telephone number as anybody types it; "" or E.164."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"}), **options)

    def prepare_value(self, value: Any) -> Any:
        """Shown as people read it here."""
        return as_read_here(value) if value else value

    def clean(self, value: Any) -> str:
        given: str = super().clean(value).strip()
        try:
            return phone_number(given) if given else ""
        except InvalidIdentifier as wrong:
            raise ValidationError(" ".join(say(sentence) for sentence in wrong.sentences)) from wrong


class Spans(forms.CharField):
    """The hours of one weekday as anybody types them: 9-12, 13h30-17. A list of (opens, closes)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, required=False, **options)

    def clean(self, value: Any) -> list[tuple[dt.time, dt.time]]:
        try:
            return spans(super().clean(value))
        except ValueError as wrong:
            raise ValidationError(_("Write hours like 9:00-12:00, 13:30-17:00.")) from wrong


class Versioned(forms.Form):
    """A form of something that may be there already: `version` is the one its reader saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return self.cleaned_data["version"] or 0


class PartnerForm(Versioned):
    """An organisation."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=NAME_AT_MOST)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=NAME_AT_MOST)
    kind = forms.ChoiceField(label=_("What it is"), choices=PARTNER_KINDS)
    level = one_of(LEVELS, label=_("On which level"))
    url = forms.CharField(label=_("Website"), max_length=LINE_AT_MOST, required=False, widget=forms.URLInput)

    @property
    def draft(self) -> PartnerDraft:
        return PartnerDraft(
            **{name: self.cleaned_data[name] for name in ("name_fr", "name_nl", "kind", "level", "url")}
        )


class ServiceForm(Versioned):
    """A service: what, for whom, where, when, and whether something may be sent to it."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=NAME_AT_MOST)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=NAME_AT_MOST)
    description_fr = Words(label=_("What it does, in French"), max_length=WORDS_AT_MOST, required=False, rows=2)
    description_nl = Words(label=_("What it does, in Dutch"), max_length=WORDS_AT_MOST, required=False, rows=2)
    domains = some_of(DOMAINS, label=_("Helps with"), required=False)
    eligibility = Words(label=_("For whom, on which conditions"), max_length=WORDS_AT_MOST, required=False, rows=2)
    hours = forms.CharField(label=_("When it is open"), max_length=LINE_AT_MOST, required=False)
    phone = Phone(label=_("Telephone"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=LINE_AT_MOST, required=False)
    step_free = forms.ChoiceField(label=_("Entrance"), choices=STEP_FREE, required=False)
    capacity = one_of(CAPACITIES, label=_("Takes people now?"), initial=Capacity.UNKNOWN)
    capacity_on = Day(label=_("Said on"), required=False)
    bound_by_secrecy = one_of(BOUND, label=_("Bound by professional secrecy?"), initial=Bound.UNKNOWN)
    secrecy_ground = forms.CharField(label=_("On what ground"), max_length=LINE_AT_MOST, required=False)
    same_mission = forms.BooleanField(label=_("Same mission: helps the same person to the same end"), required=False)
    until = Day(label=_("Last day in the directory"), required=False)

    def __init__(self, data: QueryDict | None, *, screen: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["languages"] = some_of(spoken_choices(screen), label=_("Languages spoken"), required=False)
        self.fields["area"] = some_of(commune_choices(screen), label=_("Communes (none: everywhere)"), required=False)
        for day, name in A_WEEK:
            self.fields[name] = Spans(label=DAY_WORDS[day])

    @property
    def week_is_open(self) -> bool:
        """Is there anything to see in the seven days?"""
        return any(field.value() or field.errors for field in self.week)

    @property
    def week(self) -> list[forms.BoundField]:
        """The fields of the seven days."""
        return [self[name] for _day, name in A_WEEK]

    @property
    def draft(self) -> ServiceDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        kept["week"] = of_a_week({day: kept.pop(name) for day, name in A_WEEK})
        for name in ("domains", "languages", "area"):
            kept[name] = tuple(kept[name])
        kept["step_free"] = {"yes": True, "no": False}.get(kept["step_free"])
        return ServiceDraft(**kept)


class DirectoryFileForm(forms.Form):
    """A file of services to take in."""

    file = forms.FileField(label=_("File (HSDS 3.0 as JSON or zip, CSV, XLSX, XLS or ODS, at most 20 MB)"))


class ContactForm(Versioned):
    """A named professional."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    function = forms.CharField(label=_("Function"), max_length=120)
    phone = Phone(label=_("Telephone"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    until = Day(label=_("Last day there, when she leaves"), required=False)

    @property
    def draft(self) -> ContactDraft:
        return ContactDraft(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class AgreementForm(Versioned):
    """An agreement, with a line for each party and its role."""

    title = forms.CharField(label=_("Title"), max_length=NAME_AT_MOST)
    starts = Day(label=_("First day"))
    ends = Day(label=_("Last day, if there is one"), required=False)
    covers = Words(label=_("What it covers"), max_length=WORDS_AT_MOST, required=False, rows=3)

    def __init__(
        self, data: QueryDict | None, *, services: dict[str, str], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["service"] = from_list(services.items(), label=_("About one service only"))
        for number in range(1, PARTIES + 1):
            words = {"number": number}
            self.fields[f"party_{number}"] = forms.CharField(
                label=_("Party %(number)s") % words, max_length=NAME_AT_MOST, required=False
            )
            self.fields[f"role_{number}"] = forms.CharField(
                label=_("Role of party %(number)s") % words, max_length=LINE_AT_MOST, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, PARTIES + 1):
            if data.get(f"role_{number}") and not data.get(f"party_{number}"):
                self.add_error(f"party_{number}", _("Whose role is it?"))
        return data

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"party_{number}"], self[f"role_{number}"]) for number in range(1, PARTIES + 1)]

    @property
    def draft(self) -> AgreementDraft:
        kept = self.cleaned_data
        parties = [(kept[f"party_{number}"], kept[f"role_{number}"]) for number in range(1, PARTIES + 1)]
        return AgreementDraft(
            title=kept["title"],
            starts=kept["starts"],
            ends=kept["ends"],
            covers=kept["covers"],
            parties=tuple(pair for pair in parties if pair[0]),
            service=uuid.UUID(kept["service"]) if kept["service"] else None,
        )


class StepForm(Versioned):
    """A contact with a partner, about nobody. `services`: those of this partner, to choose among."""

    on = Day(label=_("On"))
    kind = one_of(STEP_KINDS, label=_("How"))
    purpose = one_of(PURPOSES, label=_("To what end"))
    agreed = Words(
        label=_("What was agreed, in a sentence"),
        max_length=AGREED_AT_MOST,
        rows=2,
        help_text=_("About nobody: no tenant is named here."),
    )
    domain = from_list(DOMAINS, label=_("Theme"))
    next_on = Day(label=_("Next time on"), required=False)

    def __init__(
        self, data: QueryDict | None, *, services: dict[str, str], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["service"] = from_list(services.items(), label=_("About one service only"))

    @property
    def draft(self) -> StepDraft:
        kept = {name: self.cleaned_data[name] for name in ("on", "kind", "purpose", "agreed", "domain", "next_on")}
        service = self.cleaned_data.get("service")
        return StepDraft(**kept, service=uuid.UUID(service) if service else None)


class ThemeStepForm(StepForm):
    """A contact of which the theme comes first: with which partner is chosen among all."""

    def __init__(self, data: QueryDict | None, *, partners: list[Any], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, services={}, initial=initial)
        del self.fields["service"]
        self.fields["partner"] = forms.ChoiceField(
            label=_("With which partner"), choices=[("", _("Choose one of the list.")), *partners]
        )

    @property
    def partner(self) -> uuid.UUID:
        return uuid.UUID(self.cleaned_data["partner"])
