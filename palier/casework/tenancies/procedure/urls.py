"""Addresses of procedures about unpaid rent."""

from django.urls import path

from palier.casework.tenancies.procedure import views

urlpatterns = [
    path("procedures/", views.procedures, name="procedures"),
    path("households/<uuid:pk>/procedure/", views.procedure_begin, name="procedure_begin"),
    path("procedures/<uuid:pk>/", views.procedure, name="procedure"),
    path("procedures/<uuid:pk>/facts/", views.fact_note, name="fact_note"),
    path("procedures/<uuid:pk>/rent/", views.procedure_rent, name="procedure_rent"),
    path("procedures/<uuid:pk>/end/", views.procedure_end, name="procedure_end"),
    path("procedures/facts/<uuid:pk>/", views.fact_correct, name="fact_correct"),
    path("procedures/facts/<uuid:pk>/strike/", views.fact_strike, name="fact_strike"),
]
