"""Addresses of doubles. None names a person."""

from django.urls import path

from palier.registry.doubles import views

urlpatterns = [
    path("doubles/", views.doubles, name="doubles"),
    path("doubles/<uuid:pk>/apart/", views.double_apart, name="double_apart"),
]
