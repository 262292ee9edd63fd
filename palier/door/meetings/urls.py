"""Addresses of meetings at one's own door."""

from django.urls import path

from palier.door.meetings import portal

urlpatterns = [
    path("", portal.my_meetings, name="my_meetings"),
    path("<uuid:pk>/", portal.my_meeting, name="my_meeting"),
    path("<uuid:pk>/come/", portal.my_reply, name="my_reply"),
    path("<uuid:pk>/ask/", portal.my_question, name="my_question"),
]
