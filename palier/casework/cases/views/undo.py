"""*Annuler*, for ten seconds after an act on a file."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palier.access import actions as access
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions
from palier.casework.cases.rules import Undoable
from palier.ui.notices import done, todo


@require_POST
@capability(Can.CASE_WORK)
def undo(request: HttpRequest, what: str, pk: uuid.UUID, version: int) -> HttpResponse:
    """Put back what I just changed in a file, a request, a step or a word for the desk."""
    if what not in set(Undoable):
        raise Http404
    return _said(
        request,
        actions.take_back(
            actor=actor_of(request),
            what=Undoable(what),
            pk=pk,
            version=version,
        ),
    )


@require_POST
@capability(Can.TEAM_ADD)
def team_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The colleague I just named is in the team no more."""
    return _said(request, access.take_back_member(actor=actor_of(request), pk=pk))


def _said(request: HttpRequest, put_back: bool) -> HttpResponse:
    if put_back:
        done(request, _("Undone: everything is as it was."))
    else:
        todo(request, _("Too late to undo: look at how it stands now."))
    back = request.GET.get("next", "")
    fine = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if back and fine else "case_list")
