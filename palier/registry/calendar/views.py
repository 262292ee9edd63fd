"""Pages on which the head sets sessions: what comes back, who holds it, what closes it."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.days import public_holiday
from palier.kernel.errors import InvalidInput, Refused
from palier.kernel.language import Bilingual
from palier.registry.calendar import actions, imports, queries
from palier.registry.calendar.forms import ClosureFileForm, ClosureForm, DutyForm, EndForm, SeriesForm, VenueForm
from palier.registry.calendar.labels import SESSION_ICONS, WEEKDAYS
from palier.registry.calendar.rules.sessions import days
from palier.ui.forms import ASKED_TO_MEND, mend, say, sent
from palier.ui.notices import done, todo

AHEAD = dt.timedelta(days=365)
ONE_DAY = dt.timedelta(days=1)
VENUE_FIELDS = ("name_fr", "name_nl", "address_fr", "address_nl", "longitude", "latitude")


def _page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"calendar/{template}.html", {"form": form, **context}, status=status)


def _back(request: HttpRequest, words: str) -> HttpResponse:
    done(request, words)
    return redirect("session_list")


def _venues(actor: Actor) -> dict[uuid.UUID, str]:
    name = f"name_{get_language()}"
    return {one.pk: getattr(one, name) for one in queries.venues(actor.organisation, actor.today)}


@capability(Can.SESSION_SET)
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Everything that is set: series with who holds them, venues, closures, and the legal holidays of a year."""
    actor = actor_of(request)
    rows = queries.series(actor.organisation, actor.today)
    held = queries.duties(rows, actor.today)
    names = dict(WEEKDAYS)
    context = {
        "series": [(row, [names[day] for day in sorted(row.weekdays)], held[row.pk]) for row in rows],
        "venues": queries.venues(actor.organisation, actor.today),
        "closures": [(row, row.days.upper - ONE_DAY) for row in queries.closures(actor.organisation, actor.today)],
        "holidays": [
            (day, words.in_(get_language() or "fr"))
            for day in days(actor.today, actor.today + AHEAD)
            if (words := public_holiday(day)) is not None
        ],
        "icons": SESSION_ICONS,
        "today": actor.today,
        "door": f"door_{get_language()}",
    }
    return render(request, "calendar/sessions.html", context)


