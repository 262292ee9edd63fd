"""Parse, one domain call, render. Every act is a form that works without a script."""

import uuid
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from palier.access import actions as access
from palier.access.actions import ReviewOutcome
from palier.access.binding import SESSION_KEY, close_session, open_session
from palier.access.capabilities import Capability as Can
from palier.access.gate import may, require
from palier.access.routes import actor_of, capability, signed_in
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as case_queries
from palier.casework.cases.labels import CHANNELS, DOMAINS, SILENCE_ANSWERS
from palier.casework.cases.rules import Result, SilenceAnswer, Undoable
from palier.casework.disclosures import queries as disclosures
from palier.desk.my_day import actions, queries
from palier.desk.my_day.forms import AwayForm, CallForm, CoverForm, EndOfDay, ReviewForm
from palier.desk.my_day.labels import CALL_ANSWERS, REVIEW_OUTCOMES
from palier.desk.my_day.rules import first_line
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.ui import errors, notices

WAITS = "#waits"


def _said(message: Message | None) -> str:
    return gettext(message.msgid) % message.params if message else ""


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        return None


# -- first pages ----------------------------------------------------------------------------------------------


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page this actor may open, or a calm word that nothing is built for this work yet (P13)."""
    actor = actor_of(request)
    if actor and actor.person:
        return redirect("door_home")
    url = queries.first_page(actor, may(actor))
    if url:
        return redirect(url)
    return render(request, "my_day/nothing_yet.html" if actor and actor.is_staff else "my_day/no_post.html")


@capability(Can.DAY_OPEN)
@require_safe
def my_day(request: HttpRequest) -> HttpResponse:
    """What the day holds and what waits (practice D)."""
    return _day(request, "my_day/my_day.html")


@capability(Can.DAY_OPEN)
@require_safe
def day_sheet(request: HttpRequest) -> HttpResponse:
    """The same on one A4: initials only, nothing of what was said."""
    return _day(request, "my_day/sheet.html")


def _day(request: HttpRequest, template: str) -> HttpResponse:
    day = queries.my_day(actor_of(request), get_language() or "fr")
    moment = actor_of(request).moment
    return render(
        request,
        template,
        {"day": day, "moment": moment, "call_answers": CALL_ANSWERS, "silence_answers": SILENCE_ANSWERS},
    )


@signed_in
@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own posts. The former token ends at once; two posts never mix (S4-034)."""
    try:
        wanted = uuid.UUID(request.POST.get("post", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    secret = open_session(request.user.pk, wanted)  # type: ignore[arg-type]
    if secret is None:
        raise Http404
    former = request.session.get(SESSION_KEY)
    if former:
        close_session(former)
    request.session[SESSION_KEY] = secret
    return redirect("home")


# -- one tap, one act -----------------------------------------------------------------------------------------


def _back(request: HttpRequest, text: str = "", undo_url: str = "") -> HttpResponse:
    if text:
        notices.done(request, text, undo_url=undo_url)
    return redirect(reverse("my_day") + WAITS)


@capability(Can.STEP_WORK)
@require_POST
def call_answered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Reached, no answer, message left: a contact is written and the call moves."""
    form = CallForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    result = Result(form.cleaned_data["result"])
    contact = actions.answer_call(
        actor=actor_of(request),
        pk=pk,
        result=result,
        facts=gettext("Call back: %(result)s.") % {"result": dict(CALL_ANSWERS)[result].lower()},
        key=form.cleaned_data["idempotency_key"],
    )
    if contact is None:
        return _back(request)
    said = gettext("Noted: %(result)s.") % {"result": dict(CALL_ANSWERS)[result].lower()}
    return _back(request, said, reverse("call_undone", args=[pk, contact]))


@capability(Can.STEP_WORK)
@require_POST
def call_undone(request: HttpRequest, pk: uuid.UUID, contact: uuid.UUID) -> HttpResponse:
    """*Annuler*, for some seconds."""
    actions.undo_call(actor=actor_of(request), step=pk, contact=contact)
    return _back(request, gettext("Taken back: this call waits again."))


@capability(Can.STEP_WORK)
@require_POST
def step_done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """*C'est fait*."""
    actions.climb(actor=actor_of(request), pk=pk)
    return _back(request, gettext("One step climbed."), reverse("step_opened", args=[pk]))


@capability(Can.STEP_WORK)
@require_POST
def step_opened(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A step opens again."""
    actions.open_again(actor=actor_of(request), pk=pk)
    return _back(request, gettext("The step is open again."))


@capability(Can.REQUEST_TAKE)
@require_POST
def request_taken(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """*Prendre*."""
    taken = cases.take_request(actor=actor_of(request), pk=pk)
    back = urlencode({"next": reverse("my_day")})
    undo = f"{reverse('undo', args=[Undoable.REQUEST.value, pk, taken.version])}?{back}"
    return _back(request, gettext("The request is yours: you find it under Requests."), undo)


@capability(Can.SIGNAL_READ)
@require_POST
def signal_seen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """*Vu*: it leaves the list."""
    actions.settle_signal(actor=actor_of(request), pk=pk)
    return _back(request, gettext("Seen: the signal leaves your list."))


@capability(Can.CASE_WORK)
@require_POST
def silence_answered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One of three answers; the last closes the file, and can be undone."""
    try:
        answer = SilenceAnswer(request.POST.get("answer", ""))
        version = int(request.POST.get("version", ""))
    except ValueError as wrong:
        raise BadRequest from wrong
    try:
        case = actions.answer_silence(
            actor=actor_of(request),
            pk=pk,
            answer=answer,
            version=version,
        )
    except Conflict:
        return errors.conflict(request)
    if case is None:
        return _back(request)
    if answer == SilenceAnswer.ENDED_AT_HER_WISH:
        undo = reverse("file_reopened", args=[pk, case.version])
        return _back(request, gettext("Support ended at her wish. The file is closed."), undo)
    return _back(request, gettext("Noted: the file is quiet for a while."))


@capability(Can.CASE_WORK)
@require_POST
def file_reopened(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """Undo of a closure by one tap."""
    try:
        cases.reopen_case(actor=actor_of(request), pk=pk, version=version)
    except Conflict:
        return errors.conflict(request)
    return _back(request, gettext("The file is open again."))


# -- end of the day -------------------------------------------------------------------------------------------


@capability(Can.CONTACT_CHANGE)
def end_of_day(request: HttpRequest) -> HttpResponse:
    """One row per contact not yet coded; one POST saves all rows, and what cannot be saved stays on the page."""
    actor = actor_of(request)
    contacts = case_queries.to_complete(actor)
    if request.method != "POST":
        return _table(request, EndOfDay(initial=[_initial(contact) for contact in contacts]), contacts)
    table = EndOfDay(request.POST)
    if not table.is_valid():
        return _table(request, table, contacts, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    saved = actions.save_table(
        actor=actor, rows=[actions.Row(**form.cleaned_data) for form in table.forms], key=_key(request)
    )
    if saved.complete:
        notices.done(request, _rows_saved(saved.count))
        return redirect("my_day")
    kept = _kept(table, saved)
    return _table(request, EndOfDay(initial=kept), [*contacts, *saved.conflicts.values()], saved, HTTPStatus.CONFLICT)


def _rows_saved(number: int) -> str:
    if not number:
        return gettext("Nothing was filled in; everything stays for later.")
    return ngettext("%(number)d contact completed.", "%(number)d contacts completed.", number) % {"number": number}


def _initial(contact: Any) -> dict[str, Any]:
    return {
        "contact": contact.pk,
        "version": contact.version,
        "domain": contact.domain,
        "channel": contact.channel,
    }


def _kept(table: Any, saved: actions.Saved) -> list[dict[str, Any]]:
    """The rows still to settle, as typed; a conflicting one now carries the version its reader has seen."""
    rows = []
    for form in table.forms:
        typed = dict(form.cleaned_data)
        pk = typed["contact"]
        if pk in saved.conflicts:
            typed["version"] = saved.conflicts[pk].version
        if pk in saved.conflicts or pk in saved.gone:
            rows.append(typed)
    return rows


def _table(
    request: HttpRequest,
    table: Any,
    contacts: list[Any],
    saved: actions.Saved | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    by_id = {str(contact.pk): contact for contact in contacts}
    saved = saved or actions.Saved()
    conflicts = {str(pk): contact for pk, contact in saved.conflicts.items()}
    rows = []
    for form in table.forms:
        pk = str(form["contact"].value())
        contact, now = by_id.get(pk), conflicts.get(pk)
        rows.append(
            {
                "form": form,
                "contact": contact,
                "facts": first_line(contact.facts) if contact else "",
                "conflict": now,
                "now_domain": dict(DOMAINS).get(now.domain, "—") if now else "",  # type: ignore[call-overload]
                "now_channel": dict(CHANNELS).get(now.channel, "—") if now else "",  # type: ignore[call-overload]
                "gone": pk in {str(one) for one in saved.gone},
            }
        )
    shown = {"table": table, "rows": rows, "saved": saved, "saved_words": _rows_saved(saved.count)}
    return render(request, "my_day/end_of_day.html", shown, status=status)


# -- the head of service, the data-protection officer ---------------------------------------------------------


@capability(Can.LOAD_READ)
def service_load(request: HttpRequest) -> HttpResponse:
    """Numbers and ages of the head's own team, places without cover, replacement in three taps (P26)."""
    actor = actor_of(request)
    service = queries.service_load(actor, get_language() or "fr")
    names = [(str(post.pk), str(post.staff)) for post in service.colleagues]
    if request.method != "POST":
        return render(request, "my_day/service.html", {"service": service, "form": CoverForm(colleagues=names)})
    form = CoverForm(request.POST, colleagues=names)
    if form.is_valid() and _cover(actor, form):
        notices.done(request, gettext("The replacement begins now and ends by itself."))
        return redirect("service_load")
    shown = {"service": service, "form": form}
    return render(request, "my_day/service.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@capability(Can.COVER_SET)
def away(request: HttpRequest) -> HttpResponse:
    """The worker who is away names who stands in for her, herself, in three taps (P15)."""
    actor = actor_of(request)
    require(actor, Can.DAY_OPEN)  # the head names replacements on her own page: she has no files to cover
    names = [(str(post.pk), str(post.staff)) for post in queries.stand_ins(actor)]
    form = AwayForm(request.POST or None, colleagues=names)
    if form.is_valid() and _cover(actor, form, absent=actor.post):
        notices.done(request, gettext("The replacement begins now and ends by itself."))
        return redirect("my_day")
    shown = {"form": form, "running": queries.own_replacements(actor)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "my_day/away.html", shown, status=status)


def _cover(actor: Any, form: forms.Form, **known: Any) -> bool:
    try:
        actions.cover(actor=actor, **known, **form.cleaned_data)
    except InvalidInput as wrong:
        for name, messages in wrong.fields.items():
            for message in messages:
                form.add_error(name or None, _said(message))
        return False
    except Refused:
        form.add_error(None, gettext("These two cannot replace one another: choose two workers of your service."))
        return False
    return True


@capability(Can.EMERGENCY_REVIEW)
@require_safe
def emergency_list(request: HttpRequest) -> HttpResponse:
    """Emergency accesses of the organisation: who, when, on what ground; reviewed or overdue (P29, D17)."""
    actor = actor_of(request)
    context = {
        "rows": queries.emergencies(actor),
        "outcomes": REVIEW_OUTCOMES,
        "without_agreement": disclosures.for_the_officer(actor),
    }
    return render(request, "my_day/emergencies.html", context)


@capability(Can.EMERGENCY_REVIEW)
@require_POST
def emergency_reviewed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The finding of a review."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        access.review_emergency(
            actor=actor_of(request),
            pk=pk,
            outcome=ReviewOutcome(form.cleaned_data["outcome"]),
        )
    except Conflict:
        return errors.conflict(request)
    notices.done(request, gettext("The review is noted."))
    return redirect("emergency_list")
