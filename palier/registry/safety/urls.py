"""Addresses of safety instructions."""

from django.urls import path

from palier.registry.safety import views

urlpatterns = [
    path("households/<uuid:household>/safety/", views.safety_propose, name="safety_propose"),
    path("safety/<uuid:pk>/", views.safety, name="safety"),
    path("safety/<uuid:pk>/agree/", views.safety_agree, name="safety_agree"),
    path("safety/<uuid:pk>/end/", views.safety_end, name="safety_end"),
]
