"""Addresses of the calendar. Public pages have their language in the address."""

from django.urls import path

from palier.registry.calendar import portal, views

urlpatterns = [
    path("fr/permanences/", portal.sessions, name="door_fr"),
    path("nl/zitdagen/", portal.sessions, name="door_nl"),
    path("fr/agenda/<str:secret>.ics", portal.feed, name="feed_fr"),
    path("nl/agenda/<str:secret>.ics", portal.feed, name="feed_nl"),
    path("sessions/", views.sessions, name="session_list"),
    path("sessions/series/", views.series_edit, name="series_add"),
    path("sessions/series/<uuid:pk>/", views.series_edit, name="series_edit"),
    path("sessions/series/<uuid:pk>/duty/", views.duty_edit, name="duty_add"),
    path("sessions/duty/<uuid:pk>/", views.duty_end, name="duty_end"),
    path("sessions/venue/", views.venue_edit, name="venue_add"),
    path("sessions/venue/<uuid:pk>/", views.venue_edit, name="venue_edit"),
    path("sessions/closure/", views.closure_edit, name="closure_add"),
    path("sessions/closure/file/", views.closures_from_file, name="closures_from_file"),
    path("sessions/closure/<uuid:pk>/lift/", views.closure_lift, name="closure_lift"),
]
