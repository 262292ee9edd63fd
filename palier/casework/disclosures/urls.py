"""Addresses of what is said without agreement."""

from django.urls import path

from palier.casework.disclosures import views

urlpatterns = [
    path("cases/<uuid:pk>/disclosures/", views.disclosures, name="disclosures"),
    path("cases/<uuid:pk>/disclosures/<slug:ground>/", views.disclosure_add, name="disclosure_add"),
    path("disclosures/", views.disclosure_list, name="disclosure_list"),
    path("disclosures/<uuid:pk>/", views.disclosure, name="disclosure"),
    path("disclosures/<uuid:pk>/said/", views.disclosure_say, name="disclosure_say"),
    path("disclosures/<uuid:pk>/told/", views.disclosure_tell, name="disclosure_tell"),
    path("disclosures/<uuid:pk>/take-back/", views.disclosure_take_back, name="disclosure_take_back"),
    path("disclosures/<uuid:pk>/second/", views.disclosure_second, name="disclosure_second"),
    path("disclosures/<uuid:pk>/called/", views.disclosure_called, name="disclosure_called"),
    path("disclosures/<uuid:pk>/looked-at/", views.disclosure_looked_at, name="disclosure_looked_at"),
]
