"""Addresses of a tenant's appointments."""

from django.urls import path

from palier.door.appointments import portal

urlpatterns = [
    path("", portal.my_appointments, name="my_appointments"),
    path("<uuid:pk>/other-hour/", portal.other_hour, name="other_hour"),
]
