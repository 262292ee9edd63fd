"""Addresses of the way in by identity card or itsme."""

from django.urls import path

from palier.door.digital_identity import portal

urlpatterns = [
    path("", portal.door_identity, name="door_identity"),
    path("back/", portal.door_identity_back, name="door_identity_back"),
    path("which/", portal.door_identity_which, name="door_identity_which"),
]
