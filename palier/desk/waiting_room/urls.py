"""Addresses of the waiting room; none of them names anybody."""

from django.urls import path

from palier.desk.waiting_room import views

urlpatterns = [
    path("waiting/", views.waiting_room, name="waiting_room"),
    path("waiting/new/", views.arrival_add, name="arrival_add"),
    path("waiting/find/", views.arrival_find, name="arrival_find"),
    path("waiting/close/", views.waiting_room_close, name="waiting_room_close"),
    path("waiting/counts/", views.waiting_counts, name="waiting_counts"),
    path("waiting/<uuid:pk>/receive/", views.arrival_move, {"act": "receive"}, name="arrival_receive"),
    path("waiting/<uuid:pk>/leave/", views.arrival_move, {"act": "leave"}, name="arrival_leave"),
    path("waiting/<uuid:pk>/unseen/", views.arrival_move, {"act": "leave_unseen"}, name="arrival_unseen"),
    path("waiting/<uuid:pk>/back/", views.arrival_move, {"act": "back"}, name="arrival_back"),
    path("waiting/<uuid:pk>/noted/", views.arrival_move, {"act": "mark_noted"}, name="arrival_noted"),
    path("waiting/<uuid:pk>/pass/", views.arrival_pass, name="arrival_pass"),
]
