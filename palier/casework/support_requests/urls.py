"""Addresses of requests to the support cell."""

from django.urls import path

from palier.casework.support_requests import views
from palier.casework.support_requests.views import afterwards, intake

urlpatterns = [
    path("support/mine/", views.mine, name="support_mine"),
    path("support/ask/", views.ask, name="support_ask"),
    path("support/mine/<uuid:pk>/fears/", views.forget, name="support_mine_fears"),
    path("support/mine/<uuid:pk>/show/", afterwards.show, name="support_mine_show"),
    path("support/mine/<uuid:pk>/hide/", afterwards.hide, name="support_mine_hide"),
    path("support/mine/<uuid:pk>/gave/", afterwards.evaluate, name="support_mine_gave"),
    path("support/queue/", views.queue, name="support_queue"),
    path("support/queue/<uuid:pk>/", views.received, name="support_one"),
    path("support/intake/", intake.intake, name="support_intake"),
    path("support/queue/<uuid:pk>/fears/", intake.forget_caller, name="support_caller_fears"),
    path("support/queue/<uuid:pk>/outcome/", afterwards.outcome, name="support_outcome"),
    path("support/queue/<uuid:pk>/close/", views.close, name="support_close"),
]
