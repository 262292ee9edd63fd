"""Signals between services: what was received, what one sent this shift, a new one."""

from django.urls import path

from palier.desk.between_services import views

urlpatterns = [
    path("signals/", views.signals, name="signals"),
    path("signals/new/", views.signal_add, name="signal_add"),
    path("signals/ask/", views.question_ask, name="question_ask"),
    path("signals/<uuid:pk>/answer/", views.question_answer, name="question_answer"),
    path("signals/<uuid:pk>/<str:state>/", views.signal_settle, name="signal_settle"),
]
