"""A request that is larger than all it may carry is answered before a byte of it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from palier.registry.documents.rules import LARGEST
from palier.ui import errors

FORM = 1_048_576  # bytes of the fields beside the files, and of the lines between them


class SizeMiddleware:
    """413 above 20 MB and a form. Stands last: the page is said in the language and the frame of who asks.

    Nothing before it reads the body; Django's own check of a form's key does, right after.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) > LARGEST + FORM:
            return errors.too_large(request)
        return self.get_response(request)
