"""Addresses of access codes."""

from django.urls import path

from palier.registry.access_codes import views

urlpatterns = [
    path("codes/<uuid:person>/", views.code_give, name="code_give"),
    path("codes/<uuid:person>/withdraw/", views.code_withdraw, name="code_withdraw"),
]
