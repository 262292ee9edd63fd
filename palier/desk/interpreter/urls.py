"""The page of interpreters. An address names a language, never a person."""

from django.urls import path

from palier.desk.interpreter import views

urlpatterns = [
    path("interpreter/", views.interpreter, name="interpreter"),
    path("interpreter/cards/<str:code>/", views.language_card, name="language_card"),
    path("interpreter/services/add/", views.interpreter_add, name="interpreter_add"),
    path("interpreter/services/<uuid:pk>/check/", views.interpreter_check, name="interpreter_check"),
    path("interpreter/agree/", views.interpreter_agree, name="interpreter_agree"),
    path("interpreter/time/", views.interpreting_note, name="interpreting_note"),
    path("interpreter/call-back/", views.language_call_back, name="language_call_back"),
]
