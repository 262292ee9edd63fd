"""How long things are kept: the list for everybody concerned, a proposal, a signature."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.rights import actions, queries
from palier.access.rights.forms import DecideForm, ProposeForm
from palier.access.rights.labels import TERM_KEYS, said
from palier.access.rights.rules import may_change
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, mend, sent
from palier.ui.notices import done

NAMES: dict[str, Any] = {key.value: words for key, words in TERM_KEYS}


@capability(Can.TERM_READ)
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What ends when, since when, on what ground; what waits for a signature; what stayed as numbers."""
    return _terms(request, None, None)


def _terms(request: HttpRequest, form: DecideForm | None, pk: uuid.UUID | None) -> HttpResponse:
    actor = actor_of(request)
    signs = permits(actor, Can.TERM_SIGN)
    rows: list[dict[str, Any]] = [
        {
            "line": one,
            "name": NAMES[one.key],
            "term": said(one.term),
            "preset": said(one.preset),
            "longest": said(one.longest),
            "wished": said(one.wished) if one.wished else "",
            "passes": bool(one.wished and one.wished.longer_than(one.longest)),
            "form": form if one.proposed and one.proposed.pk == pk else DecideForm(auto_id=f"id_{one.key}_%s"),
            "open": permits(actor, Can.TERM_PROPOSE) and may_change(one.key) and one.proposed is None,
        }
        for one in queries.lines(actor)
    ]
    context = {
        "rows": rows,
        "proposed": [row for row in rows if row["line"].proposed],
        "signs": signs,
        "former": [(row, NAMES[row.key], said(queries.term_of(row))) for row in queries.former(actor)],
        "forgotten": [(one, NAMES[one.kind]) for one in queries.forgotten(actor)],
    }
    return render(request, "rights/terms.html", context, status=ASKED_TO_MEND if form else 200)


@capability(Can.TERM_PROPOSE)
def term_propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose another length for one kind of thing."""
    actor = actor_of(request)
    line = queries.line(actor, key)
    if not may_change(line.key):
        raise Refused()
    known = {"length": line.term.length, "unit": line.term.unit, "valid_from": actor.today}
    form = ProposeForm(request.POST or None, initial=known)

    def act() -> None:
        data = form.cleaned_data
        texts = {name: data[name] for name in ("valid_from", "source", "reason")}
        actions.propose_term(actor=actor, key=line.key, term=form.term(), **texts)

    try:
        if sent(form, act):
            done(request, _("Proposed. It counts once the data-protection officer has signed it."))
            return redirect("terms")
    except Conflict:
        return errors.conflict(request)
    shown = {
        "form": form,
        "line": line,
        "name": NAMES[line.key],
        "term": said(line.term),
        "preset": said(line.preset),
        "longest": said(line.longest),
    }
    return render(request, "rights/propose.html", shown, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.TERM_SIGN)
@require_POST
def term_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign a proposal, or set it aside."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _terms(request, form, pk)
    signs = form.cleaned_data["decision"] == "sign"
    try:
        actions.decide_term(actor=actor_of(request), pk=pk, signs=signs, reason=form.cleaned_data["reason"])
    except InvalidInput as problem:
        mend(form, problem)
        return _terms(request, form, pk)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Signed. It counts from its day on.") if signs else _("Set aside. Nothing changes."))
    return redirect("terms")
