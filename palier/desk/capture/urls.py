"""Addresses of writing down; each view declares its capability."""

from django.urls import path

from palier.desk.capture import views

urlpatterns = [
    path("capture/", views.capture, name="capture"),
    path("capture/find/", views.capture_find, name="capture_find"),
    path("capture/day/", views.capture_day, name="capture_day"),
    path("capture/draft/", views.capture_draft, {"kind": "contact"}, name="capture_draft"),
    path("capture/draft/request/", views.capture_draft, {"kind": "request"}, name="request_draft"),
    path("capture/draft/<uuid:pk>/drop/", views.capture_draft_drop, name="capture_draft_drop"),
    path("capture/<uuid:pk>/undo/", views.capture_undo, name="capture_undo"),
    path("requests/", views.request_list, name="request_list"),
    path("requests/new/", views.request_add, name="request_add"),
    path("requests/<uuid:pk>/", views.request_page, name="request"),
    path("requests/<uuid:pk>/slip/", views.request_slip, name="request_slip"),
    path("requests/<uuid:pk>/take/", views.request_take, name="request_take"),
    path("requests/<uuid:pk>/answer/", views.request_answer, name="request_answer"),
    path("requests/<uuid:pk>/join/", views.request_join, name="request_join"),
    path("desk/", views.duty_desk, name="duty_desk"),
    path("desk/<uuid:household>/", views.desk_present, name="desk_present"),
    path("desk/<uuid:household>/receive/", views.desk_receive, name="desk_receive"),
]