@capability(Can.SESSION_SET)
def venue_edit(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """A venue, new or corrected."""
    actor = actor_of(request)
    row = next((one for one in queries.venues(actor.organisation, actor.today) if one.pk == pk), None)
    if pk is not None and row is None:
        raise Refused()
    entrance = {True: "yes", False: "no"}
    known = {name: getattr(row, name) for name in VENUE_FIELDS} if row else {}
    form = VenueForm(
        request.POST or None,
        initial=known | ({"step_free": entrance.get(row.step_free, "")} if row else {}),  # type: ignore[arg-type]
    )
    if sent(form, lambda: actions.keep_venue(actor=actor, pk=pk, **form.values())):
        return _back(request, _("The venue is kept."))
    return _page(request, "venue", form, is_new=pk is None)


@capability(Can.SESSION_SET)
def series_edit(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """Hours that come back, new or corrected."""
    actor = actor_of(request)
    row = next((one for one in queries.series(actor.organisation, actor.today) if one.pk == pk), None)
    if pk is not None and row is None:
        raise Refused()
    known: dict[str, Any] = {"first": actor.today, "every_weeks": 1}
    if row is not None:
        known = {name: getattr(row, name) for name in ("kind", "phone", "weekdays", "starts", "ends", "every_weeks")}
        known |= {"venue": row.venue_id, "first": row.valid.lower}
        known |= {"last": row.valid.upper - ONE_DAY if row.valid.upper else None}
    form = SeriesForm(request.POST or None, venues=_venues(actor), initial=known)

    def act() -> None:
        data = form.cleaned_data
        actions.keep_series(
            actor=actor, pk=pk, kind=data["kind"], venue=data["venue"], phone=data["phone"], weekly=form.weekly()
        )

    if sent(form, act):
        return _back(request, _("The session is kept. The public page says it at once."))
    return _page(request, "series", form, is_new=pk is None, icons=SESSION_ICONS)


@capability(Can.SESSION_SET)
def duty_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody more holds a session."""
    actor = actor_of(request)
    row = next((one for one in queries.series(actor.organisation, actor.today) if one.pk == pk), None)
    if row is None:
        raise Refused()
    workers = queries.holders(actor)
    form = DutyForm(request.POST or None, workers=workers, weekdays=row.weekdays, today=actor.today)

    def act() -> None:
        data = form.cleaned_data
        actions.keep_duty(
            actor=actor,
            pk=None,
            series=pk,
            post=data["post"],
            weekdays=frozenset(data["weekdays"]),
            first=data["first"],
            last=data["last"],
        )

    if sent(form, act):
        return _back(request, _("She holds this session from that day on."))
    return _page(request, "duty", form, series=row)


@capability(Can.SESSION_SET)
def duty_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The last day on which somebody holds a session."""
    actor = actor_of(request)
    rows = queries.series(actor.organisation, actor.today)
    held = [duty for some in queries.duties(rows, actor.today).values() for duty in some]
    duty = next((one for one in held if one.pk == pk), None)
    if duty is None:
        raise Refused()
    form = EndForm(request.POST or None, initial={"last": actor.today})

    def act() -> None:
        last = form.cleaned_data["last"]
        if last < duty.valid.lower:
            raise InvalidInput({"last": [_("The last day lies before the first one.")]})
        actions.keep_duty(
            actor=actor,
            pk=pk,
            series=duty.series_id,
            post=duty.post_id,
            weekdays=frozenset(duty.weekdays),
            first=duty.valid.lower,
            last=last,
        )

    if sent(form, act):
        return _back(request, _("Kept: the session is hers until that day."))
    return _page(request, "duty_end", form, duty=duty)


@capability(Can.SESSION_SET)
def closure_edit(request: HttpRequest) -> HttpResponse:
    """Days without sessions."""
    actor = actor_of(request)
    form = ClosureForm(request.POST or None, venues=_venues(actor))

    def act() -> None:
        data = form.cleaned_data
        actions.keep_closure(
            actor=actor,
            pk=None,
            first=data["first"],
            last=data["last"],
            kinds=data["kinds"],
            venue=data["venue"],
            words=Bilingual(data["words_fr"], data["words_nl"]),
        )

    if sent(form, act):
        return _back(request, _("The closure is posted on the public page, in both languages."))
    return _page(request, "closure", form, icons=SESSION_ICONS)


@capability(Can.SESSION_SET)
@require_POST
def closure_lift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """These days are open again."""
    actions.lift_closure(actor=actor_of(request), pk=pk)
    return _back(request, _("These days are open again."))


@capability(Can.SESSION_SET)
def closures_from_file(request: HttpRequest) -> HttpResponse:
    """The closures of a calendar file; what cannot be taken is named, the rest is kept."""
    actor = actor_of(request)
    form = ClosureFileForm(request.POST or None, request.FILES or None)
    refused: list[str] = []
    if form.is_valid():
        try:
            taken, left = imports.closures(form.cleaned_data["file"].read(), actor.today, actor.today + AHEAD)
        except InvalidInput as problem:
            mend(form, problem)
        else:
            for row in taken:
                actions.keep_closure(
                    actor=actor, pk=None, first=row.first, last=row.last, kinds=[], venue=None, words=row.words
                )
            refused = [say(message) for message in left]
            number = len(taken)
            words = ngettext("%(number)s closure is kept.", "%(number)s closures are kept.", number)
            done(request, words % {"number": number})
            if not refused:
                return redirect("session_list")
            todo(request, _("Some days of the file were not taken: they are listed below."))
    return _page(request, "closures_file", form, refused=refused)
