"""Addresses of the officer: holds, the register, the review of the ledger, what crossed."""

from django.urls import path

from palier.desk.officer import portal, views

urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/<uuid:pk>/lift/", views.hold_lift, name="hold_lift"),
    path("register/", views.register, name="register"),
    path("review/", views.review, name="review"),
    path("review/<uuid:pk>/", views.review_answer, name="review_answer"),
    path("crossings/", views.crossings, name="crossings"),
    path("crossings/<str:day>.json", views.crossing_file, name="crossing_file"),
    path("fr/ce-qui-passe/", portal.what_crosses, name="what_crosses_fr"),
    path("nl/wat-doorgaat/", portal.what_crosses, name="what_crosses_nl"),
    path("ending/", views.soon, name="ending_soon"),
]
