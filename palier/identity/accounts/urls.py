"""The account pages that are ours; allauth brings the others."""

from django.urls import path

from palier.identity.accounts import portal, views

urlpatterns = [
    path("first/", portal.first, name="account_first"),
    path("back/", portal.come_back, name="account_come_back"),
    path("lock/", views.lock, name="screen_lock"),
    path("unlock/", views.unlock, name="screen_unlock"),
    path("kept/", views.kept, name="screen_kept"),
    path("here/", views.here, name="screen_here"),
    path("pin/", views.pin, name="account_pin"),
    path("pin/remove/", views.pin_removed, name="account_pin_removed"),
    path("sessions/", views.sessions, name="account_sessions"),
    path("sessions/way-back/", views.way_back_refused, name="account_way_back_refused"),
    path("sessions/others/end/", views.other_sessions_ended, name="account_other_sessions_ended"),
    path("sessions/<uuid:pk>/end/", views.session_ended, name="account_session_ended"),
]
