"""Sending a landlord's file."""

from django.urls import path

from palier.desk.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/columns/", views.import_columns, name="import_columns"),
    path("imports/apply/", views.import_apply, name="import_apply"),
    path("imports/drop/", views.import_drop, name="import_drop"),
]
