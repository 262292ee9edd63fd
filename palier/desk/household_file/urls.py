"""The household file and what leaves it for one person."""

from django.urls import path

from palier.desk.household_file import views

urlpatterns = [
    path("households/<uuid:pk>/", views.household_file, name="household_file"),
    path("households/<uuid:pk>/together/", views.together, name="together"),
    path("households/<uuid:pk>/copy/", views.person_copy, name="person_copy"),
    path("households/<uuid:pk>/safe-contact/", views.safe_contact, name="safe_contact"),
    path("households/<uuid:pk>/national-number/", views.national_number, name="national_number"),
    path("households/<uuid:pk>/protect/", views.protect_address, name="protect_address"),
]
