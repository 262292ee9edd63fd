"""The list of transfers, one of them, and what the department writes in it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.transfers import actions, queries
from palier.casework.transfers.exports import move_line
from palier.casework.transfers.forms import AgreementForm, BeginForm, DayForm, EndForm, VersionForm, WishesForm
from palier.casework.transfers.labels import CONFIDENCES, LOOKED_AT, NEED_ICONS, NEEDS, RULES, STATE_ICONS, STATES
from palier.casework.transfers.queries.requests import PAGE, SHOWN
from palier.casework.transfers.rules import Kind
from palier.casework.transfers.rules.mandatory import rules
from palier.casework.transfers.views.answers import answered, language, page
from palier.registry.housing import queries as housing
from palier.ui import errors
from palier.ui.forms import key_of
from palier.ui.notices import done

LAST_PAGE = 1_000
READ_AND_WRITTEN = require_http_methods(["GET", "HEAD", "POST"])


@capability(Can.TRANSFER_READ)
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Transfers of one state, those that wait longest first; for the department also what it has to do."""
    actor, given = actor_of(request), request.GET.get("page", "")
    number = min(max(int(given), 1), LAST_PAGE) if given.isascii() and given.isdigit() else 1
    asked = request.GET.get("state", "")
    shown = asked if asked in SHOWN else SHOWN[0]
    lines, more = queries.lines(actor, shown, language(), number)
    keeps = permits(actor, Can.TRANSFER_KEEP)
    waiting, due = queries.to_do(actor) if keeps else ([], [])
    context = {"lines": lines, "more": more, "page": number, "shown": shown, "keeps": keeps}
    return render(
        request,
        "transfers/transfers.html",
        context | {"waiting": waiting, "waiting_more": len(waiting) == PAGE, "due": due},
    )


@capability(Can.TRANSFER_READ)
@require_safe
def transfer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was declared, whether the home fits, what was agreed to, proposed and decided."""
    actor = actor_of(request)
    row = queries.transfer(actor, pk)
    members = queries.people_of(actor, row.household_id)
    size, exempt = queries.fits(actor, row.household_id, members)
    moves, homes = (
        queries.moves(actor, row),
        {one.id: one for one in housing.rows(actor, [row.household_id], language())},
    )
    held = rules(actor.today) if row.kind == Kind.MANDATORY else ()
    context = {
        "row": row,
        "household": queries.household(actor, row.household_id),
        "names": [one.name for one in members if one.person.pk in row.declared_by],
        "needs": [(words, NEED_ICONS[value]) for value, words in NEEDS if value in row.needs],
        "told": queries.told(row, language()),
        "size": size,
        "state": STATES[size.state] if size else "",
        "state_icon": STATE_ICONS[size.state] if size else "",
        "exempt": exempt,
        "months": (actor.today - row.asked_on).days // 30,
        "agreements": queries.agreements(actor, row),
        "moves": [move_line(one, homes, language()) for one in moves],
        "rules": [(RULES[one.code], LOOKED_AT[one.looked_at_by]) for one in held],
        "sources": list(dict.fromkeys((one.source, CONFIDENCES[one.confidence]) for one in held)),
        "keeps": not row.outcome and permits(actor, Can.TRANSFER_KEEP),
        "helps": not permits(actor, Can.TRANSFER_KEEP),
    }  # fmt: skip
    return render(request, "transfers/transfer.html", context)


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def transfer_begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A transfer of this household; the one that runs, when there is one."""
    actor = actor_of(request)
    household = queries.household(actor, pk)
    found = queries.of_household(actor, pk)
    if found is not None:
        return redirect("transfer", found.pk)
    members = [(str(one.person.pk), one.name) for one in queries.people_of(actor, pk)]
    initial = {"asked_on": actor.today, "kind": Kind.VOLUNTARY}
    form = BeginForm(request.POST or None, initial=initial, places=queries.places(actor, language()), members=members)
    made: list[uuid.UUID] = []

    def act() -> None:
        made.append(actions.begin(actor=actor, draft=form.draft(pk), key=key_of(request.POST)))

    answer = answered(request, form, act, lambda: redirect("transfer", made[0]))
    return answer or page(request, "begin", form, household=household, icons=NEED_ICONS)


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def transfer_wishes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other needs, other wishes, declared by the household."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    names = ("version", "needs", "near", "communes", "certificate_seen_on")
    initial = {name: getattr(row, name) for name in names} | {"sites": [str(one) for one in row.sites]}
    form = WishesForm(request.POST or None, initial=initial, places=queries.places(actor, language()))

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change(actor=actor, pk=pk, wishes=form.wishes(), version=version)

    answer = answered(request, form, act, lambda: redirect("transfer", pk))
    household = queries.household(actor, row.household_id)
    return answer or page(request, "wishes", form, row=row, household=household, icons=NEED_ICONS)


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def transfer_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the household says at a step; why is not asked."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = AgreementForm(request.POST or None, initial={"on": actor.today})
    answer = answered(
        request,
        form,
        lambda: actions.agree(actor=actor, pk=pk, draft=form.draft(), key=key_of(request.POST)),
        lambda: redirect("transfer", pk),
    )
    return answer or page(request, "agree", form, row=row, household=queries.household(actor, row.household_id))


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def transfer_met(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The household of a mandatory transfer was met."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = DayForm(request.POST or None, initial={"version": row.version, "on": actor.today})

    def act() -> None:
        data = form.cleaned_data
        actions.meet(actor=actor, pk=pk, on=data["on"], version=data["version"])

    answer = answered(request, form, act, lambda: redirect("transfer", pk))
    return answer or page(request, "met", form, row=row, household=queries.household(actor, row.household_id))


@capability(Can.TRANSFER_KEEP)
@require_POST
def transfer_exempt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The household is exempted."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request)

    def act() -> None:
        actions.exempt(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])

    def then() -> HttpResponse:
        done(request, _("Exempted. No search holds this household any more."))
        return redirect("transfer", pk)

    return answered(request, form, act, then) or errors.unusable(request)


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def transfer_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It ended: moved, asked no more, stopped."""
    actor = actor_of(request)
    row = queries.mine(actor, pk)
    form = EndForm(request.POST or None, initial={"version": row.version, "ended_on": actor.today})

    def act() -> None:
        data = form.cleaned_data
        actions.finish(actor=actor, pk=pk, end=form.how(), day=data["ended_on"], version=data["version"])

    def then() -> HttpResponse:
        done(request, _("Ended. It goes by itself after its term."))
        return redirect("transfers")

    household = queries.household(actor, row.household_id)
    return answered(request, form, act, then) or page(request, "end", form, row=row, household=household)
