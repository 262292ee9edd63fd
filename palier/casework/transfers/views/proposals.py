"""Searches for exchanges: asked for, watched, drawn."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.transfers import actions, queries
from palier.casework.transfers.exports import loop_lines, move_line
from palier.casework.transfers.forms import SearchForm
from palier.casework.transfers.rules import MoveState, RoundState
from palier.casework.transfers.views.answers import answered, language, page
from palier.ui.forms import key_of


@capability(Can.TRANSFER_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """The latest searches; POST asks for one."""
    actor = actor_of(request)
    form = SearchForm(request.POST if request.method == "POST" else None)
    made: list[uuid.UUID] = []

    def act() -> None:
        between = form.cleaned_data["between"]
        made.append(actions.ask_search(actor=actor, between=between, key=key_of(request.POST)))

    answer = answered(request, form, act, lambda: redirect("proposal", made[0]))
    return answer or page(request, "proposals", form, rounds=queries.rounds(actor))


@capability(Can.TRANSFER_KEEP)
@require_safe
def proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One search: how far it is, its rings and paths drawn and listed, what was not kept."""
    actor = actor_of(request)
    row = queries.round_of(actor, pk)
    moves = queries.moves_of_round(actor, pk)
    loops = loop_lines(queries.drawn(actor, moves, language()), language())
    gone = [one for one in moves if one.state in {MoveState.NOT_KEPT, MoveState.FALLEN}]
    context = {
        "row": row,
        "runs": row.state != RoundState.DONE,
        "loops": loops,
        "moving": sum(len(one.moves) for one in loops),
        "gone": [move_line(one, {}, language()) for one in gone],
    }
    return render(request, "transfers/proposal.html", context)
