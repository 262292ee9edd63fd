"""Addresses of a network; a file or a tie stands in them, never a name."""

from django.urls import path

from palier.casework.network import views

urlpatterns = [
    path("cases/<uuid:pk>/network/", views.network, name="network"),
    path("cases/<uuid:pk>/network/apart/", views.network_apart, name="network_apart"),
    path("cases/<uuid:pk>/network/new/", views.network_add, name="network_add"),
    path("network/<uuid:pk>/edit/", views.tie_edit, name="tie_edit"),
    path("network/<uuid:pk>/end/", views.tie_end, name="tie_end"),
]
