"""Who asks for information."""

from django.urls import path

from palier.desk.asked import views

urlpatterns = [
    path("asked/", views.askers, name="askers"),
    path("asked/counts/", views.counts, name="asked_counts"),
    path("asked/<slug:asker>/", views.asker, name="asker"),
    path("asked/<slug:asker>/note/", views.note, name="asked_note"),
]
