"""New tenants of my places: the list, one first contact, the same offer to many, the card and the folder on paper."""

import uuid
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.welcomes import actions, queries
from palier.casework.welcomes.forms import OfferForm, WelcomeForm
from palier.casework.welcomes.labels import STATES, WAY_ICONS
from palier.casework.welcomes.rules import WelcomeState
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


def _language() -> str:
    return (get_language() or "fr")[:2]


def _page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"welcomes/{template}.html", {"form": form, **context}, status=status)


@capability(Can.WELCOME_WORK)
@require_safe
def newcomers(request: HttpRequest) -> HttpResponse:
    """Who moved in where I look after the place, by month. On my list, and on nobody else's."""
    found = queries.newcomers(actor_of(request), _language())
    months = [(month, list(rows)) for month, rows in groupby(reversed(found), key=queries.month_of)]
    waiting = sum(one.state == WelcomeState.TO_MEET for one in found)
    context = {"months": months, "states": dict(STATES), "waiting": waiting, "today": actor_of(request).today}
    return render(request, "welcomes/newcomers.html", context)


@capability(Can.WELCOME_WORK)
def welcome(request: HttpRequest, lease: uuid.UUID) -> HttpResponse:
    """One first contact: offered, met, what was said."""
    actor = actor_of(request)
    one = queries.newcomer(actor, lease, _language())
    row = one.welcome
    names = ("way", "offered_on", "met_on", "told", "off_my_list", "version")
    form = WelcomeForm(request.POST or None, initial={name: getattr(row, name) for name in names} if row else None)

    def act() -> None:
        actions.note_welcome(actor=actor, lease=lease, draft=form.draft(), version=form.cleaned_data["version"])

    try:
        if sent(form, act):
            done(request, _("Noted, for you and who covers you."))
            return redirect("newcomers")
    except Conflict:
        return errors.conflict(request)
    return _page(request, "welcome", form, one=one, icons=WAY_ICONS)


@capability(Can.WELCOME_WORK)
def offer(request: HttpRequest) -> HttpResponse:
    """A welcome together: the same offer to several at once."""
    actor = actor_of(request)
    found = [one for one in queries.newcomers(actor, _language()) if one.state != WelcomeState.MET]
    form = OfferForm(
        request.POST or None,
        leases={one.began.lease: one.home.label for one in found},
        initial={"on": actor.today, "leases": [str(one.began.lease) for one in found if one.welcome is None]},
    )
    told: list[int] = []

    def act() -> None:
        data = form.cleaned_data
        told.append(actions.offer_to_many(actor=actor, leases=data["leases"], way=data["way"], on=data["on"]))

    try:
        if sent(form, act):
            words = ngettext("Offered to %(number)s household.", "Offered to %(number)s households.", told[0])
            done(request, words % {"number": told[0]})
            return redirect("newcomers")
    except Conflict:
        return errors.conflict(request)
    return _page(request, "offer", form, icons=WAY_ICONS)


def _paper(request: HttpRequest, lease: uuid.UUID, template: str) -> HttpResponse:
    sheet = queries.sheet(actor_of(request), lease, _language())
    wanted = request.GET.get("in", "")
    context = {"sheet": sheet, "sheet_language": wanted if wanted in {"fr", "nl"} else sheet.language}
    return render(request, f"welcomes/{template}.html", context)


@capability(Can.WELCOME_WORK)
@require_safe
def card(request: HttpRequest, lease: uuid.UUID) -> HttpResponse:
    """The card of *my worker*, A6: name, telephone, hours, where (practice C)."""
    return _paper(request, lease, "card")


@capability(Can.WELCOME_WORK)
@require_safe
def folder(request: HttpRequest, lease: uuid.UUID) -> HttpResponse:
    """The welcome folder: who does what here, what the commune does, and that one may say no."""
    return _paper(request, lease, "folder")
