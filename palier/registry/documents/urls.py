"""The pages of documents. An address names a file or a document, never a person."""

from django.urls import path

from palier.registry.documents import portal, views

urlpatterns = [
    path("documents/add/<uuid:subject>/", views.document_add, name="document_add"),
    path("documents/photos/<uuid:subject>/", views.photo_draw, name="photo_draw"),
    path("documents/photos/state/<uuid:pk>/", views.photo_state, name="photo_state"),
    path("photo/<str:code>/", portal.photo, name="photo"),
    path("documents/<uuid:pk>/", views.document, name="document"),
    path("documents/<uuid:pk>/edit/", views.document_edit, name="document_edit"),
]
