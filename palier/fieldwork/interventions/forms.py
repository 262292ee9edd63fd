"""What may be asked of the agents, and what they note. Forms check shape; actions decide."""

from __future__ import annotations  # the stubs make UploadedFile generic, Django does not

import datetime as dt
import uuid
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palier.fieldwork.interventions.imports import place_photo
from palier.fieldwork.interventions.labels import COVERS, DONE, IMPORTANCES, OUTCOMES, PARTS, SEEN, SENTENCES
from palier.fieldwork.interventions.rules import (
    PHOTOS_AT_MOST,
    SEEN_AT_MOST,
    SPOT_AT_MOST,
    WORDS_AT_MOST,
    AskedBy,
    Cover,
    Done,
    Importance,
    MotiveDraft,
    Origin,
    Outcome,
    PassageDraft,
    PlacePhoto,
    Seen,
    Sentence,
    VisitDraft,
)
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import InvalidInput
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.registry.documents.forms import NO_PHOTO, PHOTO_BEGINS, Files
from palier.registry.documents.rules.names import shown_name
from palier.ui.forms import Day, Hour, Words, from_list, one_of, say, some_of

ASKS = [
    (Origin.STAFF, _("I ask it myself")),
    (Origin.TENANT, _("A tenant asks it")),
    (Origin.PARTNER, _("A partner asks it")),
]
BY = [(AskedBy.PHONE, _("By telephone")), (AskedBy.COUNTER, _("At the counter")), (AskedBy.ON_SITE, _("On site"))]
WHOLE = [(str(int(value)), words) for value, words in IMPORTANCES]


