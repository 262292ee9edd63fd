"""What is sent about a hand-over."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.handovers.labels import TOLD_HOW
from palier.casework.handovers.rules import HandoverDraft, NoteDraft, last_overlap
from palier.ui.forms import Day, Words, one_of, some_of

Named = dict[uuid.UUID, str]


def _choices(named: Named) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in named.items()]


class HandoverForm(forms.Form):
    """Who follows from which day, what passes. The overlap fills itself in."""

    to_post = forms.TypedChoiceField(label=_("Who follows"), coerce=uuid.UUID)
    starts = Day(label=_("From which day"))
    overlap_ends = Day(label=_("Both read until"), required=False)
    inbox = forms.BooleanField(
        label=_("The inbox too: requests and contacts without a file"), required=False, initial=True
    )
    places = forms.BooleanField(label=_("The places too, for every household that lives there"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        followers: Named,
        files: Named | None = None,
        leaving: Named | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["to_post"].choices = [("", "—"), *_choices(followers)]  # type: ignore[attr-defined]
        if files:
            self.fields["files"] = some_of(_choices(files), label=_("Which files"), coerce=uuid.UUID, required=False)
        if leaving is not None:
            self.fields["leaving"] = forms.TypedChoiceField(
                label=_("Whose"), coerce=uuid.UUID, choices=[("", "—"), *_choices(leaving)]
            )

    def draft(self) -> HandoverDraft:
        data = self.cleaned_data
        ends: dt.date = data["overlap_ends"] or last_overlap(data["starts"])
        return HandoverDraft(
            to_post=data["to_post"],
            starts=data["starts"],
            overlap_ends=ends,
            inbox=data["inbox"],
            places=data["places"],
            files=tuple(data.get("files") or ()),
        )


class NoteForm(forms.Form):
    """What the next worker needs of one file. Nothing must be filled in."""

    passes = forms.BooleanField(label=_("This file passes"), required=False)
    stands = Words(label=_("Where we stand"), required=False, rows=3)
    next_on = Day(label=_("Next date"), required=False)
    promised = Words(label=_("What was promised"), required=False, rows=2)
    reached = Words(label=_("How she wants to be reached"), required=False, rows=2)
    helpers = Words(label=_("Who else helps"), required=False, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, contacts: Named, initial: dict[str, Any], narrow: Named | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        if narrow:
            self.fields["named"] = some_of(
                _choices(narrow), label=_("Name your colleague on"), coerce=uuid.UUID, required=False
            )
        if contacts:
            self.fields["behind"] = some_of(
                _choices(contacts), label=_("Do not pass on"), coerce=uuid.UUID, required=False
            )

    def draft(self) -> NoteDraft:
        names = ("stands", "next_on", "promised", "reached", "helpers", "passes")
        return NoteDraft(**{name: self.cleaned_data[name] for name in names})

    def named(self) -> list[uuid.UUID]:
        """Items of hers of a pair, or reinforced, that the next worker may read too."""
        return list(self.cleaned_data.get("named") or ())

    def behind(self) -> list[uuid.UUID]:
        """Her own contacts that stay with her."""
        return list(self.cleaned_data.get("behind") or ())


class ToldForm(forms.Form):
    """Which households were told who follows, how, and when."""

    how = one_of(TOLD_HOW, label=_("How"))
    on = Day(label=_("When"))

    def __init__(self, data: QueryDict | None, *, notes: Named, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["notes"] = some_of(_choices(notes), label=_("Who was told"), coerce=uuid.UUID)


class VersionForm(forms.Form):
    """The version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WishForm(forms.Form):
    """She asks for another worker, or no longer."""

    wished = forms.BooleanField(required=False)
