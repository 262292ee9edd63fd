"""The product's addresses, with stand-ins for pages of other apps that are not there yet."""

from django.http import HttpResponse
from django.urls import include, path

from palier.desk.capture.urls import urlpatterns as own

OTHERS = ("home", "my_day", "case_list", "case_open", "household_list", "search", "service_load", "switch_post")


def stand_in(request):
    """Says its name, and the message it was sent with."""
    said = "".join(str(message) for message in request._messages)
    return HttpResponse(f"{request.resolver_match.url_name} {said}")


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    *own,
    path("", stand_in),
    *(
        path(f"stand-in/{name}/", stand_in, name=name)
        for name in (*OTHERS, "emergency_list", "emergency_numbers", "imports")
    ),
]
