"""Addresses of requests to the support cell."""

from django.urls import path

from palier.casework.support_requests import views

urlpatterns = [
    path("support/mine/", views.mine, name="support_mine"),
    path("support/ask/", views.ask, name="support_ask"),
    path("support/mine/<uuid:pk>/fears/", views.forget, name="support_mine_fears"),
    path("support/queue/", views.queue, name="support_queue"),
    path("support/queue/<uuid:pk>/", views.received, name="support_one"),
    path("support/queue/<uuid:pk>/close/", views.close, name="support_close"),
]
