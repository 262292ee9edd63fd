"""The page of a telephone that read a code on a screen (P47): photos go in, nothing comes out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from palier.access.actor import Actor
from palier.access.binding import at_the_telephone, takes_photos
from palier.access.routes import public
from palier.kernel.errors import Refused
from palier.registry.documents import actions
from palier.registry.documents.forms import PHOTO_ACCEPT, PhotoForm, Sent
from palier.ui.forms import ASKED_TO_MEND

GONE = 404


@public
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, code: str) -> HttpResponse:
    """One sending of photos. A code that is unknown, used or ended looks the same; looking changes nothing."""
    if request.method != "POST":
        return _page(request, PhotoForm()) if takes_photos(code) else _gone(request)
    with at_the_telephone(code) as actor:
        return _gone(request) if actor is None else _sent(request, actor)


def _sent(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    sent = form.sent()
    photos = [one.file for one in sent if one.file]
    refused = [one for one in sent if one.file is None]
    if not photos:
        return _page(request, form, refused)
    try:
        actions.keep_photos(actor=actor, photos=photos)
    except Refused:
        return _gone(request)
    return render(request, "documents/photo.html", {"kept": len(photos), "refused": refused})


def _page(request: HttpRequest, form: PhotoForm, refused: list[Sent] | None = None) -> HttpResponse:
    context = {"takes": True, "form": form, "refused": refused, "accept": PHOTO_ACCEPT}
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "documents/photo.html", context, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "documents/photo.html", status=GONE)
