"""Addresses of the door."""

from django.urls import path

from palier.door.threshold import portal

urlpatterns = [
    path("", portal.door_home, name="door_home"),
    path("code/", portal.door_code, name="door_code"),
    path("notice/<slug:code>/", portal.door_notice, name="door_notice"),
    path("leave/", portal.door_leave, name="door_leave"),
    path("finish/", portal.door_finish, name="door_finish"),
]
