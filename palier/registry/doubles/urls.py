"""Addresses of doubles. None names a person."""

from django.urls import path

from palier.registry.doubles import views

urlpatterns = [
    path("doubles/", views.doubles, name="doubles"),
    path("doubles/<uuid:pk>/apart/", views.double_apart, name="double_apart"),
    path("doubles/<uuid:pk>/merge/", views.double_merge, name="double_merge"),
    path("merges/<uuid:pk>/agree/", views.merge_agree, name="merge_agree"),
    path("merges/<uuid:pk>/undo/", views.merge_undo, name="merge_undo"),
]
