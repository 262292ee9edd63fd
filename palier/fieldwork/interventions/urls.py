"""The pages of interventions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
