"""The page of a year. Whose it is follows from who asks: no address names a worker."""

from django.urls import path

from palier.desk.year import views

urlpatterns = [
    path("year/", views.year, name="year"),
    path("year/unmet/", views.unmet, name="year_unmet"),
    path("year/table.csv", views.year_csv, name="year_csv"),
]
