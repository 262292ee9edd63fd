"""The pages of meetings. No address names a person."""

from django.urls import path

from palier.participation.meetings import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.meeting_add, name="meeting_add"),
    path("meetings/since/", views.meetings_since, name="meetings_since"),
    path("meetings/since/poster.pdf", views.since_poster, name="since_poster"),
    path("meetings/slip/", views.meeting_slip, name="meeting_slip"),
    path("meetings/<uuid:pk>/", views.meeting, name="meeting"),
    path("meetings/<uuid:pk>/edit/", views.meeting_edit, name="meeting_edit"),
    path("meetings/<uuid:pk>/points/new/", views.point_add, name="point_add"),
    path("meetings/<uuid:pk>/invite/", views.meeting_invite, name="meeting_invite"),
    path("meetings/<uuid:pk>/poster.pdf", views.meeting_poster, name="meeting_poster"),
    path("meetings/<uuid:pk>/sheet/", views.meeting_sheet, name="meeting_sheet"),
    path("meetings/<uuid:pk>/cards/", views.meeting_cards, name="meeting_cards"),
    path("meetings/<uuid:pk>/people/", views.meeting_people, name="meeting_people"),
    path("meetings/<uuid:pk>/promises/new/", views.promise_add, name="promise_add"),
    path("meetings/<uuid:pk>/questions/new/", views.question_add, name="meeting_question_add"),
    path("meetings/<uuid:pk>/reply/", views.meeting_reply, name="meeting_reply"),
    path("meetings/<uuid:pk>/read-again/", views.meeting_read_again, name="meeting_read_again"),
    path("meetings/<uuid:pk>/sign/", views.meeting_sign, name="meeting_sign"),
    path("meetings/<uuid:pk>/minutes.pdf", views.meeting_minutes, name="meeting_minutes"),
    path("meetings/<uuid:pk>/send/", views.meeting_send, name="meeting_send"),
    path("meetings/points/<uuid:pk>/edit/", views.point_edit, name="point_edit"),
    path("meetings/points/<uuid:pk>/said/", views.point_said, name="point_said"),
    path("meetings/promises/<uuid:pk>/", views.promise_answer, name="promise_answer"),
    path("meetings/questions/<uuid:pk>/answer/", views.question_answer, name="meeting_question_answer"),
    path("meetings/questions/<uuid:pk>/pass-on/", views.question_pass_on, name="meeting_question_pass_on"),
    path("mailings/<uuid:pk>/", views.mailing, name="mailing"),
    path("mailings/<uuid:pk>/files/<int:number>.pdf", views.mailing_file, name="mailing_file"),
    path("mailings/<uuid:pk>/files/<int:number>/posted/", views.mailing_posted, name="mailing_posted"),
    path("mailings/<uuid:pk>/counter.pdf", views.mailing_counter, name="mailing_counter"),
    path("mailings/<uuid:pk>/counter/", views.mailing_laid, name="mailing_laid"),
]
