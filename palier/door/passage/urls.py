"""Addresses of asking that somebody comes by. None says what was asked."""

from django.urls import path

from palier.door.passage import portal

urlpatterns = [
    path("", portal.my_passage_ask, name="my_passage_ask"),
    path("noted/", portal.my_passage_noted, name="my_passage_noted"),
    path("mine/", portal.my_passages, name="my_passages"),
    path("mine/again/", portal.my_passage_again, name="my_passage_again"),
]
