"""Addresses of the welcome; a lease stands in them, never a name."""

from django.urls import path

from palier.casework.welcomes import views

urlpatterns = [
    path("welcome/", views.newcomers, name="newcomers"),
    path("welcome/offer/", views.offer, name="welcome_offer"),
    path("welcome/<uuid:lease>/", views.welcome, name="welcome"),
    path("welcome/<uuid:lease>/card/", views.card, name="welcome_card"),
    path("welcome/<uuid:lease>/folder/", views.folder, name="welcome_folder"),
]
