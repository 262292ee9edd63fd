"""Addresses of asking for help."""

from django.urls import path

from palier.door.ask import portal

urlpatterns = [
    path("", portal.ask, name="ask"),
    path("noted/", portal.noted, name="ask_noted"),
]
