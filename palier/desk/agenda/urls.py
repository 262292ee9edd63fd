"""Addresses of a worker's week; none of them names anybody."""

from django.urls import path

from palier.desk.agenda import views

urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/new/", views.appointment_add, name="appointment_add"),
    path("agenda/feeds/", views.feeds, name="feeds"),
    path("agenda/feeds/<uuid:pk>/withdraw/", views.feed_withdraw, name="feed_withdraw"),
    path("agenda/<uuid:pk>/", views.appointment, name="appointment"),
    path("agenda/<uuid:pk>/move/", views.appointment_move, name="appointment_move"),
    path("agenda/<uuid:pk>/cancel/", views.appointment_cancel, name="appointment_cancel"),
    path("agenda/<uuid:pk>/slip/", views.appointment_slip, name="appointment_slip"),
]
