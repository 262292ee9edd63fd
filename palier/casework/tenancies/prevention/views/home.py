"""*Garder le logement*: where it stands, what was offered, causes, stakes, the next step, what became of it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.forms import CausesForm, EndForm, OfferForm, StakesForm, StepForm
from palier.casework.tenancies.prevention.labels import (
    ACT_ICONS,
    CAUSES,
    SIDES,
    STAKES,
    WAY_ICONS,
    WAYS,
)
from palier.casework.tenancies.prevention.rules import Way, bearable, stakes
from palier.casework.tenancies.prevention.views.answers import page, screen_language, to_home
from palier.casework.tenancies.procedure.exports import clock_lines
from palier.casework.tenancies.procedure.labels import KINDS as STAGES
from palier.kernel.errors import Conflict
from palier.registry.interservice.rules import Act
from palier.ui import errors
from palier.ui.forms import key_of, sent


@capability(Can.PREVENTION_READ)
@require_safe
def prevention_list(request: HttpRequest) -> HttpResponse:
    """Each worker her own files in which a home is being kept, by name; no sum stands here (P8, P27)."""
    return page(request, "list", rows=queries.open_preventions(actor_of(request)))


@capability(Can.PREVENTION_COUNT)
@require_safe
def prevention_dates(request: HttpRequest) -> HttpResponse:
    """For the head: dates ahead with whose task they are, and one number; never a household (P26, P27)."""
    dates, number = queries.service_numbers(actor_of(request))
    words = dict(STAGES)
    return page(request, "dates", dates=[(day, words[kind], worker) for day, kind, worker in dates], number=number)


@capability(Can.PREVENTION_WORK)
@require_safe
def keep_home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One page for a home: the landlord's facts, early help, and, in a file, what was confided."""
    actor = actor_of(request)
    found = queries.place(actor, pk)
    landlords = queries.landlords_side(actor, pk)
    context: dict[str, Any] = {
        "place": found,
        "household": found.household,
        "file": found.file,
        "landlords": landlords,
        "clock": clock_lines(landlords.clock) if landlords else None,
        "canvas": _canvas(actor, landlords),
        "offered": [(one, WAY_ICONS[one.way], dict(WAYS)[one.way]) for one in queries.offered(actor, pk)],
        "today": actor.today,
    }
    if found.file is not None:
        context |= _confided(actor, found)
    return page(request, "home", **context)


def _canvas(actor: Any, landlords: queries.Landlords | None) -> list[tuple[Any, ...]]:
    words = dict(WAYS)
    if landlords is None:
        return []
    return [
        (step, day, WAY_ICONS[step.way], words[step.way])
        for step, day in queries.canvas_of(actor, landlords.row.begun_on)
    ]


def _confided(actor: Any, found: queries.Place) -> dict[str, Any]:
    file = found.file
    assert file is not None
    row, told = queries.prevention_of(actor, file), queries.latest_budget(actor, file)
    chosen = set(row.causes) if row else set()
    return {
        "row": row,
        "works": found.is_open and row is not None and not row.outcome,
        "causes": [words for value, words in CAUSES if value in chosen],
        "sides": _sides(actor, set(row.at_stake) if row else set()),
        "told": told,
        "least": bearable(actor.today).person_week,
        "plans": queries.plans_of(actor, file),
        "acts": [(one, ACT_ICONS[Act(one.act)]) for one in queries.acts_of(actor, file)],
        "sends": permits(actor, Can.ACT_WORK),
    }


def _sides(actor: Any, chosen: set[str]) -> list[tuple[Any, list[tuple[str, str, bool]]]]:
    """Rights first, then duties, of those chosen: in plain words, with the source and whether counsel confirmed it."""
    language = screen_language()
    held = [one for one in stakes(actor.today) if one.stake in chosen]
    return [
        (words, [(one.says.in_(language), one.source.in_(language), one.confirmed_on is not None)
                 for one in held if one.side == side])
        for side, words in SIDES
    ]  # fmt: skip


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def help_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Help was offered today. She is free to say no, and what she answered is not kept (P35)."""
    actor = actor_of(request)
    found = queries.place(actor, pk)
    given = request.GET.get("way", "")
    form = OfferForm(request.POST or None, persons=found.hers, way=given if given in set(Way) else "")

    def act() -> None:
        words = _("Help with the rent offered. Free to say no.")
        actions.offer_help(
            actor=actor,
            household=pk,
            way=form.how(),
            persons=tuple(form.cleaned_data["persons"]),
            words=words,
            key=key_of(request.POST),
        )

    if sent(form, act):
        return to_home(request, pk, _("Noted: help was offered today. Nothing of the answer is kept."))
    return page(request, "offer", form, household=found.household, icons=WAY_ICONS)


@capability(Can.PREVENTION_WORK)
@require_POST
def prevention_begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """From now on the home is kept in this file."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    try:
        actions.begin(actor=actor, case=pk, key=key_of(request.POST))
    except Conflict:
        return errors.conflict(request)
    return to_home(request, file.household_id, _("From now on the home is kept in this file."))


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def prevention_causes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What lies behind it, as it is told today."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    initial = {"version": row.version, "causes": row.causes, "own_words": row.own_words}
    form = CausesForm(request.POST or None, initial=initial)

    def act() -> None:
        kept = form.cleaned_data
        given = {"causes": kept["causes"], "own_words": kept["own_words"], "version": kept["version"]}
        actions.note_causes(actor=actor, pk=pk, **given)

    try:
        if sent(form, act):
            return to_home(request, row.household_id, _("Written down. It stays in this file."))
    except Conflict:
        return errors.conflict(request)
    return page(request, "causes", form, household=row.household)


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def prevention_stakes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which rights and duties of the lease are at stake: rights are read first (S0-023)."""
    actor, language = actor_of(request), screen_language()
    row = queries.mine(actor, pk)
    shown, words = stakes(actor.today), dict(STAKES)
    choices = [(one.stake.value, str(words[one.stake])) for one in shown]
    form = StakesForm(request.POST or None, stakes=choices, initial={"version": row.version, "stakes": row.at_stake})

    def act() -> None:
        kept = form.cleaned_data
        actions.note_stakes(actor=actor, pk=pk, stakes=kept["stakes"], version=kept["version"])

    try:
        if sent(form, act):
            return to_home(request, row.household_id, _("Written down. It stays in this file."))
    except Conflict:
        return errors.conflict(request)
    sides = [(name, [(one.says.in_(language), one.source.in_(language), one.confirmed_on) for one in shown
                     if one.side == side]) for side, name in SIDES]  # fmt: skip
    return page(request, "stakes", form, household=row.household, sides=sides)


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def prevention_step(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A next step, in the plan of the file."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    form = StepForm(request.POST or None)

    def act() -> None:
        due = form.cleaned_data["due"]
        actions.plan_home_step(actor=actor, case=pk, words=form.words(), due=due, key=key_of(request.POST))

    if sent(form, act):
        return to_home(request, file.household_id, _("The step is in the plan of the file."))
    return page(request, "step", form, household=queries.place(actor, file.household_id).household)


@capability(Can.PREVENTION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def prevention_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What became of the home: kept, moved or lost. The file stays as it is."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = EndForm(request.POST or None, initial={"version": row.version})

    def act() -> None:
        actions.end(actor=actor, pk=pk, outcome=form.how(), version=form.cleaned_data["version"])

    try:
        if sent(form, act):
            return to_home(request, row.household_id, _("Written down. The file stays open: help may go on."))
    except Conflict:
        return errors.conflict(request)
    return page(request, "end", form, household=row.household)
