"""Addresses of holds and of what soon ends."""

from django.urls import path

from palier.desk.officer import views

urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/<uuid:pk>/lift/", views.hold_lift, name="hold_lift"),
    path("register/", views.register, name="register"),
    path("ending/", views.soon, name="ending_soon"),
]
