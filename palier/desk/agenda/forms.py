"""What may be sent about an appointment."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palier.desk.agenda.labels import MEANS
from palier.desk.agenda.queries import Around, TravelDay, TravelWish
from palier.desk.agenda.rules.paces import Means
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar.labels import APPOINTMENT_KINDS, APPOINTMENT_STATES, FEED_KINDS, NOTICES
from palier.registry.calendar.rules.appointments import ANSWERED, AppointmentDraft, AppointmentKind
from palier.registry.calendar.rules.sessions import at
from palier.registry.calendar.rules.slots import MINUTES
from palier.ui.forms import Day, Hour, Words, one_of, some_of
from palier.ui.templatetags.saying import clock

NO_FILE = "none"
ANSWERS = [(state, words) for state, words in APPOINTMENT_STATES if state in ANSWERED]
LENGTHS = [(minutes, _("%(minutes)s minutes") % {"minutes": minutes}) for minutes in MINUTES]


class WhenForm(forms.Form):
    """A day, an hour, a length."""

    day = Day(label=_("Day"))
    start = Hour(label=_("Hour"))
    minutes = forms.TypedChoiceField(label=_("How long"), choices=LENGTHS, coerce=int, initial=45)

    def moment(self) -> dt.datetime:
        return at(self.cleaned_data["day"], self.cleaned_data["start"])


class AppointmentForm(WhenForm):
    """Whom to meet, when, how. Only the hour is asked for."""

    kind = one_of(APPOINTMENT_KINDS, label=_("How"), initial=AppointmentKind.OFFICE)
    who = forms.CharField(label=_("With whom"), max_length=200, required=False)
    venue = forms.TypedChoiceField(label=_("Where"), coerce=uuid.UUID, empty_value=None, required=False)
    purpose = forms.CharField(label=_("What for"), max_length=300, required=False)
    interpreter = forms.ChoiceField(label=_("Interpreter"), required=False)
    notice = forms.ChoiceField(label=_("How the visit was announced"), choices=[("", "—"), *NOTICES], required=False)

    def __init__(self, data: QueryDict | None, *, around: Around, initial: dict[str, Any] | None = None) -> None:
        self.around = around
        super().__init__(data, initial=initial)
        language = get_language() or "fr"
        spoken = [
            (one.code, one.name.in_(language)) for one in SPOKEN_LANGUAGES.values() if one.code not in {"fr", "nl"}
        ]
        self.fields["venue"].choices = [("", "—"), *((str(pk), name) for pk, name in around.venues.items())]  # type: ignore[attr-defined]
        self.fields["interpreter"].choices = [("", _("none needed")), *spoken]  # type: ignore[attr-defined]
        if around.household is None:
            self.fields["who"].required = True
            return
        del self.fields["who"]
        self.fields["persons"] = some_of(
            [(str(pk), name) for pk, name in around.persons.items()],
            label=_("With whom"),
            coerce=uuid.UUID,
            required=False,
            initial=[str(pk) for pk in around.persons] if len(around.persons) == 1 else [],
        )
        if around.files:
            in_file = _("in the file opened on %(day)s")
            files = [(str(pk), in_file % {"day": f"{day:%d/%m/%Y}"}) for pk, day in around.files.items()]
            self.fields["file"] = one_of(
                [*files, (NO_FILE, _("without a file, kept for 12 months"))],
                label=_("Where it belongs"),
                initial=files[0][0],
            )

    def draft(self) -> AppointmentDraft:
        data = self.cleaned_data
        file = data.get("file", NO_FILE)
        home = data["kind"] == AppointmentKind.HOME
        return AppointmentDraft(
            start=self.moment(),
            minutes=data["minutes"],
            kind=data["kind"],
            household=self.around.household,
            file=None if file == NO_FILE else uuid.UUID(file),
            who=data.get("who", ""),
            persons=tuple(data.get("persons", ())),
            venue=data["venue"] if data["kind"] == AppointmentKind.OFFICE else None,
            purpose=data["purpose"],
            interpreter=data["interpreter"],
            notice=data["notice"] if home else "",
        )


class AnswerForm(forms.Form):
    """Did people meet, and what was agreed? Nobody is asked why not (P35)."""

    state = one_of(ANSWERS, label=_("How it went"))
    agreed = Words(label=_("What was agreed"), required=False, rows=3)
    notice = forms.ChoiceField(label=_("Left behind"), choices=[("", "—"), *NOTICES], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(WhenForm):
    """Another hour."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FeedForm(forms.Form):
    """What a calendar program is to show."""

    kind = one_of(FEED_KINDS, label=_("What it shows"))
    venue = forms.TypedChoiceField(label=_("Which venue"), coerce=uuid.UUID, empty_value=None, required=False)

    def __init__(self, data: QueryDict | None, *, venues: dict[uuid.UUID, str]) -> None:
        super().__init__(data)
        self.fields["venue"].choices = [("", "—"), *((str(pk), name) for pk, name in venues.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") != "venue":
            data["venue"] = None
        return data


class TravelForm(forms.Form):
    """How a day on the road goes, and which visits may have another hour. Sent by GET: it changes nothing."""

    leaves = Hour(label=_("I can leave at"))
    back = Hour(label=_("Back at the latest at"))
    office = forms.TypedChoiceField(label=_("From and back to"), coerce=uuid.UUID, empty_value=None, required=False)
    means = one_of(MEANS, label=_("How I travel"))
    lunch = forms.BooleanField(label=_("Half an hour for lunch, beginning between 11.30 and 13.30"), required=False)
    moving = some_of([], label=_("Whose hour may move?"), coerce=uuid.UUID, required=False)

    def __init__(self, data: QueryDict | None, *, travel: TravelDay) -> None:
        self.usual = TravelWish(*travel.usual, office=travel.begins_at.pk if travel.begins_at else None)
        known = {name: getattr(self.usual, name) for name in ("leaves", "back", "office", "means", "lunch")}
        super().__init__(data, initial=known)
        name = f"name_{get_language()}"
        self.fields["office"].choices = [(str(one.pk), getattr(one, name)) for one in travel.venues]  # type: ignore[attr-defined]
        self.fields["moving"].choices = [  # type: ignore[attr-defined]
            (str(one.row.pk), f"{clock(one.start)} {one.who}") for one in travel.visits
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("leaves") and data.get("back") and data["leaves"] >= data["back"]:
            self.add_error("back", _("This is before you leave: choose a later hour."))
        return data

    def wish(self) -> TravelWish | None:
        """What she asks; the usual while nothing was sent, None while there is something to mend."""
        if not self.is_bound:
            return self.usual
        if not self.is_valid():
            return None
        data = self.cleaned_data
        return TravelWish(
            leaves=data["leaves"],
            back=data["back"],
            office=data["office"] or self.usual.office,
            means=Means(data["means"]),
            lunch=data["lunch"],
            moving=frozenset(data["moving"]),
        )
