"""Addresses of the rights to check."""

from django.urls import path

from palier.casework.entitlements import views

urlpatterns = [
    path("households/<uuid:household>/rights/", views.rights, name="rights"),
    path("households/<uuid:household>/rights/paper/", views.rights_paper, name="rights_paper"),
]
