"""Addresses of the table between services. They name no household but by its number."""

from django.urls import path

from palier.desk.interservice import views

urlpatterns = [
    path("table/", views.table, name="table"),
    path("table/sheet/", views.table_sheet, name="table_sheet"),
    path("table/new/", views.table_add, name="table_add"),
    path("table/<uuid:pk>/", views.table_line, name="table_line"),
    path("table/<uuid:pk>/take/", views.table_take, name="table_take"),
    path("table/<uuid:pk>/close/", views.table_close, name="table_close"),
]
