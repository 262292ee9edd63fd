"""Procedures about unpaid rent: the list, one with its clock, and what accounts write in it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.tenancies.procedure import actions, queries
from palier.casework.tenancies.procedure.exports import clock_lines
from palier.casework.tenancies.procedure.forms import BeginForm, EndForm, FactForm, RentForm, VersionForm
from palier.casework.tenancies.procedure.labels import ICONS
from palier.casework.tenancies.procedure.rules import FactKind, ProcedureDraft
from palier.casework.tenancies.rules.courts import CREDIT
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

LAST_PAGE = 1_000


def _language() -> str:
    return (get_language() or "fr")[:2]


def _page(request: HttpRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, f"procedure/{name}.html", {"form": form, **context}, status=status)


@capability(Can.PROCEDURE_READ)
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Those that run: for accounts all, for a referent those of her households. No sum, and no order by sum."""
    actor, given = actor_of(request), request.GET.get("page", "")
    page = min(max(int(given), 1), LAST_PAGE) if given.isascii() and given.isdigit() else 1
    rows, more = queries.running(actor, _language(), page)
    lines = [(one, ICONS[FactKind(one.latest.kind)] if one.latest else "bell") for one in rows]
    context = {"lines": lines, "more": more, "page": page, "keeps": permits(actor, Can.PROCEDURE_KEEP)}
    return render(request, "procedure/procedures.html", context)


@capability(Can.PROCEDURE_READ)
@require_safe
def procedure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where it stands, what comes next and when, and every fact with its day."""
    actor = actor_of(request)
    row = queries.procedure(actor, pk)
    facts, courts = queries.facts(actor, row), queries.courts_of(actor, row)
    context = {
        "row": row,
        "household": queries.household(actor, row.household_id),
        "facts": [(one, ICONS[FactKind(one.kind)]) for one in facts],
        "clock": clock_lines(queries.clock_of(actor, row, facts)),
        "courts": [(one, one.canton.in_(_language()), one.territory.in_(_language())) for one in courts],
        "credit": CREDIT,
        "keeps": not row.outcome and permits(actor, Can.PROCEDURE_KEEP),
        "today": actor.today,
    }
    return render(request, "procedure/procedure.html", context)


@capability(Can.PROCEDURE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A procedure about this household; the one that runs, when there is one."""
    actor = actor_of(request)
    household = queries.household(actor, pk)
    found = queries.of_household(actor, pk)
    if found is not None:
        return redirect("procedure", found.pk)
    form = BeginForm(request.POST or None, initial={"begun_on": actor.today})
    made: list[uuid.UUID] = []

    def act() -> None:
        draft = ProcedureDraft(pk, form.cleaned_data["begun_on"], form.cleaned_data["monthly_rent"])
        made.append(actions.begin(actor=actor, draft=draft, key=key_of(request.POST)))

    try:
        if sent(form, act):
            return redirect("procedure", made[0])
    except Conflict:
        return errors.conflict(request)
    return _page(request, "begin", form, household=household)


@capability(Can.PROCEDURE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def fact_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One fact more."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = FactForm(request.POST or None, initial={"day": actor.today})
    if sent(form, lambda: actions.note(actor=actor, procedure=pk, draft=form.draft(), key=key_of(request.POST))):
        done(request, _("Noted. The referent of the household reads it too."))
        return redirect("procedure", pk)
    return _page(request, "fact", form, row=row, icons=ICONS, household=queries.household(actor, row.household_id))


@capability(Can.PROCEDURE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def fact_correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A fact whose day, sum, term or remark was wrong."""
    actor = actor_of(request)
    fact = queries.my_fact(actor, pk)
    names = ("version", "day", "amount", "until", "exception", "remark")
    initial = {name: getattr(fact, name) for name in names}
    form = FactForm(request.POST or None, kind=FactKind(fact.kind), initial=initial)

    def act() -> None:
        actions.correct(actor=actor, pk=pk, draft=form.draft(), version=form.cleaned_data["version"] or 0)

    try:
        if sent(form, act):
            done(request, _("Corrected. The former text stays in the history."))
            return redirect("procedure", fact.procedure_id)
    except Conflict:
        return errors.conflict(request)
    household = queries.household(actor, fact.household_id)
    return _page(request, "correct", form, fact=fact, household=household)


@capability(Can.PROCEDURE_KEEP)
@require_POST
def fact_strike(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It never happened: struck, and legible."""
    actor, form = actor_of(request), VersionForm(request.POST)
    fact = queries.my_fact(actor, pk)
    if not form.is_valid():
        return errors.unusable(request)
    try:
        actions.strike(actor=actor, pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Struck. It counts no more."))
    return redirect("procedure", fact.procedure_id)


@capability(Can.PROCEDURE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_rent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rent of a month."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = RentForm(request.POST or None, initial={"version": row.version, "monthly_rent": row.monthly_rent})

    def act() -> None:
        data = form.cleaned_data
        actions.set_rent(actor=actor, pk=pk, monthly_rent=data["monthly_rent"], version=data["version"])

    try:
        if sent(form, act):
            return redirect("procedure", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, "rent", form, row=row, household=queries.household(actor, row.household_id))


@capability(Can.PROCEDURE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It ended: paid, left, evicted or stopped."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = EndForm(request.POST or None, initial={"version": row.version, "ended_on": actor.today})

    def act() -> None:
        data = form.cleaned_data
        actions.finish(actor=actor, pk=pk, end=form.how(), day=data["ended_on"], version=data["version"])

    try:
        if sent(form, act):
            done(request, _("Ended. It goes by itself after its term."))
            return redirect("procedures")
    except Conflict:
        return errors.conflict(request)
    return _page(request, "end", form, row=row, household=queries.household(actor, row.household_id))
