"""What a worker sends about a person, and what the service answers."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palier.casework.referrals.labels import AGREED, ANSWERS, NEWS, PARTS, WAYS, WHY
from palier.casework.referrals.rules import NEED_AT_MOST, Agreed, Answer, Part, ReferralDraft, State, Way, Why
from palier.casework.referrals.rules.links import CODE_LENGTH, QUESTION_AT_MOST, News, Reply, Said, figures
from palier.registry.partners.models import PartnerContact
from palier.ui.forms import Day, Words, from_list, one_of, some_of


class ReferralForm(forms.Form):
    """To whom, what for, which parts, and her agreement to exactly this."""

    need = Words(label=_("What is asked of the service"), rows=4, max_length=NEED_AT_MOST, required=False)
    way = one_of(WAYS, label=_("How it reaches him or her"))
    agreed = one_of(AGREED, label=_("How she agreed to exactly this"))
    agreed_on = Day(label=_("Agreed on"))
    needed = forms.BooleanField(
        label=_("Each thing that goes is needed for this, and nothing else goes"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        contacts: Sequence[PartnerContact],
        words: Mapping[Part, str],
        today: Any,
        mails: bool = False,
    ) -> None:
        """`mails`: may a link go by mail from here?"""
        super().__init__(data, initial={"agreed_on": today})
        if not mails:
            self.fields["way"].choices = [one for one in WAYS if one[0] != Way.MAIL]  # type: ignore[attr-defined]
        self.fields["contact"] = from_list(_by_service(contacts), label=_("To whom"))
        self.fields["parts"] = some_of(
            [(part, _said(label, words[part])) for part, label in PARTS if part in words],
            label=_("What goes beside her name and the need"),
            required=False,
        )
        self.order_fields(["contact", "need", "parts", "way", "agreed", "agreed_on", "needed"])

    def draft(self, case: uuid.UUID, person: uuid.UUID) -> ReferralDraft:
        kept = self.cleaned_data
        return ReferralDraft(
            case=case,
            person=person,
            contact=uuid.UUID(kept["contact"]),
            need=kept["need"],
            parts=tuple(Part(one) for one in kept["parts"]),
            way=Way(kept["way"]),
            agreed=Agreed(kept["agreed"]),
            agreed_on=kept["agreed_on"],
            needed=kept["needed"],
        )


def _said(label: object, words: str) -> str:
    """A part with the very words that would go."""
    return str(_("%(part)s: %(words)s") % {"part": label, "words": words})


def _by_service(contacts: Sequence[PartnerContact]) -> list[tuple[str, Any]]:
    """The named professionals under the name of their service."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in contacts:
        groups.setdefault(f"{one.service.name}, {one.service.partner.name}", []).append(
            (str(one.pk), f"{one}, {one.function}")
        )
    return list(groups.items())


class AnswerForm(forms.Form):
    """What the service said."""

    state = one_of(ANSWERS, label=_("The service answered"))
    why = one_of(WHY, label=_("Why it cannot"), required=False)
    next_day = Day(label=_("The day it receives her"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def answer(self) -> Answer:
        kept = self.cleaned_data
        return Answer(State(kept["state"]), Why(kept["why"]) if kept["why"] else None, kept["next_day"])


class ReplyForm(forms.Form):
    """A sentence that the link shows under the question."""

    words = Words(label=_("Your answer, shown on the link"), rows=2, max_length=QUESTION_AT_MOST)


class CodeForm(forms.Form):
    """Eight figures, with or without spaces."""

    code = forms.CharField(
        label=_("The code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = figures(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("The code has eight figures. Look at it again."))
        return code


class DeclarationForm(forms.Form):
    """The declaration above, confirmed."""

    confirmed = forms.BooleanField(
        label=_("I confirm this"), error_messages={"required": _("Nothing is shown before you confirm this.")}
    )


class SaidForm(forms.Form):
    """One answer of a professional on a link; each form asks what its answer needs."""

    reply: Reply

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id=f"id_{self.reply}_%s")

    def said(self) -> Said:
        kept = self.cleaned_data
        return Said(
            self.reply,
            Why(kept["why"]) if kept.get("why") else None,
            kept.get("day"),
            kept.get("question", ""),
            News(kept["news"]) if kept.get("news") else None,
        )


class AcceptForm(SaidForm):
    """Taken up, with the day if it is known."""

    reply = Reply.ACCEPT
    day = Day(label=_("The day you receive her, if you know it"), required=False)


class RefuseForm(SaidForm):
    """Not possible, and why: about the service, never about the person."""

    reply = Reply.REFUSE
    why = one_of(WHY, label=_("Why not"))


class ProposeForm(SaidForm):
    """A day that suits the service; the worker asks her."""

    reply = Reply.PROPOSE
    day = Day(label=_("The day you propose"))


class AskForm(SaidForm):
    """A question to the worker."""

    reply = Reply.ASK
    question = Words(label=_("Your question, for the worker alone"), rows=3, max_length=QUESTION_AT_MOST)


class TellForm(SaidForm):
    """One piece of news from the service that took her up."""

    reply = Reply.TELL
    news = one_of(NEWS, label=_("What you tell"))


SAID_FORMS: tuple[type[SaidForm], ...] = (AcceptForm, ProposeForm, TellForm, AskForm, RefuseForm)


class VersionForm(forms.Form):
    """A press on what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
