"""What is said without her agreement, and the word of each of the two heads."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.disclosures.labels import ANSWERS, AUTHORITIES, NOT_TOLD, QUESTION_WORDS
from palier.casework.disclosures.rules import (
    AFTER_A_CALL,
    ANSWER_AT_MOST,
    ON_SCREEN,
    QUESTIONS,
    SAID_AT_MOST,
    TO_SOMEBODY_NAMED,
    Authority,
    DisclosureDraft,
    Ground,
    NotTold,
    SecondAnswer,
)
from palier.casework.disclosures.rules import AUTHORITIES as MAY_BE_TOLD
from palier.identity.organisations.models import Post
from palier.registry.partners.models import PartnerContact
from palier.ui.forms import Day, Words, from_list, one_of

TOLD, SCREEN, CALL = "told", "screen", "call"


class DisclosureForm(forms.Form):
    """The questions of one ground, the words, to whom, with whom, and whether she knows."""

    said = Words(label=_("What exactly is said, word for word"), rows=4, max_length=SAID_AT_MOST, required=False)
    called = one_of(
        [(SCREEN, _("On her screen: nothing is said before she answers")), (CALL, _("By phone: it did not wait"))],
        label=_("How she was asked"),
        required=False,
    )
    said_on = Day(label=_("Said on"), required=False)
    told = one_of([(TOLD, _("She was told")), *NOT_TOLD], label=_("Does she know of it?"), required=False)
    told_on = Day(label=_("Informed on"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        ground: Ground,
        contacts: Sequence[PartnerContact],
        colleagues: Sequence[Post],
        officers: Sequence[Post],
        today: dt.date,
    ) -> None:
        super().__init__(data, initial={"said_on": today, "called": SCREEN})
        self.ground = ground
        for one in QUESTIONS[ground]:
            self.fields[one.value] = Words(label=QUESTION_WORDS[one], rows=2, max_length=ANSWER_AT_MOST, required=False)
        self.fields["to"] = from_list(_recipients(ground, contacts), label=_("Who is told"))
        by_phone = ground == Ground.DANGER
        self.fields["second"] = from_list(
            _heads(colleagues, officers if by_phone else []), label=_("Who thinks it over with you")
        )
        if not by_phone:
            del self.fields["called"], self.fields["said_on"]

    def questions(self) -> list[BoundField]:
        """The fields of the ground's own questions."""
        return [self[one.value] for one in QUESTIONS[self.ground]]

    def draft(self, case: uuid.UUID, person: uuid.UUID) -> DisclosureDraft:
        """The disclosure as a plain value."""
        kept = self.cleaned_data
        authority = kept["to"] if kept["to"] in set(Authority) else ""
        told = kept["told"]
        return DisclosureDraft(
            case=case,
            person=person,
            ground=self.ground,
            said=kept["said"],
            second=uuid.UUID(kept["second"]) if kept["second"] else None,
            answers={one: kept[one.value] for one in QUESTIONS[self.ground]},
            contact=uuid.UUID(kept["to"]) if kept["to"] and not authority else None,
            authority=Authority(authority) if authority else None,
            called=kept.get("called") == CALL,
            said_on=kept.get("said_on"),
            told_on=kept["told_on"] if told == TOLD else None,
            not_told=NotTold(told) if told and told != TOLD else None,
        )


def _recipients(ground: Ground, contacts: Sequence[PartnerContact]) -> list[tuple[Any, Any]]:
    """The authorities of the ground, then, where it allows it, named professionals under the name of their service."""
    allowed = [one for one in AUTHORITIES if one[0] in MAY_BE_TOLD[ground]]
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in contacts if ground in TO_SOMEBODY_NAMED else ():
        service = f"{one.service.name}, {one.service.partner.name}"
        groups.setdefault(service, []).append((str(one.pk), f"{one}, {one.function}"))
    return [*allowed, *groups.items()]


def _heads(colleagues: Sequence[Post], officers: Sequence[Post]) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = [(str(one.pk), str(one.staff)) for one in colleagues]
    if officers:
        found.append((_("Data-protection officer, by phone only"), [(str(one.pk), str(one.staff)) for one in officers]))
    return found


class VersionForm(forms.Form):
    """A press on what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DayForm(VersionForm):
    """A day, of what was on the screen."""

    on = Day(label=_("On which day"))


class AnswerForm(VersionForm):
    """The second head's own word: before it is said, or whether she was called."""

    def __init__(self, data: QueryDict | None, *, called: bool, version: int | None = None) -> None:
        super().__init__(data, initial={"version": version})
        allowed = AFTER_A_CALL if called else ON_SCREEN
        self.fields["answer"] = one_of([one for one in ANSWERS if one[0] in allowed], label=_("Your answer"))

    def answer(self) -> SecondAnswer:
        return SecondAnswer(self.cleaned_data["answer"])
