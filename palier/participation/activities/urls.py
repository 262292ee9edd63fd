"""The pages of activities. No address names a person."""

from django.urls import path

from palier.participation.activities import views

urlpatterns = [
    path("activities/", views.activities, name="activities"),
    path("activities/coming/", views.activity_agenda, name="activity_agenda"),
    path("activities/figures/", views.activity_figures, name="activity_figures"),
    path("activities/new/", views.activity_add, name="activity_add"),
    path("activities/<uuid:pk>/", views.activity, name="activity"),
    path("activities/<uuid:pk>/edit/", views.activity_edit, name="activity_edit"),
    path("activities/<uuid:pk>/poster/", views.activity_poster, name="activity_poster"),
    path("activities/<uuid:pk>/stages/new/", views.stage_add, name="stage_add"),
    path("activities/<uuid:pk>/days/new/", views.session_add, name="activity_session_add"),
    path("activities/<uuid:pk>/origins/new/", views.origin_add, name="origin_add"),
    path("activities/stages/<uuid:pk>/edit/", views.stage_edit, name="stage_edit"),
    path("activities/days/<uuid:pk>/edit/", views.session_edit, name="activity_session_edit"),
    path("activities/origins/<uuid:pk>/edit/", views.origin_edit, name="origin_edit"),
    path("house-rules/", views.house_rules, name="house_rules"),
    path("house-rules/new/", views.house_rules_add, name="house_rules_add"),
    path("house-rules/<uuid:pk>/", views.house_rules_sheet, name="house_rules_sheet"),
    path("house-rules/<uuid:pk>/edit/", views.house_rules_edit, name="house_rules_edit"),
    path("ideas/", views.ideas, name="ideas"),
    path("ideas/new/", views.idea_add, name="idea_add"),
    path("ideas/slip/", views.idea_slip, name="idea_slip"),
    path("ideas/<uuid:pk>/", views.idea, name="idea"),
    path("logistics/", views.logistics, name="logistics"),
    path("logistics/new/", views.logistics_add, name="logistics_add"),
    path("logistics/<uuid:pk>/edit/", views.logistics_edit, name="logistics_edit"),
]
