"""The pages of interventions. No address names a person."""

from django.urls import path

from palier.fieldwork.interventions import views

urlpatterns = [
    path("passages/", views.passages, name="passages"),
    path("passages/new/", views.passage_ask, name="passage_ask"),
    path("passages/<uuid:pk>/again/", views.passage_again, name="passage_again"),
    path("interventions/", views.interventions, name="interventions"),
    path("interventions/figures/", views.intervention_figures, name="intervention_figures"),
    path("interventions/motives/", views.motives, name="motives"),
    path("interventions/motives/usual/", views.motives_usual, name="motives_usual"),
    path("interventions/motives/new/", views.motive_add, name="motive_add"),
    path("interventions/motives/<uuid:pk>/edit/", views.motive_edit, name="motive_edit"),
    path("interventions/motives/<uuid:pk>/<int:version>/end/", views.motive_end, name="motive_end"),
    path("interventions/visits/<uuid:visit>/photos/", views.visit_photos, name="visit_photos"),
    path("interventions/visits/<uuid:visit>/photos/<uuid:pk>/", views.visit_photo_remove, name="visit_photo_remove"),
    path("interventions/photos/<uuid:pk>/", views.visit_photo, name="visit_photo"),
    path("interventions/<uuid:pk>/", views.intervention, name="intervention"),
    path("interventions/<uuid:pk>/mark/", views.intervention_mark, name="intervention_mark"),
    path("interventions/<uuid:pk>/join/", views.intervention_join, name="intervention_join"),
    path("interventions/<uuid:pk>/visit/", views.intervention_visit, name="intervention_visit"),
    path("interventions/<uuid:pk>/tell/", views.intervention_tell, name="intervention_tell"),
    path("interventions/<uuid:pk>/fault/", views.intervention_fault, name="intervention_fault"),
    path("interventions/<uuid:pk>/notice/", views.intervention_notice, name="intervention_notice"),
]
