"""The household as known to the service, a closed layer of the file: who really lives there (P4)."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palier.access import queries as readers
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import KnownAddForm, KnownChangeForm, KnownEndForm
from palier.casework.cases.rules import KnownDraft
from palier.casework.cases.views.answers import IN_CONFLICT, names, page, to_file
from palier.kernel.errors import Conflict
from palier.ui.forms import key_of, sent

FIELDS = ("person", "name", "tie", "custody", "since", "until", "trusted", "own_words", "confided_by")


@capability(Can.KNOWN_WORK)
def known_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who lives there."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    team = readers.readers_of(actor, [file.subject_id])[file.subject_id]
    others = {reader.post: reader.name for reader in team if reader.post != actor.post}
    form = KnownAddForm(request.POST or None, persons=names(actor, file.household_id), team=others)

    def act() -> None:
        kept = dict(form.cleaned_data)
        reinforced, named = kept.pop("reinforced"), tuple(kept.pop("readers"))
        draft = KnownDraft(
            **{**kept, "confided_by": tuple(kept["confided_by"])},
            tier=Tier.REINFORCED if reinforced else Tier.TEAM,
            readers=named if reinforced else (),
        )
        actions.say_known(actor=actor, case=pk, draft=draft, key=key_of(request.POST))

    if sent(form, act):
        return to_file(request, file.household_id, _("Kept, in the layer that only the team opens."))
    return page(request, "known_add", form, file=file)


@capability(Can.KNOWN_WORK)
def known_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was said of who lives there."""
    actor = actor_of(request)
    known = queries.known_member(actor, pk)
    household = known.case.household_id
    initial = {name: getattr(known, name) for name in (*FIELDS, "version")}
    form = KnownChangeForm(request.POST or None, persons=names(actor, household), initial=initial)

    def act() -> None:
        kept: dict[str, Any] = dict(form.cleaned_data)
        if any(getattr(known, name) != kept[name] for name in FIELDS):  # sent twice: already so
            kept["concerns"] = [kept["person"]] if kept["person"] else []
            actions.correct_known(actor=actor, pk=pk, **kept)

    return _kept(request, "known_edit", form, act, known)


@capability(Can.KNOWN_WORK)
def known_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She no longer lives there."""
    actor = actor_of(request)
    known = queries.known_member(actor, pk)
    form = KnownEndForm(request.POST or None, initial={"until": actor.today, "version": known.version})

    def act() -> None:
        if known.until != form.cleaned_data["until"]:  # sent twice: already so
            actions.end_known(actor=actor, pk=pk, **form.cleaned_data)

    return _kept(request, "known_end", form, act, known)


def _kept(request: HttpRequest, template: str, form: Any, act: Any, known: Any) -> HttpResponse:
    """Back to the file once `act` is done; what changed meanwhile is shown, never overwritten."""
    household = known.case.household_id
    try:
        if sent(form, act):
            return to_file(request, household, _("Corrected. What it said before stays in its history."))
    except Conflict:
        return render(request, "cases/known_conflict.html", {"known": known, "back": household}, status=IN_CONFLICT)
    return page(request, template, form, known=known, back=household)
