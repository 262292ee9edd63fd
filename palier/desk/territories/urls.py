"""The page of the territories."""

from django.urls import path

from palier.desk.territories import views

urlpatterns = [path("territories/", views.territories, name="territories")]
