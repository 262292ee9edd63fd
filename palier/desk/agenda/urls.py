"""Addresses of a worker's week; none of them names anybody."""

from django.urls import path

from palier.desk.agenda.views import travel, week

urlpatterns = [
    path("agenda/", week.agenda, name="agenda"),
    path("agenda/new/", week.appointment_add, name="appointment_add"),
    path("agenda/order/", travel.order, name="travel_order"),
    path("agenda/order/sheet/", travel.sheet, name="travel_sheet"),
    path("agenda/feeds/", week.feeds, name="feeds"),
    path("agenda/feeds/<uuid:pk>/withdraw/", week.feed_withdraw, name="feed_withdraw"),
    path("agenda/<uuid:pk>/", week.appointment, name="appointment"),
    path("agenda/<uuid:pk>/move/", week.appointment_move, name="appointment_move"),
    path("agenda/<uuid:pk>/cancel/", week.appointment_cancel, name="appointment_cancel"),
    path("agenda/<uuid:pk>/slip/", week.appointment_slip, name="appointment_slip"),
]
