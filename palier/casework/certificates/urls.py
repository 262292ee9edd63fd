"""The page on which a certificate of help offered is made."""

from django.urls import path

from palier.casework.certificates import views

urlpatterns = [path("certificates/make/", views.certificate_make, name="certificate_make")]
