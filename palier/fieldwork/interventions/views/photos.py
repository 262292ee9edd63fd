"""Photos of a place: with one's own visit, up to three; given out to be saved, as documents are."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.fieldwork.interventions import actions
from palier.fieldwork.interventions.forms import PhotoForm
from palier.fieldwork.interventions.queries import photos
from palier.fieldwork.interventions.queries.mine import named
from palier.fieldwork.interventions.rules import PHOTOS_AT_MOST
from palier.kernel.errors import InvalidInput
from palier.registry.documents.exports import to_be_saved
from palier.registry.documents.forms import PHOTO_ACCEPT
from palier.registry.documents.rules import Damaged, FileKind
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import ASKED_TO_MEND, say
from palier.ui.notices import done
from palier.ui.screen import screen


@capability(Can.INTERVENTION_WORK)
@require_http_methods(READ_OR_SEND)
def visit_photos(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """Add photos to one's own visit. 422: what to mend; the telephone asks for JSON and sends one at a time."""
    if request.method != "POST":
        return _page(request, visit, PhotoForm())
    return sent_with(request, visit) or _went_well(request, visit)


def sent_with(request: HttpRequest, visit: uuid.UUID) -> HttpResponse | None:
    """Keeps what was sent along with a visit; those that can be kept are, whatever the others are. None: all were."""
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked_to_mend(request, visit, form)
    given = form.cleaned_data["photo"]
    for name, data in given:
        try:
            _keep(request, visit, form, data)
        except InvalidInput as problem:
            for text in map(say, problem.fields["photo"]):
                form.add_error(None, f"{name} – {text}" if len(given) > 1 else text)
    return _asked_to_mend(request, visit, form) if form.errors else None


def _keep(request: HttpRequest, visit: uuid.UUID, form: PhotoForm, data: bytes) -> None:
    photo = form.made(data)
    if photo.faces:
        form.offer_to_cover()
    actions.keep_photo(actor=actor_of(request), visit=visit, photo=photo, nobody=form.cleaned_data["nobody"])


def _asked_to_mend(request: HttpRequest, visit: uuid.UUID, form: PhotoForm) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        said = [text for texts in form.errors.values() for text in texts]
        return JsonResponse({"say": said, "face": form.shows_a_face}, status=ASKED_TO_MEND)
    return _page(request, visit, form, ASKED_TO_MEND)


def _went_well(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    done(request, _("The photos are kept with the visit."))
    return redirect("visit_photos", visit)


def _page(request: HttpRequest, visit: uuid.UUID, form: PhotoForm, status: int = HTTPStatus.OK) -> HttpResponse:
    row = photos.own_visit(actor_of(request), visit)
    context = {
        "row": row,
        "where": named(row.intervention.place, screen()),
        "form": form,
        "left": PHOTOS_AT_MOST - len(row.photos),
        "accept": PHOTO_ACCEPT,
    }
    return render(request, "interventions/photos.html", context, status=status)


@capability(Can.INTERVENTION_WORK)
@require_safe
def visit_photo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The bytes of a photo, to be saved: never shown inside a page of ours."""
    try:
        data = photos.opened(actor_of(request), pk)
    except Damaged:
        return render(request, "documents/damaged.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
    return to_be_saved(data, FileKind.JPEG, f"{_('photo')}-{pk.hex[:6]}.jpg")


@capability(Can.INTERVENTION_WORK)
@require_POST
def visit_photo_remove(request: HttpRequest, visit: uuid.UUID, pk: uuid.UUID) -> HttpResponse:
    """Take one away; it cannot be brought back."""
    actions.remove_photo(actor=actor_of(request), visit=visit, pk=pk)
    done(request, _("The photo is gone."))
    return redirect("visit_photos", visit)
