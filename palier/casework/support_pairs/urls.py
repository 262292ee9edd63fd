"""Addresses of the doors, of the pair, and of contact afterwards."""

from django.urls import path

from palier.casework.support_pairs import views

urlpatterns = [
    path("support/mine/<uuid:pk>/", views.mine, name="support_mine_pair"),
    path("support/mine/<uuid:pk>/door/<slug:door>/", views.door, name="support_mine_door"),
    path("support/mine/<uuid:pk>/shut/<uuid:opening>/", views.shut, name="support_mine_shut"),
    path("support/mine/<uuid:pk>/told/<uuid:opening>/", views.tell, name="support_mine_tell"),
    path("support/mine/<uuid:pk>/step/<uuid:note>/", views.mine_step, name="support_mine_step"),
    path("support/mine/<uuid:pk>/plan/", views.mine_plan, name="support_mine_plan"),
    path("support/mine/<uuid:pk>/sheet/", views.sheet, name="support_mine_sheet"),
    path("support/second/", views.seconds, name="support_seconds"),
    path("support/second/<uuid:pk>/", views.second, name="support_second"),
    path("support/queue/<uuid:pk>/pair/", views.pair, name="support_pair"),
    path("support/queue/<uuid:pk>/pair/declare/", views.declare, name="support_pair_declare"),
    path("support/queue/<uuid:pk>/pair/aside/", views.aside, name="support_pair_aside"),
    path("support/queue/<uuid:pk>/pair/who/", views.identity, name="support_pair_who"),
    path("support/queue/<uuid:pk>/pair/end/", views.close, name="support_pair_end"),
    path("support/queue/<uuid:pk>/pair/plan/", views.plan, name="support_pair_plan"),
    path("support/queue/<uuid:pk>/pair/plan/paper/", views.plan_paper, name="support_pair_paper"),
    path("support/queue/<uuid:pk>/pair/after/", views.after_add, name="support_pair_after"),
    path("support/queue/<uuid:pk>/pair/note/<slug:kind>/", views.note, name="support_pair_note"),
    path("support/queue/<uuid:pk>/pair/notes/<uuid:note>/share/", views.note_share, name="support_pair_share"),
    path("support/queue/<uuid:pk>/pair/notes/<uuid:note>/step/", views.note_step, name="support_pair_step"),
    path("support/queue/<uuid:pk>/pair/notes/<uuid:note>/erase/", views.erase, name="support_pair_erase"),
    path("support/after/", views.after_list, name="support_after"),
    path("support/after/<uuid:pk>/renew/", views.after_renew, name="support_after_renew"),
    path("support/after/<uuid:pk>/words/", views.after_words, name="support_after_words"),
    path("support/after/<uuid:pk>/end/", views.after_end, name="support_after_end"),
]
