"""The addresses of these pages and of sign-in; pages that other apps bring are stand-ins that say their name."""

from django.http import HttpResponse
from django.urls import include, path

OTHERS = (
    "case_list",
    "household_list",
    "request_list",
    "request_add",
    "capture",
    "search",
    "emergency_numbers",
    "duty_desk",
    "imports",
)


def stand_in(request, pk=None):
    return HttpResponse(request.resolver_match.url_name)


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("palier.desk.my_day.urls")),
    *(path(f"stand-in/{name}/", stand_in, name=name) for name in OTHERS),
    path("stand-in/household/<uuid:pk>/", stand_in, name="household_file"),
]