class PassageForm(forms.Form):
    """For what, where, in a few words; who is to be told, when it is not oneself."""

    words = Words(label=_("What is going on, about the place"), required=False, rows=2, max_length=WORDS_AT_MOST)
    part = from_list(PARTS, label=_("Where exactly"))
    floor = forms.IntegerField(label=_("Floor"), required=False, min_value=-5, max_value=60)
    spot = forms.CharField(label=_("A word more about the spot"), required=False, max_length=SPOT_AT_MOST)
    day = Day(label=_("On which day"), required=False)
    opens = Hour(label=_("From what hour"), required=False)
    closes = Hour(label=_("Until what hour"), required=False)
    origin = one_of(ASKS, label=_("Who asks"), initial=Origin.STAFF)
    asked_by = one_of(BY, label=_("How it was asked"), required=False)
    asker_name = forms.CharField(label=_("Name of who is to be told"), required=False, max_length=120)
    asker_phone = forms.CharField(
        label=_("Her number"), required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        motives: list[tuple[str, str]],
        places: list[tuple[str, list[tuple[uuid.UUID, str]]]],
        initial: dict[str, Any] | None = None,
        household: uuid.UUID | None = None,
        doors: list[tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.household = household
        self.fields["motive"] = one_of(motives, label=_("For what"))
        groups = [(site, [(str(pk), name) for pk, name in inside]) for site, inside in places]
        self.fields["place"] = forms.ChoiceField(
            label=_("Site or building"),
            choices=[("", _("choose")), *groups],
            error_messages={"required": _("Say where.")},
        )
        self.fields["dwelling"] = forms.ChoiceField(
            label=_("At which front door"),
            choices=[("", _("choose")), *(doors or [])],
            required=False,
            error_messages={"invalid_choice": _("This door is not in the building you chose.")},
        )
        self.order_fields(["motive", "place", "dwelling", "part", "floor", "spot", "words", "day", "opens", "closes"])

    def clean_asker_phone(self) -> str:
        given: str = self.cleaned_data["asker_phone"].strip()
        try:
            return phone_number(given) if given else ""
        except InvalidIdentifier as wrong:
            raise forms.ValidationError(" ".join(say(sentence) for sentence in wrong.sentences)) from wrong

    def _moment(self, name: str) -> dt.datetime | None:
        hour = self.cleaned_data[name]
        day = self.cleaned_data["day"] or timezone.now().astimezone(BRUSSELS).date()
        return dt.datetime.combine(day, hour, BRUSSELS) if hour else None

    @property
    def draft(self) -> PassageDraft:
        kept = self.cleaned_data
        told = kept["origin"] != Origin.STAFF
        return PassageDraft(
            motive=uuid.UUID(kept["motive"]),
            place=uuid.UUID(kept["place"]),
            words=kept["words"],
            part=kept["part"],
            floor=kept["floor"],
            spot=kept["spot"],
            dwelling=uuid.UUID(kept["dwelling"]) if kept["dwelling"] else None,
            origin=Origin(kept["origin"]),
            asked_by=AskedBy(kept["asked_by"] or (AskedBy.PHONE if told else AskedBy.SCREEN)),
            opens_at=self._moment("opens"),
            closes_at=self._moment("closes"),
            household=self.household if told else None,
            asker_name=kept["asker_name"] if told else "",
            asker_phone=kept["asker_phone"] if told else "",
        )


class MarkForm(forms.Form):
    """What agents make of a request."""

    importance = one_of(WHOLE, label=_("How important"))
    delicate = forms.BooleanField(label=_("Delicate"), required=False)
    by_two = forms.BooleanField(label=_("Go there by two"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return {**kept, "importance": Importance(int(kept["importance"]))}


class JoinForm(forms.Form):
    """To which other request of the same event."""

    to = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class VisitForm(forms.Form):
    """What was seen and done there: a tap, preset words, own words about the place."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = one_of(OUTCOMES, label=_("In one tap"), initial=Outcome.NOTED)
    seen = some_of(SEEN, label=_("What I saw"), required=False)
    done = some_of(DONE, label=_("What I did"), required=False)
    words = Words(
        label=_("In a few words, about the place"),
        required=False,
        rows=2,
        max_length=SEEN_AT_MOST,
        help_text=_("What you saw and did. No name, nothing about what somebody is."),
    )
    agreed = Words(label=_("What was agreed"), required=False, rows=2, max_length=SEEN_AT_MOST)
    met = forms.BooleanField(label=_("I spoke with somebody and told that this is written down"), required=False)
    her_words = Words(label=_("What that person says of it"), required=False, rows=2, max_length=SEEN_AT_MOST)
    day = Day(label=_("On which day"), required=False)
    hour = Hour(label=_("At what hour"), required=False)

    def draft(self, intervention: uuid.UUID, now: dt.datetime) -> VisitDraft:
        kept = self.cleaned_data
        local = now.astimezone(BRUSSELS)
        at = (
            now
            if not (kept["day"] or kept["hour"])
            else dt.datetime.combine(kept["day"] or local.date(), kept["hour"] or local.time(), BRUSSELS)
        )
        return VisitDraft(
            id=kept["id"],
            intervention=intervention,
            at=at,
            outcome=Outcome(kept["outcome"]),
            seen=tuple(Seen(one) for one in kept["seen"]),
            done=tuple(Done(one) for one in kept["done"]),
            words=kept["words"],
            agreed=kept["agreed"],
            met=kept["met"],
            her_words=kept["her_words"],
        )


class PhotoForm(forms.Form):
    """Photos of a place, that the agent looked at them, and what is to be covered in all of them."""

    photo = Files(label=_("Photos of the place"))
    nobody = forms.BooleanField(label=_("I looked at them: nobody can be recognised"), required=False)
    cover = some_of(COVERS, label=_("Cover before keeping"), coerce=Cover, required=False)
    _face = False
    use_required_attribute = False  # the note stands without them

    def clean_photo(self) -> list[tuple[str, bytes]]:
        """Their names and bytes: what does not begin as a photo is not even looked into."""
        given: list[UploadedFile[Any]] = self.cleaned_data["photo"]
        if len(given) > PHOTOS_AT_MOST:
            raise forms.ValidationError(_("At most %(number)s photos a visit."), params={"number": PHOTOS_AT_MOST})
        return [(shown_name(one.name or ""), one.read()) for one in given]

    def clean(self) -> None:
        if "photo" in self.cleaned_data and not self.cleaned_data["nobody"]:
            self.add_error("nobody", _("Look at the photo, then tick that nobody can be recognised in it."))

    @property
    def shows_a_face(self) -> bool:
        """A face was found in one that was sent: the page, or the telephone, offers to cover it."""
        return self._face

    def offer_to_cover(self) -> None:
        """The form comes back with the covering ticked, to be looked at and sent again."""
        self._face = True
        again = cast(QueryDict, self.data).copy()
        again.pop("nobody", None)
        again.setlist("cover", sorted({*self.cleaned_data["cover"], Cover.FACES}))
        self.data = again

    def made(self, data: bytes) -> PlacePhoto:
        """One of them, cleaned and covered; takes seconds. Raises InvalidInput."""
        if not data.startswith(PHOTO_BEGINS):
            raise InvalidInput({"photo": [NO_PHOTO]})
        return place_photo(data, self.cleaned_data["cover"])


class TellForm(forms.Form):
    """One of the five sentences."""

    sentence = one_of(SENTENCES, label=_("What was said"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def chosen(self) -> Sentence:
        return Sentence(self.cleaned_data["sentence"])


class MotiveForm(forms.Form):
    """For what agents come, within which time, in which order; what one may say at once."""

    name_fr = forms.CharField(label=_("Word in French"), max_length=80, required=False)
    name_nl = forms.CharField(label=_("Word in Dutch"), max_length=80, required=False)
    importance = one_of(WHOLE, label=_("How important"), initial="3")
    hours = forms.IntegerField(label=_("Somebody goes there within (hours)"), min_value=1, max_value=2000, initial=72)
    minutes = forms.IntegerField(label=_("It takes there (minutes)"), min_value=1, max_value=240, initial=15)
    by_two = forms.BooleanField(label=_("Go there by two"), required=False)
    delicate = forms.BooleanField(label=_("Delicate"), required=False)
    for_tenants = forms.BooleanField(label=_("Tenants may ask it at their own door"), required=False, initial=True)
    answer_fr = forms.CharField(label=_("What one may say at once, in French"), required=False, max_length=300)
    answer_nl = forms.CharField(label=_("What one may say at once, in Dutch"), required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def draft(self) -> MotiveDraft:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return MotiveDraft(**{**kept, "importance": Importance(int(kept["importance"]))})
