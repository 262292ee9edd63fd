"""What is sent about services and people. Forms check shape; actions decide."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.desk.administration.rules import (
    DIMENSIONS_AT_MOST,
    EMPTY_LINES,
    DimensionDraft,
    NewStaff,
    PostDraft,
    ends_on,
    in_order,
)
from palier.identity.organisations.labels import ROLES, SERVICE_KINDS
from palier.identity.organisations.rules import OFFERED, Role, ServiceKind
from palier.kernel.identifiers import InvalidIdentifier, phone_number
from palier.kernel.language import Bilingual
from palier.ui.forms import Day, Words, one_of, say

Names = Mapping[uuid.UUID, str]
LINE = ("place", "name_fr", "name_nl", "text_fr", "text_nl")


class ServiceForm(forms.Form):
    """A service as its company names it. `kind` only when it is new: it never changes."""

    kind = one_of([(kind.value, words) for kind, words in SERVICE_KINDS.items()], label=_("What it is"))
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    phone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)

    def __init__(self, data: QueryDict | None, *, is_new: bool, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        if not is_new:
            del self.fields["kind"]

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"].strip()
        try:
            return phone_number(given) if given else ""
        except InvalidIdentifier as wrong:
            raise ValidationError(" ".join(say(sentence) for sentence in wrong.sentences)) from wrong

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"name": Bilingual(data["name_fr"], data["name_nl"]), "phone": data["phone"]}

    def kind_of_service(self) -> ServiceKind:
        return ServiceKind(self.cleaned_data["kind"])


class DimensionsForm(forms.Form):
    """The lines of work of one service: those there are, and some empty ones. A line without names goes."""

    def __init__(self, data: QueryDict | None, *, there: Sequence[DimensionDraft]) -> None:
        super().__init__(data)
        offered = min(DIMENSIONS_AT_MOST, len(there) + EMPTY_LINES)
        if data is not None:  # as many as were sent: somebody else may have changed them meanwhile
            sent = sum(1 for number in range(DIMENSIONS_AT_MOST) if f"name_fr-{number}" in data)
            offered = max(offered, sent)
        self.numbers = range(offered)
        for number in self.numbers:
            known = there[number] if number < len(there) else DimensionDraft("", "")
            self._offer(number, known, number < len(there))

    def _offer(self, number: int, known: DimensionDraft, is_there: bool) -> None:
        fields: dict[str, forms.Field] = {
            "place": forms.IntegerField(
                label=_("Place"), min_value=1, max_value=99, required=False, initial=number + 1 if is_there else None
            ),
            "name_fr": forms.CharField(
                label=_("Name in French"), max_length=120, required=False, initial=known.name_fr
            ),
            "name_nl": forms.CharField(label=_("Name in Dutch"), max_length=120, required=False, initial=known.name_nl),
            "text_fr": Words(
                label=_("What it does, in French"), rows=2, max_length=400, required=False, initial=known.text_fr
            ),
            "text_nl": Words(
                label=_("What it does, in Dutch"), rows=2, max_length=400, required=False, initial=known.text_nl
            ),
        }
        for name, field in fields.items():
            self.fields[f"{name}-{number}"] = field

    def lines(self) -> list[dict[str, forms.BoundField]]:
        """The bound fields, a dictionary a line."""
        return [{name: self[f"{name}-{number}"] for name in LINE} for number in self.numbers]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in self.numbers:
            named = {name: bool((data.get(f"{name}-{number}") or "").strip()) for name in LINE[1:]}
            wanted = {"name_fr", "name_nl"} if any(named.values()) else set()
            wanted |= {"text_fr", "text_nl"} if named["text_fr"] or named["text_nl"] else set()
            for name in sorted(wanted):
                if not named[name] and f"{name}-{number}" not in self.errors:
                    self.add_error(
                        f"{name}-{number}", _("Write it in this language too: what is posted stands in both.")
                    )
        return data

    def drafts(self) -> list[DimensionDraft]:
        data = self.cleaned_data
        said = [
            (
                data[f"place-{number}"],
                DimensionDraft(*(data[f"{name}-{number}"].strip() for name in LINE[1:])),
            )
            for number in self.numbers
        ]
        return in_order([(place, draft) for place, draft in said if draft.name_fr])


class CloseForm(forms.Form):
    """From which day a service is no longer there."""

    day = Day(label=_("First day without this service"))


class ApplicantsForm(forms.Form):
    """For whom the social service works."""

    applicants = one_of(
        [("no", _("tenants only")), ("yes", _("tenants, and applicants for a dwelling"))],
        label=_("The social service works for"),
    )

    def it_does(self) -> bool:
        return bool(self.cleaned_data["applicants"] == "yes")


class PostForm(forms.Form):
    """A post in one service: of somebody known, or of somebody new."""

    staff = forms.TypedChoiceField(label=_("Who"), coerce=uuid.UUID, empty_value=None, required=False)
    first_name = forms.CharField(label=_("First name"), max_length=100, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    employer = forms.TypedChoiceField(label=_("Employed by"), coerce=uuid.UUID, empty_value=None, required=False)
    language = forms.ChoiceField(
        label=_("Her language"), choices=[("fr", "français"), ("nl", "Nederlands")], widget=forms.RadioSelect
    )
    role = forms.ChoiceField(label=_("What she does"), choices=[("", "—"), *((r.value, ROLES[r]) for r in OFFERED)])
    supervisor = forms.TypedChoiceField(
        label=_("Supervised by, for a trainee"), coerce=uuid.UUID, empty_value=None, required=False
    )
    fraction = forms.DecimalField(
        label=_("Part of a full-time post, in per cent"), min_value=1, max_value=100, decimal_places=1, initial=100
    )
    first_day = Day(label=_("First day"))
    last_day = Day(label=_("Last day, if it is known"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        staff: Names,
        employers: Names,
        supervisors: Names,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        offered = {"staff": staff, "supervisor": supervisors}
        for name, names in offered.items():
            first = _("somebody new: fill in below") if name == "staff" else "—"
            self.fields[name].choices = [("", first), *((str(pk), words) for pk, words in names.items())]  # type: ignore[attr-defined]
        self.fields["employer"].choices = [(str(pk), words) for pk, words in employers.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "staff" not in self.errors and not data.get("staff"):
            for name in ("first_name", "last_name", "employer"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed for somebody new."))
        return data

    def draft(self) -> PostDraft:
        data = self.cleaned_data
        known: uuid.UUID | None = data["staff"]
        new = NewStaff(data["first_name"], data["last_name"], data["employer"], data["language"])
        role = Role(data["role"])
        return PostDraft(
            staff=known,
            somebody_new=None if known else new,
            role=role,
            fraction=(data["fraction"] / Decimal(100)).quantize(Decimal("0.001")),
            first_day=data["first_day"],
            last_day=data["last_day"],
            supervisor=data["supervisor"] if role == Role.TRAINEE else None,
        )


class EndForm(forms.Form):
    """The last day of a post, or: she has left already."""

    last_day = Day(label=_("Her last day"), required=False)
    gone = forms.BooleanField(label=_("She has left already: it ends now"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("gone") and not data.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Say which day is her last one."))
        return data

    def day(self, today: dt.date) -> dt.date:
        found = ends_on(self.cleaned_data["last_day"], self.cleaned_data["gone"], today)
        assert found is not None  # clean() saw to it
        return found


class WayBackForm(forms.Form):
    """What she lost decides what the slips replace."""

    lost = one_of(
        [("password", _("Her password: her telephone or key still works")), ("key", _("Her telephone or key too"))],
        label=_("What is lost"),
    )
