"""Addresses of the terms."""

from django.urls import path

from palier.access.rights import views

urlpatterns = [
    path("kept/", views.terms, name="terms"),
    path("kept/<slug:key>/propose/", views.term_propose, name="term_propose"),
    path("kept/decide/<uuid:pk>/", views.term_decide, name="term_decide"),
]
