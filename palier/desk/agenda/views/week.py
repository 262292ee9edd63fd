"""A worker's week, an appointment agreed, moved, answered; the slip in hand; calendars for other programs."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases.rules import Channel
from palier.desk.agenda import queries
from palier.desk.agenda.forms import AnswerForm, AppointmentForm, FeedForm, MoveForm
from palier.kernel.days import iso_week, monday_of
from palier.kernel.errors import Conflict
from palier.registry.calendar import actions
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.labels import APPOINTMENT_ICONS
from palier.registry.calendar.rules.appointments import AppointmentKind, AppointmentState, FeedKind, may_answer
from palier.registry.calendar.rules.slots import MINUTES
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

WEEK = dt.timedelta(days=7)
USUAL = 45
CHANNELS = {
    AppointmentKind.OFFICE: Channel.OFFICE,
    AppointmentKind.HOME: Channel.HOME,
    AppointmentKind.PHONE: Channel.PHONE,
}


def language() -> str:
    return (get_language() or "fr")[:2]


def day_in_address(request: HttpRequest, name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.GET[name]) if request.GET.get(name) else None
    except ValueError as spoilt:
        raise Http404 from spoilt


def _page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"agenda/{template}.html", {"form": form, **context}, status=status)


@capability(Can.DAY_OPEN)
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """A week: sessions held, people met. `?from=` a day of it."""
    actor = actor_of(request)
    first = monday_of(iso_week(day_in_address(request, "from") or actor.today))
    context = {
        "days": queries.week(actor, first, language()),
        "first": first,
        "last": first + WEEK - dt.timedelta(days=1),
        "before": first - WEEK,
        "after": first + WEEK,
        "today": actor.today,
        "moment": actor.moment,
    }
    return render(request, "agenda/agenda.html", context)


@capability(Can.APPOINTMENT_ADD)
def appointment_add(request: HttpRequest) -> HttpResponse:
    """Agree on an hour, with the free ones in view."""
    actor = actor_of(request)
    around = queries.around(actor, id_in_address(request, "household"), language())
    start = request.GET.get("start", "")
    minutes = _minutes(request)
    initial: dict[str, Any] = {
        "day": day_in_address(request, "day") or None,
        "start": start or None,
        "minutes": minutes,
    }
    form = AppointmentForm(request.POST or None, around=around, initial=initial)
    made: list[uuid.UUID] = []

    def act() -> None:
        made.append(actions.make_appointment(actor=actor, draft=form.draft(), key=key_of(request.POST)))

    if sent(form, act):
        done(request, _("The hour is agreed. Give her the slip."))
        return redirect("appointment", made[0])
    return _page(
        request,
        "appointment_add",
        form,
        around=around,
        slots=queries.offered(actor, minutes, day_in_address(request, "after")),
        icons=APPOINTMENT_ICONS,
        minutes=minutes,
    )


def _minutes(request: HttpRequest) -> int:
    given = request.POST.get("minutes") or request.GET.get("minutes", "")
    return int(given) if given in {str(one) for one in MINUTES} else USUAL


@capability(Can.APPOINTMENT_READ)
def appointment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One appointment: whom, where, what for; then whether people met and what was agreed."""
    actor = actor_of(request)
    meeting = queries.opened(actor, pk, language())
    row = meeting.row
    works = queries.may_write(actor, row)
    known = {"state": row.state, "agreed": row.agreed, "notice": row.notice, "version": row.version}
    form = AnswerForm(request.POST or None, initial=known)
    if request.method == "POST" and not works:
        raise Http404

    def act() -> None:
        data = form.cleaned_data
        actions.answer_appointment(
            actor=actor,
            pk=pk,
            version=data["version"],
            state=AppointmentState(data["state"]),
            agreed=data["agreed"],
            notice=data["notice"],
        )

    try:
        if sent(form, act):
            done(request, _("Noted."))
            return redirect(_after(meeting, form.cleaned_data["state"]))
    except Conflict:
        return errors.conflict(request)
    return _page(request, "appointment", form, meeting=meeting, works=works, answers=works and may_answer(row.state))


def _after(meeting: queries.Meeting, state: str) -> str:
    """Who met somebody has something to write down; the form of one minute comes with what is known."""
    row = meeting.row
    if state != AppointmentState.MET:
        return reverse("agenda")
    given = {"channel": CHANNELS[AppointmentKind(row.kind)], "next": reverse("agenda")}
    if row.household_id:
        given["household"] = str(row.household_id)
    return f"{reverse('capture')}?{urlencode(given)}"


@capability(Can.APPOINTMENT_CHANGE)
def appointment_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another hour."""
    actor = actor_of(request)
    row = calendar.appointment(actor, pk, Can.APPOINTMENT_CHANGE)
    begins = timezone.localtime(row.span.lower)
    length = int((row.span.upper - row.span.lower).total_seconds() // 60)
    known = {"day": begins.date(), "start": begins.time(), "minutes": length, "version": row.version}
    form = MoveForm(request.POST or None, initial=known)

    def act() -> None:
        data = form.cleaned_data
        actions.move_appointment(
            actor=actor, pk=pk, version=data["version"], start=form.moment(), minutes=data["minutes"]
        )

    try:
        if sent(form, act):
            done(request, _("The appointment is moved. Give her the new slip."))
            return redirect("appointment", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, "appointment_move", form, row=row, slots=queries.offered(actor, length))


@capability(Can.APPOINTMENT_CHANGE)
@require_POST
def appointment_cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It does not take place. No reason is asked."""
    try:
        version = int(request.POST.get("version", ""))
    except ValueError as spoilt:
        raise Http404 from spoilt
    try:
        actions.cancel_appointment(actor=actor_of(request), pk=pk, version=version)
    except Conflict:
        return errors.conflict(request)
    done(request, _("The appointment is cancelled: the hour is free again."))
    return redirect("agenda")


@capability(Can.APPOINTMENT_READ)
@require_safe
def appointment_slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The A6 slip she takes with her (P44): day, hour, worker, telephone; no service, no reason (P10)."""
    slip = queries.slip(actor_of(request), pk, language())
    wanted = request.GET.get("in", "")
    context = {"slip": slip, "slip_language": wanted if wanted in {"fr", "nl"} else slip.language}
    return render(request, "agenda/slip.html", context)


# -- calendars for other programs -----------------------------------------------------------------------------------


@capability(Can.FEED_MAKE)
def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses given to calendar programs. A new one is shown once, in the answer to the form."""
    actor = actor_of(request)
    name = f"name_{language()}"
    venues = {one.pk: getattr(one, name) for one in calendar.venues(actor.organisation, actor.today)}
    form = FeedForm(request.POST or None, venues=venues)
    secrets: list[str] = []

    def act() -> None:
        data = form.cleaned_data
        secrets.append(actions.make_feed(actor=actor, kind=FeedKind(data["kind"]), venue=data["venue"]))

    if sent(form, act):
        form = FeedForm(None, venues=venues)
    address = request.build_absolute_uri(reverse(f"feed_{language()}", args=secrets)) if secrets else ""
    return _page(request, "feeds", form, feeds=calendar.feeds(actor), address=address)


@capability(Can.FEED_MAKE)
@require_POST
def feed_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whoever still reads there finds nothing any more."""
    actions.withdraw_feed(actor=actor_of(request), pk=pk)
    done(request, _("The address is withdrawn."))
    return redirect("feeds")
