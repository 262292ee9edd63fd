"""The pages of a social file. Every address names a file, a step or a contact, never a person."""

from django.urls import path

from palier.casework.cases.views import contacts, emergency, files, household, no_demand, plan, team, topics, undo

urlpatterns = [
    path("emergency-numbers/", emergency.emergency_numbers, name="emergency_numbers"),
    path("cases/", files.case_list, name="case_list"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<uuid:pk>/", topics.topic_offer, name="topic_offer"),
    path("contacts/", contacts.contact_list, name="contact_list"),
    path("cases/new/", files.case_open, name="case_open"),
    path("cases/emergency/", emergency.emergency, name="emergency"),
    path("cases/words/new/", contacts.word_leave, name="word_leave"),
    path("cases/steps/<uuid:pk>/move/", plan.step_move, name="step_move"),
    path("cases/contacts/<uuid:pk>/edit/", contacts.contact_edit, name="contact_edit"),
    path("cases/contacts/<uuid:pk>/keep/", contacts.aide_memoire_keep, name="aide_memoire_keep"),
    path("cases/contacts/<uuid:pk>/attach/", contacts.contact_attach, name="contact_attach"),
    path("cases/known/<uuid:pk>/edit/", household.known_edit, name="known_edit"),
    path("cases/known/<uuid:pk>/end/", household.known_end, name="known_end"),
    path("cases/<uuid:pk>/known/new/", household.known_add, name="known_add"),
    path("cases/requests/<uuid:pk>/term/", no_demand.request_term, name="request_term"),
    path("cases/undo/team/<uuid:pk>/", undo.team_undo, name="team_undo"),
    path("cases/undo/<str:what>/<uuid:pk>/<int:version>/", undo.undo, name="undo"),
    path("cases/words/<uuid:pk>/end/", contacts.word_end, name="word_end"),
    path("cases/<uuid:pk>/change/", files.case_change, name="case_change"),
    path("cases/<uuid:pk>/close/", files.case_close, name="case_close"),
    path("cases/<uuid:pk>/reopen/", files.case_reopen, name="case_reopen"),
    path("cases/<uuid:pk>/analyses/new/", files.analysis_add, name="analysis_add"),
    path("cases/<uuid:pk>/steps/new/", plan.step_add, name="step_add"),
    path("cases/<uuid:pk>/apart/", files.reinforced, name="reinforced"),
    path("cases/<uuid:pk>/second-worker/", team.second_worker, name="second_worker"),
    path("cases/<uuid:pk>/team/", team.team_add, name="team_add"),
]
