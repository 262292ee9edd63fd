"""The pages of outreach. No address names a person."""

from django.urls import path

from palier.fieldwork.outreach import views

urlpatterns = [
    path("outreach/", views.outreach, name="outreach"),
    path("outreach/figures/", views.outreach_figures, name="outreach_figures"),
    path("outreach/evenings/new/", views.evening_add, name="evening_add"),
    path("outreach/evenings/<uuid:pk>/edit/", views.evening_edit, name="evening_edit"),
    path("outreach/observations/new/", views.observation_add, name="observation_add"),
    path("outreach/observations/<uuid:pk>/edit/", views.observation_edit, name="observation_edit"),
]
