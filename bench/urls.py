"""The product's addresses, and /bare/."""

from django.urls import include, path

from bench import bare

urlpatterns = [
    path("bare/contacts/", bare.contacts),
    path("bare/cases/", bare.cases),
    path("bare/file/<uuid:household>/", bare.file),
    path("bare/search/", bare.search),
    path("bare/save/", bare.save),
    path("", include("config.urls")),
]
