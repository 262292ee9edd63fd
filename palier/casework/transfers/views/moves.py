"""One proposed move: the household's word, the decision, the help, the day, the question three months later."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.transfers import actions, queries
from palier.casework.transfers.exports import move_line
from palier.casework.transfers.forms import AgreementForm, DayForm, DecisionForm, HelpForm, VersionForm
from palier.casework.transfers.labels import HELPS
from palier.casework.transfers.rules import RUNNING, Kind, MoveState
from palier.casework.transfers.views.answers import answered, language, page
from palier.registry.housing import queries as housing
from palier.ui import errors
from palier.ui.forms import key_of
from palier.ui.notices import done

READ_AND_WRITTEN = require_http_methods(["GET", "HEAD", "POST"])


def _about(actor: Any, move: Any) -> dict[str, Any]:
    homes = {one.id: one for one in housing.rows(actor, [move.household_id], language())}
    return {"move": move, "line": move_line(move, homes, language())}


@capability(Can.TRANSFER_READ)
@require_safe
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where it leads, why, what could break it; what was said, decided and done."""
    actor = actor_of(request)
    row = queries.move(actor, pk)
    said = [one for one in queries.agreements(actor, row.request) if one.move_id == row.pk]
    offered = set(queries.help_offered(actor, row))
    context = {
        **_about(actor, row),
        "said": said,
        "agreed": bool(said and said[0].given),
        "helps": [(words, value in row.help_done) for value, words in HELPS if value in offered],
        "keeps": permits(actor, Can.TRANSFER_KEEP),
        "decides": row.state in RUNNING,
        "accepted": row.state in {MoveState.ACCEPTED, MoveState.MOVED},
    }
    return render(request, "transfers/move.html", context)


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def move_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the household says of this move."""
    actor = actor_of(request)
    row = queries.my_move(actor, pk)
    form = AgreementForm(request.POST or None, initial={"on": actor.today}, move=pk)
    answer = answered(
        request,
        form,
        lambda: actions.agree(actor=actor, pk=row.request_id, draft=form.draft(), key=key_of(request.POST)),
        lambda: redirect("move", pk),
    )
    return answer or page(request, "move_agree", form, **_about(actor, row))


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def move_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Accepted, or not kept, with a motive."""
    actor = actor_of(request)
    row = queries.my_move(actor, pk)
    initial = {"version": row.version, "rent_now": row.rent_now, "rent_there": row.rent_there}
    form = DecisionForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.decide(actor=actor, pk=pk, draft=form.draft(), version=form.cleaned_data["version"])

    def then() -> HttpResponse:
        if form.draft().accept:
            done(request, _("Accepted."))
            return redirect("move", pk)
        done(request, _("Not kept. The search begins again without it and keeps all it can."))
        return redirect("transfers")

    mandatory = row.request.kind == Kind.MANDATORY
    return answered(request, form, act, then) or page(
        request, "decide", form, mandatory=mandatory, **_about(actor, row)
    )


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def move_help(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is done of the help with this move."""
    actor = actor_of(request)
    row = queries.my_move(actor, pk)
    initial = {"version": row.version, "done": row.help_done}
    form = HelpForm(request.POST or None, initial=initial, offered=queries.help_offered(actor, row))

    def act() -> None:
        actions.note_help(actor=actor, pk=pk, done=form.ticked(), version=form.cleaned_data["version"])

    answer = answered(request, form, act, lambda: redirect("move", pk))
    return answer or page(request, "help", form, **_about(actor, row))


@capability(Can.TRANSFER_KEEP)
@READ_AND_WRITTEN
def move_carried(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """They have moved."""
    actor = actor_of(request)
    row = queries.my_move(actor, pk)
    form = DayForm(request.POST or None, initial={"version": row.version, "on": actor.today})

    def act() -> None:
        data = form.cleaned_data
        actions.carry_out(actor=actor, pk=pk, on=data["on"], version=data["version"])

    def then() -> HttpResponse:
        done(request, _("Noted. In three months it comes back here: how does it go?"))
        return redirect("move", pk)

    return answered(request, form, act, then) or page(request, "carried", form, **_about(actor, row))


@capability(Can.TRANSFER_KEEP)
@require_POST
def move_followed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked how it goes."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request)

    def act() -> None:
        actions.follow_up(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])

    def then() -> HttpResponse:
        done(request, _("Noted: somebody asked how it goes."))
        return redirect("transfers")

    return answered(request, form, act, then) or errors.unusable(request)
