"""Addresses of the notices. The public page has its language in the address; a recording has none."""

from django.urls import path

from palier.registry.notices import portal, views

urlpatterns = [
    path("fr/avis/", portal.short_notices, name="notices_fr"),
    path("nl/berichten/", portal.short_notices, name="notices_nl"),
    path("notices/<uuid:pk>.<slug:ending>", portal.recording, name="recording"),
    path("administration/notices/", views.recordings, name="recordings"),
    path("administration/notices/telephone/", views.listening_line, name="listening_line"),
    path("administration/notices/<slug:key>/<slug:code>/", views.recording_keep, name="recording_keep"),
    path("administration/recordings/<uuid:pk>/heard/", views.recording_heard, name="recording_heard"),
    path("administration/recordings/<uuid:pk>/withdraw/", views.recording_withdraw, name="recording_withdraw"),
]
