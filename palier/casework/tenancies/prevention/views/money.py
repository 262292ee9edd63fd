"""Budgets and plans: written with her, printed for her, laid side by side."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.forms import BudgetForm, PlanForm, line_sets, written_lines
from palier.casework.tenancies.prevention.labels import KINDS, LABELS, PICTOGRAMS
from palier.casework.tenancies.prevention.rules import (
    BY_KIND,
    Label,
    LineKind,
    a_month,
    a_week,
    bearable,
    in_coins,
    simulate,
)
from palier.casework.tenancies.prevention.views.answers import page, screen_language, sheet_languages, to_home
from palier.kernel.days import add_months
from palier.ui.forms import key_of, sent

EMPTY_ROWS = 4


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def budget_write(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A budget from a month on, begun with the lines of the former one. What is not known is left empty."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    found, former = queries.place(actor, file.household_id), queries.latest_budget(actor, file)
    names = {person: found.names[person] for person in file.concerns if person in found.names}
    said = [str(person) for person in (former.row.confided_by if former else file.agreed_by)]
    initial = {"month": actor.today.replace(day=1), "persons": queries.latest_persons(former), "confided_by": said}
    form = BudgetForm(request.POST or None, names=names, initial=initial)
    sets = line_sets(request.POST or None, names=names, told=former.lines if former else ())

    def act() -> None:
        actions.write_budget(actor=actor, case=pk, draft=form.draft(written_lines(sets)), key=key_of(request.POST))

    checked = [table.is_valid() for table in sets.values()]  # each is checked, so that each says what to mend
    if request.method == "POST" and not all(checked):
        form.add_error(None, _("A line is to be mended: look at the words in it."))
    elif sent(form, act):
        return to_home(request, file.household_id, _("The budget is written down. The former one stays."))
    tables = [(words, sets[LineKind(kind)]) for kind, words in KINDS]
    return page(request, "budget_write", form, household=found.household, tables=tables)


def _shown(told: queries.Told, names: dict[uuid.UUID, str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "words": words,
            "lines": [
                (line, a_month(line), _whose(line, names), PICTOGRAMS[Label(line.label)])
                for line in told.of(LineKind(kind))
            ],
        }
        for kind, words in KINDS
    ]


def _whose(line: Any, names: dict[uuid.UUID, str]) -> str:
    return names.get(line.concerns[0], "") if len(line.concerns) == 1 and len(names) > 1 else ""


@capability(Can.PREVENTION_READ)
@require_safe
def budget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One budget as it was told, and the others of the file. Nothing is compared with what was declared (P4)."""
    actor = actor_of(request)
    told = queries.budget(actor, pk)
    found = queries.place(actor, told.row.case.household_id)
    context: dict[str, Any] = {
        "household": found.household,
        "told": told,
        "tables": _shown(told, found.hers),
        "others": queries.budgets_of(actor, told.row.case),
        "told_by": ", ".join(found.names[one] for one in told.row.confided_by if one in found.names),
        "least": bearable(actor.today),
        "least_source": bearable(actor.today).source.in_(screen_language()),
    }
    return page(request, "budget", **context)


@capability(Can.PREVENTION_READ)
@require_safe
def budget_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """On paper: the lines with empty rows, to fill in at home, in her language (P24). It names nobody."""
    actor = actor_of(request)
    file, found = _of(actor, pk)
    told = queries.latest_budget(actor, file)
    words = dict(LABELS)
    filled: dict[LineKind, list[tuple[Any, Any]]] = {
        kind: [(line.words or words[line.label], a_month(line)) for line in told.of(kind)] if told else []
        for kind in LineKind
    }
    tables: list[tuple[Any, list[tuple[Any, Any]], range]] = [
        (title, filled[LineKind(kind)] or [(words[one], None) for one in BY_KIND[LineKind(kind)]], range(EMPTY_ROWS))
        for kind, title in KINDS
    ]
    return page(request, "budget_sheet", household=found.household, tables=tables, languages=_languages(found, file))


@capability(Can.PREVENTION_READ)
@require_safe
def budget_week(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """On paper for who reads little: a week, one picture a thing, notes and coins; no total is asked (practice C)."""
    actor = actor_of(request)
    file, found = _of(actor, pk)
    told = queries.latest_budget(actor, file)
    rows = [
        (
            title,
            [
                _in_pictures(line)
                for line in (told.of(LineKind(kind)) if told else ())
                if kind != LineKind.DEBT or line.paid
            ],
        )
        for kind, title in KINDS
    ]
    return page(request, "budget_week", household=found.household, rows=rows, languages=_languages(found, file))


def _in_pictures(line: Any) -> tuple[str, Any, Any, Any]:
    """The picture of a line, its words, its euros a week, and these as notes and coins."""
    week = a_week(line)
    return PICTOGRAMS[Label(line.label)], line.words or dict(LABELS)[line.label], week, in_coins(week)


def _of(actor: Any, pk: uuid.UUID) -> tuple[Any, queries.Place]:
    file = queries.file_of(actor, pk)
    return file, queries.place(actor, file.household_id)


def _languages(found: queries.Place, file: Any) -> tuple[str, ...]:
    return sheet_languages([found.languages.get(one, "") for one in file.agreed_by])


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Plans tried out on the budget, side by side. A draft binds nobody and goes nowhere."""
    actor = actor_of(request)
    file, found = _of(actor, pk)
    landlords, told = queries.landlords_side(actor, file.household_id), queries.latest_budget(actor, file)
    balance = landlords.balance if landlords else None
    first = add_months(actor.today.replace(day=1), 1)
    form = PlanForm(request.POST or None, initial={"balance": balance, "day": 10, "first": first})

    def act() -> None:
        actions.draft_plan(actor=actor, case=pk, draft=form.draft(balance), key=key_of(request.POST))

    if sent(form, act):
        form = PlanForm(None, initial={"balance": balance, "day": 10, "first": first})
    least = bearable(actor.today)
    context = {
        "household": found.household,
        "file": file,
        "told": told,
        "plans": [(row, _tried(row, told, least.person_week)) for row in queries.plans_of(actor, file)],
        "least": least,
        "least_source": least.source.in_(screen_language()),
        "balance_on": landlords.balance_on if landlords else None,
    }
    return page(request, "plans", form, **context)


def _tried(row: Any, told: queries.Told | None, least: Any) -> Any:
    return simulate(
        balance=row.balance,
        amount=row.amount,
        day=row.day,
        months=row.months,
        first=row.first,
        remainder=told.totals.remainder if told else None,
        persons=queries.latest_persons(told),
        least=least,
    )
