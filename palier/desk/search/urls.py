"""Search, and the list of households."""

from django.urls import path

from palier.desk.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("households/", views.household_list, name="household_list"),
    path("households/export/", views.household_export, name="household_export"),
]
