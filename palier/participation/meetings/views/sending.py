"""Invited, read again, signed, sent: numbers before, proof by way afterwards, and never a list."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.participation.meetings import actions, queries
from palier.participation.meetings.forms import SignForm, Versioned
from palier.participation.meetings.labels import FOUND
from palier.participation.meetings.queries.proof import Place
from palier.participation.meetings.rules import found_in
from palier.participation.meetings.views.shared import act, as_uuid
from palier.registry.messaging import exports
from palier.registry.messaging import queries as messaging
from palier.registry.messaging.actions import lay_at_the_counter, post_file
from palier.registry.messaging.labels import LETTER_LANGUAGES, MAILING_CHANNELS
from palier.registry.messaging.rules.mailings import MailingKind
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import key_of
from palier.ui.notices import done
from palier.ui.papers import PDF, paper


def _numbers(actor: Any, places: list[uuid.UUID]) -> dict[str, Any]:
    """How many households, by way and language, before anything goes."""
    ways, languages = dict(MAILING_CHANNELS), dict(LETTER_LANGUAGES)
    found = messaging.reaches(actor, places)
    return {
        "reached": [(ways[one.channel], languages.get(one.language, ""), one.number) for one in found],  # type: ignore[call-overload]
        "total": sum(one.number or 0 for one in found),
        "some_by_hand": any(one.number is None for one in found),
    }


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_invite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How many, by which way, and the invitation side by side; then it is ordered for all of them at once."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    form = Versioned(request.POST or None, initial={"version": page.meeting.version})
    return act(
        request,
        form,
        "invite",
        lambda: actions.invite(actor=actor, pk=pk, version=form.seen, key=key_of(request.POST)),
        lambda: reverse("meeting", args=[pk]) + "#h-invitation",
        said=_("Ordered: the letters are being made."),
        row=page.meeting,
        words=queries.invitation(page),
        **_numbers(actor, page.meeting.places),
    )


class ReadAgainForm(Versioned):
    """Each text of the minutes, and that what is pointed at may stand."""

    may_stand = forms.BooleanField(required=False)


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_read_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes read again for names and numbers, each text beside what was found in it (P41)."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    form = ReadAgainForm(request.POST or None, initial={"version": page.meeting.version})
    form.fields["may_stand"].label = _("I read it again: what is pointed at tells nobody’s business")
    typed = {} if request.method != "POST" else _typed(request)

    def do() -> None:
        values = {"version": form.seen, "texts": typed, "may_stand": form.cleaned_data["may_stand"]}
        actions.read_again(actor=actor, pk=pk, **values)

    answer = act(
        request,
        form,
        "read_again",
        do,
        lambda: reverse("meeting", args=[pk]) + "#h-minutes",
        said=_("Read again. Now they may be signed."),
        row=page.meeting,
        proofs=_shown(page, typed),
    )
    return answer


def _typed(request: HttpRequest) -> dict[Place, str]:
    """What was typed, by place: fields are named `text:point:<id>:said_fr`."""
    found: dict[Place, str] = {}
    for name, text in request.POST.items():
        parts = name.split(":")
        if len(parts) == 4 and parts[0] == "text" and (pk := as_uuid(parts[2])) and isinstance(text, str):
            found[parts[1], pk, parts[3]] = text
    return found


def _shown(page: queries.MeetingPage, typed: dict[Place, str]) -> list[dict[str, Any]]:
    """Each text as it was typed, with what is found in it."""
    shown = []
    for one in queries.proof_of(page):
        of, row, field = one.place
        text = typed.get(one.place, one.text)
        found = [(word.text, FOUND[word.kind], word.stops) for word in found_in(text, one.language)]
        shown.append({"name": f"text:{of}:{row}:{field}", "one": one, "text": text, "found": found})
    return shown


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_sign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Signed on the tenants' side: the day and a function."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    form = SignForm(request.POST or None, initial={"version": page.meeting.version})
    return act(
        request,
        form,
        "sign",
        lambda: actions.sign(actor=actor, pk=pk, version=form.seen, signed_as=form.function),
        lambda: reverse("meeting", args=[pk]) + "#h-minutes",
        row=page.meeting,
        words=queries.minutes(page),
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes go to all households concerned, whoever was there."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    form = Versioned(request.POST or None, initial={"version": page.meeting.version})
    return act(
        request,
        form,
        "send",
        lambda: actions.send_minutes(actor=actor, pk=pk, version=form.seen, key=key_of(request.POST)),
        lambda: reverse("meeting", args=[pk]) + "#h-minutes",
        said=_("Ordered: the letters are being made."),
        row=page.meeting,
        words=queries.minutes(page),
        **_numbers(actor, page.meeting.places),
    )


@capability(Can.MEETING_WORK)
@require_safe
def mailing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far it is, by way. While letters are being made the page asks again by itself, or by its link."""
    actor = actor_of(request)
    order = messaging.mailing(actor, pk)
    context = {
        "order": order,
        "report": messaging.report(actor, order),
        "is_minutes": order.kind == MailingKind.MINUTES,
    }
    return render(request, "meetings/mailing.html", context)


@capability(Can.MEETING_WORK)
@require_safe
def mailing_file(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """A file of letters for window envelopes, street by street. Made anew each time, kept nowhere."""
    actor = actor_of(request)
    sheets = messaging.mailing_sheets(actor, messaging.mailing(actor, pk), number)
    note_read(actor, "mailing_file", reference=pk, ground="of_the_same_organisation")
    return paper(exports.letters_pdf(sheets), PDF, _("letters-%(number)s.pdf") % {"number": number})


@require_POST
@capability(Can.MEETING_WORK)
def mailing_posted(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """A file is in the post: each letter gets its proof, once."""
    posted = post_file(actor=actor_of(request), pk=pk, number=number)
    words = ngettext("Kept: %(n)s letter is in the post.", "Kept: %(n)s letters are in the post.", posted)
    done(request, words % {"n": posted})
    return redirect("mailing", pk)


@capability(Can.MEETING_WORK)
@require_safe
def mailing_counter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One copy in both languages, to nobody, for the counter."""
    order = messaging.mailing(actor_of(request), pk)
    return paper(exports.letters_pdf([messaging.counter_sheet(order)]), PDF, _("copy.pdf"))


@require_POST
@capability(Can.MEETING_WORK)
def mailing_laid(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Copies lie at the counter."""
    lay_at_the_counter(actor=actor_of(request), pk=pk)
    done(request, _("Kept: copies lie at the counter."))
    return redirect("mailing", pk)
