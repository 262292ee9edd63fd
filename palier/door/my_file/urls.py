"""Addresses of a tenant's own file."""

from django.urls import path

from palier.door.my_file import portal

urlpatterns = [
    path("", portal.my_file, name="my_file"),
    path("letters/", portal.my_letters, name="my_letters"),
    path("ask/", portal.ask_about_data, name="ask_about_data"),
]
