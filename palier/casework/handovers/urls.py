"""Addresses of hand-overs; a hand-over or a note stands in them, never a name."""

from django.urls import path

from palier.casework.handovers import views

urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/new/", views.handover_new, name="handover_new"),
    path("handovers/<uuid:pk>/", views.handover, name="handover"),
    path("handovers/<uuid:pk>/change/", views.handover_change, name="handover_change"),
    path("handovers/<uuid:pk>/now/", views.handover_now, name="handover_now"),
    path("handovers/<uuid:pk>/take-back/", views.handover_withdraw, name="handover_withdraw"),
    path("handovers/<uuid:pk>/told/", views.handover_told, name="handover_told"),
    path("handovers/files/<uuid:pk>/", views.handover_note, name="handover_note"),
    path("handovers/files/<uuid:pk>/pack/", views.handover_pack, name="handover_pack"),
    path("handovers/files/<uuid:pk>/look/", views.handover_look, name="handover_look"),
    path("handovers/files/<uuid:pk>/another/", views.handover_another, name="handover_another"),
    path("handovers/files/<uuid:pk>/slip/", views.handover_slip, name="handover_slip"),
]
