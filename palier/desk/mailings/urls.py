"""Write to many. Whom travels in the body; the address names a list. A code for one's own door, as a letter."""

from django.urls import path

from palier.desk.mailings import views

urlpatterns = [
    path("letters/many/", views.letters_to_many, name="letters_to_many"),
    path("letters/code/<uuid:person>/", views.code_letter, name="code_letter"),
]
