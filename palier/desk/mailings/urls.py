"""Write to many. Whom travels in the body; the address names a list."""

from django.urls import path

from palier.desk.mailings import views

urlpatterns = [path("letters/many/", views.letters_to_many, name="letters_to_many")]
