"""`GET /healthz`: 200 when pages can be served and the database answers."""

from django.db import connections
from django.http import HttpRequest, HttpResponse

from palier.access.routes import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when sign-in's connection answers; the server's own error page otherwise."""
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
