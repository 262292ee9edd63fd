"""The pages of a social file. Every address names a file, a step or a contact, never a person."""

from django.urls import path

from palier.casework.cases import views

urlpatterns = [
    path("emergency-numbers/", views.emergency_numbers, name="emergency_numbers"),
    path("cases/", views.case_list, name="case_list"),
    path("contacts/", views.contact_list, name="contact_list"),
    path("cases/new/", views.case_open, name="case_open"),
    path("cases/emergency/", views.emergency, name="emergency"),
    path("cases/words/new/", views.word_leave, name="word_leave"),
    path("cases/steps/<uuid:pk>/move/", views.step_move, name="step_move"),
    path("cases/contacts/<uuid:pk>/edit/", views.contact_edit, name="contact_edit"),
    path("cases/contacts/<uuid:pk>/keep/", views.aide_memoire_keep, name="aide_memoire_keep"),
    path("cases/contacts/<uuid:pk>/attach/", views.contact_attach, name="contact_attach"),
    path("cases/<uuid:pk>/close/", views.case_close, name="case_close"),
    path("cases/<uuid:pk>/reopen/", views.case_reopen, name="case_reopen"),
    path("cases/<uuid:pk>/analyses/new/", views.analysis_add, name="analysis_add"),
    path("cases/<uuid:pk>/steps/new/", views.step_add, name="step_add"),
    path("cases/<uuid:pk>/apart/", views.reinforced, name="reinforced"),
    path("cases/<uuid:pk>/team/", views.team_add, name="team_add"),
]
