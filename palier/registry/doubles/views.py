"""Pages of doubles: parse, one call, render."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict
from palier.registry.doubles import actions, queries
from palier.registry.doubles.forms import MergeForm, YesForm
from palier.registry.doubles.rules import AGREED_WITHIN_DAYS, UNDONE_WITHIN_DAYS
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


@capability(Can.DOUBLE_READ)
@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Lines of the register that may be one person, the likeliest first."""
    actor = actor_of(request)
    shown, merges = queries.to_look_at(actor), queries.merges(actor)
    if shown.pairs or merges:
        note_read(actor, "doubles", ground="keeps_the_register")
    return render(request, "doubles/doubles.html", {"shown": shown, "merges": merges})


@require_POST
@capability(Can.DOUBLE_SETTLE)
def double_apart(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two different people."""
    actions.tell_apart(actor=actor_of(request), pair=pk)
    done(request, _("Two different people. This pair does not come back."))
    return redirect("doubles")


@capability(Can.DOUBLE_MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def double_merge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The preview: both lines, what stays where, which one is kept. The same whether there is a file or not (P1)."""
    actor = actor_of(request)
    pair = queries.pair(actor, pk)
    form = MergeForm(request.POST if request.method == "POST" else None, pair=pair)
    try:
        if request.method == "POST" and sent(
            form, lambda: actions.propose_merge(actor=actor, pair=pk, keep=form.keep())
        ):
            done(request, _("Asked of who looks after the place of each. It is done with the yes of both."))
            return redirect("doubles")
    except Conflict:
        return errors.conflict(request)
    note_read(actor, "doubles", ground="keeps_the_register")
    shown = {"pair": pair, "form": form, "days": AGREED_WITHIN_DAYS, "undo": UNDONE_WITHIN_DAYS}
    return render(request, "doubles/merge.html", shown, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.MERGING_AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Are they one person? Say yes, or leave it: nobody learns why."""
    actor = actor_of(request)
    merge = queries.merge(actor, pk)
    if not merge.mine:
        raise Http404
    if request.method == "POST":
        try:
            actions.agree_merge(actor=actor, pk=pk)
        except Conflict:
            return errors.conflict(request)
        done(request, _("Agreed."))
        return redirect("doubles")
    note_read(actor, "doubles", ground="is_asked_to_merge")
    shown = {"merge": merge, "pair": merge, "form": YesForm(), "undo": UNDONE_WITHIN_DAYS}
    return render(request, "doubles/agree.html", shown)


@require_POST
@capability(Can.MERGING_READ)
def merge_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two people again; a proposal is taken back."""
    try:
        actions.undo_merge(actor=actor_of(request), pk=pk)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Two lines again, exactly as before."))
    return redirect("doubles")
