"""Addresses of the partnership."""

from django.urls import path

from palier.casework.support_partnership.views import figures, keeping, relays

urlpatterns = [
    path("partnership/", keeping.partnership, name="partnership"),
    path("partnership/presentations/new/", keeping.presentation_add, name="presentation_add"),
    path("partnership/presentations/<uuid:pk>/", keeping.presentation_edit, name="presentation_edit"),
    path("partnership/funding/new/", keeping.funding_add, name="funding_add"),
    path("partnership/funding/<uuid:pk>/", keeping.funding_edit, name="funding_edit"),
    path("partnership/notes/new/", keeping.note_add, name="partnership_note_add"),
    path("partnership/relays/", relays.relays, name="partnership_relays"),
    path("partnership/relays/<uuid:pk>/", relays.relay, name="partnership_relay"),
    path("partnership/year/", figures.year, name="partnership_year"),
    path("partnership/year/freeze/", figures.freeze, name="partnership_freeze"),
    path("support/years/", figures.frozen, name="support_frozen"),
    path("support/asked/", figures.asked, name="support_asked"),
]
