"""Addresses of the terms, and of the erasure by two. None names a person or a file."""

from django.urls import path

from palier.access.rights.views import purges, terms

urlpatterns = [
    path("kept/", terms.terms, name="terms"),
    path("kept/<slug:key>/propose/", terms.term_propose, name="term_propose"),
    path("kept/decide/<uuid:pk>/", terms.term_decide, name="term_decide"),
    path("rights/purge/", purges.purges, name="purges"),
    path("rights/purge/mine/", purges.my_purges, name="my_purges"),
    path("rights/purge/back/<uuid:pk>/", purges.purge_take_back, name="purge_take_back"),
    path("rights/purge/decide/<uuid:pk>/", purges.purge_decide, name="purge_decide"),
    path("rights/purge/<slug:kind>/<uuid:item>/", purges.purge, name="purge"),
]
