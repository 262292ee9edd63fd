"""Who asks for information."""

from django.urls import path

from palier.desk.asked import views

urlpatterns = [
    path("asked/", views.askers, name="askers"),
    path("asked/<slug:asker>/", views.asker, name="asker"),
]
